import { readSearch } from '#domain/search-text'

/** What a number is likely to be, for sentences: «NIK 8204…», «kartu JKN 0000…», «nomor 07-0123». Null for words and dates. */
export function sayNumber(text: string): string | null {
  const { number, birthYear, birthDates } = readSearch(text)
  if (number === null || birthYear !== null || birthDates.length > 0) return null
  if (/^\d{16}$/.test(number)) return `NIK ${number}`
  if (/^0?8\d{8,12}$/.test(number)) return `telepon ${number}`
  if (/^\d{13}$/.test(number)) return `kartu JKN ${number}`
  return `nomor ${text.trim()}`
}
