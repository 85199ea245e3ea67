/**
 * One spelling for what was written in many: oe/u, tj/c, dj/j/y, nj/ny, sj/sy, ch/kh/h (Achmad, Akhmad, Ahmad), dh/d,
 * th/t, doubled letters, a final h. Roman numerals stay: twins are "By. Ny. SITI I" and "II". Folding what is folded
 * changes nothing.
 */
export function fold(word: string): string {
  return foldings(word).at(-1) ?? word
}

/** From the word as written to its folded spelling; one step for all but odd words, where folding makes new pairs (KCH, TJCH). */
export function foldings(word: string): string[] {
  const folded = foldOnce(word)
  return folded === word ? [word] : [word, ...foldings(folded)]
}

function foldOnce(word: string): string {
  if (/^[IVX]+$/.test(word)) return word
  const modern = word.replace(/OE|TJ|DJ|CH|KH|DH|TH|J/g, (old) => oldSpellings[old] ?? old)
  const single = modern.replace(/(\p{L})\1+/gu, '$1')
  return single.length > 3 ? single.replace(/H$/, '') : single
}

const oldSpellings: Record<string, string> = {
  OE: 'U',
  TJ: 'C',
  DJ: 'Y',
  J: 'Y',
  CH: 'H',
  KH: 'H',
  DH: 'D',
  TH: 'T',
}

/** Folds an unfinished word: a last letter that may yet become "dj" or "oe" is left off once the rest has changed. */
export function foldPrefix(word: string): string {
  const folded = fold(word)
  return folded !== word && /.[OTDCK]$/.test(word) ? fold(word.slice(0, -1)) : folded
}

/**
 * The folded words that one written word stands for: NURHAYATI is NUR HAYATI, NURULHUDA is NURUL HUDA,
 * ABDURRAHMAN is ABDUL RAHMAN, MUHAMMADALI is MUHAMAD ALI, MOH is MUHAMAD. An M beside other words is Muhammad.
 */
export function canonicalWords(word: string, besideOthers: boolean): string[] {
  const parts = parted(word)
  if (parts) return parts.flatMap((part) => canonicalWords(part, true))
  const folded = fold(word)
  if (folded !== word) return canonicalWords(folded, besideOthers)
  const alias = aliases.find(
    ({ spellings, initial }) => spellings.includes(word) || (besideOthers && word === initial),
  )
  return [alias?.canonical ?? word]
}

/** Further folded spellings under which an index holds these canonical words, so that the usual short forms find them. */
export function shortForms(canonical: readonly string[]): string[] {
  return aliases.filter((alias) => canonical.includes(alias.canonical)).flatMap(({ indexed }) => indexed)
}

type Alias = {
  canonical: string
  spellings: readonly string[]
  initial: string | null
  indexed: readonly string[]
}

const aliases: readonly Alias[] = [
  {
    canonical: 'MUHAMAD',
    spellings: 'MOHAMAD MUHAMED MOHAMED MUHAMAT MOHAMAT MUH MOH MHD MUHD MOHD'.split(' '),
    initial: 'M',
    indexed: ['MOHAMAD', 'MUHAMED', 'MOHAMED', 'MHD', 'MUHD', 'MOHD'],
  },
  { canonical: 'SITI', spellings: ['ST'], initial: null, indexed: ['ST'] },
  {
    canonical: 'ABDUL',
    spellings: ['ABD', 'ABDUR', 'ABDUS'],
    initial: null,
    indexed: ['ABD', 'ABDUR', 'ABDUS'],
  },
  { canonical: 'NUR', spellings: ['NOR'], initial: null, indexed: ['NOR'] },
]

/** Names that are written apart as often as in one with the next: SRI WAHYUNI, SRIWAHYUNI; NURUL HUDA, NURULHUDA. */
const heads = [
  /^(SRI|N(?:U|OE|OO)R(?:UL)?|SITI|SITTI|ABDUL|ABDOEL|DWI|TRI|A(?:CH|KH|H)MAD)(\p{L}{4,})$/u,
  /^(M[OU](?:CH?|KH?|H)AM+[AE][DT])(\p{L}{3,})$/u,
]
/** The l of Abdul becomes the letter that follows, written twice or once: ABDURRAHMAN, ABDURAHMAN, ABDUSSALAM. */
const assimilated = /^ABDU([DNRSTZ]\p{L}{3,})$/u

function parted(word: string): [string, string] | null {
  const abdul = assimilated.exec(word)
  if (abdul?.[1]) return ['ABDUL', abdul[1]]
  const [, head, rest] = heads.flatMap((pattern) => pattern.exec(word) ?? [])
  return head && rest ? [head, rest] : null
}
