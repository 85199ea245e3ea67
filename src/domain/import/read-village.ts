/** A village that may be meant, by its code of ten digits. */
export type VillageName = { code: string; name: string }
/** `certain` is false where the name was put right by a letter or two. */
export type FoundVillage = { code: string; name: string; certain: boolean }

const prefixes = /^(desa|ds|kelurahan|kel|kampung|kp|kampong|nagari|gampong|negeri|dusun|lembang)\b\.?\s*/

/** One word of small letters: spacing, dots and «Desa» before the name tell no two villages apart. */
export function foldVillage(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(prefixes, '')
    .replace(/[^a-z0-9]/g, '')
}

/**
 * The village that is meant, looked for in the nearest circle first (working area, its districts, its regency). A name
 * written exactly so wins over every misspelling of its circle; of several alike, none is taken.
 */
export function findVillage(text: string, circles: readonly (readonly VillageName[])[]): FoundVillage | null {
  const wanted = foldVillage(text)
  if (wanted === '') return null
  for (const circle of circles) {
    const same = circle.filter(({ name }) => foldVillage(name) === wanted)
    if (same[0] && same.length === 1) return { ...same[0], certain: true }
    if (same.length > 1) return null
    const near = nearest(wanted, circle)
    if (near) return { ...near, certain: false }
  }
  return null
}

function nearest(wanted: string, circle: readonly VillageName[]): VillageName | null {
  const most = wanted.length < 5 ? 0 : wanted.length < 9 ? 1 : 2
  let best: { village: VillageName; slips: number }[] = []
  for (const village of circle) {
    const slips = countSlips(wanted, foldVillage(village.name), most)
    if (slips > most) continue
    const least = best[0]?.slips ?? most + 1
    if (slips < least) best = [{ village, slips }]
    else if (slips === least) best.push({ village, slips })
  }
  return best.length === 1 ? (best[0]?.village ?? null) : null
}

/** Letters to change, drop, add or swap with their neighbour until one word is the other; counting stops above `most`. */
export function countSlips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let [twoAgo, before] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let slips = Math.min(changed, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, (twoAgo[j - 2] ?? 0) + 1)
      row.push(slips)
    }
    twoAgo = before
    before = row
  }
  return before[b.length] ?? most + 1
}
