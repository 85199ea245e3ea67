import { type Problem, problem } from './errors.ts'
import { canonicalWords, foldings, foldPrefix, shortForms } from './name-fold.ts'
import { isTitle, nameWords, withoutTitles } from './name-words.ts'
import { remember } from './remember.ts'

const LONGEST_NAME = 120

/** The name as it is kept: typed letters and case, without control characters and doubled spaces. */
export function displayName(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim()
}

/** What stands in names on Indonesian papers, titles and «a.n. (alias)» included; no emoji, no markup. */
const nameLike = /^[\p{L}\p{M}\p{N} .,'’`()/-]+$/u

/** One word is a valid name; emoji, markup and punctuation alone are not. */
export function checkName(text: string): Problem | null {
  const name = displayName(text)
  if (name === '') return problem('name_empty')
  if ([...name].length > LONGEST_NAME) return problem('name_too_long', { most: LONGEST_NAME })
  if (!/\p{L}/u.test(name)) return problem('name_no_letters')
  return nameLike.test(name) ? null : problem('name_symbols')
}

/**
 * What the search index holds for a name: each word as written, its folded spelling, and the usual short forms of
 * Muhammad, Siti and Abdul. Every beginning of every word of a name, put through queryWords, is the beginning of one of
 * these. Index and query may each be folded alone, because queries expand nothing.
 */
export function nameTokens(name: string): string[] {
  const key = keyWords(name)
  return [...new Set([...nameWords(name).flatMap(foldings), ...key, ...shortForms(key)])]
}

/** One key for all spellings of a name: its folded words without titles, sorted. Never empty for a valid name. */
export const nameKey: (name: string) => string = remember(20_000, (name) => keyWords(name).sort().join(' '))

/** The name as written, for lists that begin as somebody types: «ABDUL RAHMAN» of «H. Abdul Rahman, S.Pd». */
export function nameStart(name: string): string {
  return withoutTitles(nameWords(name)).join(' ')
}

/** A word of a query as typed, and as the index is asked for it; it may be unfinished. */
export type QueryWord = { written: string; token: string }

/** The words of a query. Titles are left out while another word remains; the last may yet become a name. */
export function queryWords(text: string): QueryWord[] {
  const all = nameWords(text)
  const meant = all.filter((word, place) => place === all.length - 1 || !isTitle(word))
  return meant.map((written) => ({ written, token: foldPrefix(written) }))
}

/** Canonical folded words, for comparing whole names. */
function keyWords(name: string): string[] {
  const written = withoutTitles(nameWords(name))
  return withoutTitles(written.flatMap((word) => canonicalWords(word, written.length > 1)))
}
