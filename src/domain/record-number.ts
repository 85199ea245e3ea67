import { type ProblemOf, problem } from './errors.ts'

/** A medical record number as it stands on the patient's card. */
export type RecordNo = string & { readonly __brand: 'RecordNo' }

/** What a number is made of. `area` and `member` are null where the pattern has no place for them. */
export type RecordPlace = { area: string | null; serial: number; member: number | null }

/** One number for each person, of six digits in pairs, as most folders on a shelf have it. */
export const personalPattern = '00-00-00'

const longest = 20

/**
 * Fills a pattern from the right: `0` and `K` with the serial of a person or a family, `A` with the member's code, `W`
 * with the area's. A serial of more digits than there are places grows at its own front: 1234567 is 123-45-67. Every
 * other character is written as it is.
 */
export function writeRecordNo({ area, serial, member }: RecordPlace, pattern: string): RecordNo {
  const left = { W: area ?? '', A: member === null ? '' : String(member), serial: String(serial) }
  const first = pattern.search(/[0K]/)
  let written = ''
  for (let at = pattern.length - 1; at >= 0; at--) {
    const place = pattern.charAt(at)
    if (!/[0KAW]/.test(place)) written = place + written
    else {
      const part = place === 'W' || place === 'A' ? place : 'serial'
      written = (at === first ? left.serial || '0' : left[part].slice(-1) || '0') + written
      left[part] = left[part].slice(0, -1)
    }
  }
  return written as RecordNo
}

export function formatRecordNo(serial: number, pattern = personalPattern): RecordNo {
  return writeRecordNo({ area: null, serial, member: null }, pattern)
}

/** Takes apart what `writeRecordNo` has written; null for a number of any other form, as on an old card. */
export function readRecordNo(text: string, pattern: string): RecordPlace | null {
  const first = pattern.search(/[0K]/)
  const places = [...pattern].map((place, at) => {
    if (!/[0KAW]/.test(place)) return place.replace(/\W/, '\\$&')
    return at === first ? '(\\d+)' : '(\\d)'
  })
  const digits = new RegExp(`^${places.join('')}$`).exec(text)?.slice(1)
  if (!digits) return null
  const letters = [...pattern].filter((place) => /[0KAW]/.test(place))
  const gather = (wanted: RegExp) => digits.filter((_, at) => wanted.test(letters[at] ?? '')).join('')
  const place: RecordPlace = {
    area: pattern.includes('W') ? gather(/W/) : null,
    serial: Number(gather(/[0K]/)),
    member: pattern.includes('A') ? Number(gather(/A/)) : null,
  }
  return writeRecordNo(place, pattern) === text ? place : null
}

/** The key for search and uniqueness: separators do not distinguish two cards. */
export function normalizeRecordNo(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/** Digits, letters, dot, slash and hyphen, at most 20, with at least one digit or letter. */
export function checkRecordNo(text: string): ProblemOf<'record_no_invalid'> | null {
  const fits = /^(?=.*[A-Za-z0-9])[A-Za-z0-9./-]+$/.test(text.trim()) && text.trim().length <= longest
  return fits ? null : problem('record_no_invalid')
}

/** What stands for a name while nobody knows it. */
export function namelessAs(recordNo: string): string {
  return `TANPA NAMA ${recordNo}`
}
