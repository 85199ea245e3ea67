import { beginning, both, either, oneOf } from './fts-match.ts'
import type { WordMemory } from './word-memory.ts'

/** What one word that was typed may be: the beginning of a word, one of several words, a village. */
export type Wanted = { begins: string | null; words: readonly string[]; villages: readonly string[] }
/** Of these ways to understand what was typed, one must be met in all its words. */
export type Ways = readonly (readonly Wanted[])[]

/** A person's own words, as the index has them, and their village. */
export type OwnWords = { words: readonly string[]; village: string | null }

/**
 * FTS5 keeps lists for beginnings of up to three letters; a longer one it would first put together from all its words'
 * lists. Named one by one, the words are gone through side by side and left as soon as there are enough people.
 */
export function beginningWith(memory: WordMemory, columns: string, token: string): string {
  const words = token.length > 3 ? memory.beginning(token) : null
  return words && words.length > 0 ? oneOf(columns, words) : beginning(columns, token)
}

/** For the index; empty where the word can be nothing. */
export function termOf(memory: WordMemory, columns: string, { begins, words, villages }: Wanted): string {
  const begun = begins === null ? '' : beginningWith(memory, columns, begins)
  return either(begun, oneOf(columns, words), oneOf('place', villages))
}

export function matchOf(memory: WordMemory, columns: string, ways: Ways): string {
  return either(...ways.map((way) => both(...way.map((wanted) => termOf(memory, columns, wanted)))))
}

/** The same of one person, where reading them is cheaper than asking the index. */
export function meets({ words: own, village }: OwnWords, { begins, words, villages }: Wanted): boolean {
  if (begins !== null && own.some((word) => word.startsWith(begins))) return true
  return own.some((word) => words.includes(word)) || (village !== null && villages.includes(village))
}
