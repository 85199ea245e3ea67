import { type ProblemOf, problem } from './errors.ts'

/** A medical record number as it stands on the patient's card. */
export type RecordNo = string & { readonly __brand: 'RecordNo' }

/**
 * Fills the zeros of the template from the right; a serial with more digits grows in front.
 * Every other character is written as it is: formatRecordNo(1234) is 00-12-34.
 */
export function formatRecordNo(serial: number, template = '00-00-00'): RecordNo {
  let rest = String(serial)
  let filled = ''
  for (const place of [...template].reverse()) {
    filled = (place === '0' ? rest.slice(-1) || '0' : place) + filled
    if (place === '0') rest = rest.slice(0, -1)
  }
  return (rest + filled) as RecordNo
}

/** The key for search and uniqueness: separators do not distinguish two cards. */
export function normalizeRecordNo(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/** Digits, letters, dot, slash and hyphen, at most 20, with at least one digit or letter. */
export function checkRecordNo(text: string): ProblemOf<'record_no_invalid'> | null {
  return /^(?=.*[A-Za-z0-9])[A-Za-z0-9./-]{1,20}$/.test(text.trim()) ? null : problem('record_no_invalid')
}
