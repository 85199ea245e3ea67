import { queryTokens } from './name-key.ts'

/**
 * What one box of typed text asks for: a number (NIK, RM, card, phone; ≥ 3 digits, from its start or its last digits),
 * words of a name, and a birth year (four digits 19xx or 20xx).
 */
export type SearchText = { digits: string | null; words: string[]; birthYear: number | null }

const numberLike = /^\+?[0-9][0-9 .\-/]*$/
const birthYearLike = /^(19|20)\d\d$/

export function readSearch(text: string): SearchText {
  const trimmed = text.trim()
  if (numberLike.test(trimmed)) {
    const digits = trimmed.replace(/\D/g, '').replace(/^62(?=8\d{2})/, '0')
    const year = birthYearLike.test(digits) ? Number(digits) : null
    return { digits: digits.length >= 3 ? digits : null, words: [], birthYear: year }
  }
  const parts = trimmed.split(/\s+/).filter((part) => part !== '')
  const year = parts.find((part) => birthYearLike.test(part))
  const words = parts.filter((part) => !/^\d+$/.test(part))
  return { digits: null, words, birthYear: year === undefined ? null : Number(year) }
}

/** Whether there is anything to look for yet: a letter, three digits, or a birth year. */
export function isSearchable(text: string): boolean {
  const { digits, words, birthYear } = readSearch(text)
  return digits !== null || birthYear !== null || queryTokens(words.join(' ')).length > 0
}
