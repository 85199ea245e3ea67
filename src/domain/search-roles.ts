/**
 * What the words of a search are said to be, where one in front of them tells: «wayan desa ketapang», «siti kk ahmad»,
 * «anak siti». `all` are the words as typed, because ANAK AGUNG and DESA AYU are names.
 */
export type Roles = { all: string[]; own: string[]; village: string[]; kin: string[] }

const villageLabels = new Set('desa ds kelurahan kel kampung kp dusun'.split(' '))
const kinLabels = new Set('kk ibu anak'.split(' '))
/** From so many letters on a label is one before anything follows it; a shorter one may yet become a name. */
const longLabel = 4

/** The words that are looked for, and their roles; null where nothing tells. A label that stands alone is a name. */
export function readRoles(all: readonly string[]): { words: string[]; roles: Roles | null } {
  const roles: Roles = { all: [...all], own: [], village: [], kin: [] }
  const words: string[] = []
  let role: 'own' | 'village' | 'kin' = 'own'
  for (const [at, word] of all.entries()) {
    const label = word.toLowerCase().replace(/[.:]+$/, '')
    const isMeant = at < all.length - 1 || (at > 0 && label.length >= longLabel)
    if (isMeant && villageLabels.has(label)) role = 'village'
    else if (isMeant && kinLabels.has(label)) role = isOfSomebody(label, roles) ? 'kin' : 'own'
    else {
      roles[role].push(word)
      words.push(word)
    }
  }
  const isSaid = words.length > 0 && words.length < all.length
  return isSaid ? { words, roles } : { words: [...all], roles: null }
}

/** «Ibu Siti» is Siti herself, and «kk Ahmad» Ahmad, until another name stands before; «anak Siti» are her children. */
function isOfSomebody(label: string, { own }: Roles): boolean {
  return own.length > 0 || label === 'anak'
}
