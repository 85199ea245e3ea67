import { jaroWinkler } from './jaro-winkler.ts'
import { remember } from './remember.ts'

/** From here on two folded words are taken for one word written in two ways: JUMIATI and JUMIYATI. */
export const alikeFrom = 0.92

/** From this length on one wrong letter, wherever it stands, leaves a word recognisable. */
const longEnoughForSlip = 5

/** RAHMA and RAHMAWATI begin alike and are two names. */
const mostLettersMore = 2

/** How alike two different words of names are, from 0 to 1. An initial stands for any word that begins with it. */
export function likenessOfWords(a: string, b: string): number {
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? alikeFrom : 0
  if (Math.abs(a.length - b.length) > mostLettersMore) return 0
  if (soundOf(a) === soundOf(b)) return 1
  const shorter = Math.min(a.length, b.length)
  if (shorter < 4) return 0
  const likeness = jaroWinkler(a, b)
  return shorter >= longEnoughForSlip && isOneLetterAway(a, b) ? Math.max(alikeFrom, likeness) : likeness
}

/** What is heard as one: FAUZI and PAUZI, VINCENT and FINCENT, ZUBAIDAH and JUBAIDAH (folded to Y), SITI and SITY. */
const soundOf = remember(20_000, (word: string) =>
  word
    .replace(/[FV]/g, 'P')
    .replace(/[ZY]/g, 'I')
    .replace(/(.)\1+/g, '$1'),
)

/** One letter wrong, left out or too many, or two neighbours swapped. */
function isOneLetterAway(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let start = 0
  while (start < short.length && short[start] === long[start]) start += 1
  let end = 0
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1
  const [restShort, restLong] = [short.slice(start, short.length - end), long.slice(start, long.length - end)]
  if (restLong.length <= 1) return true
  return restShort.length === 2 && restLong === `${restShort[1]}${restShort[0]}`
}
