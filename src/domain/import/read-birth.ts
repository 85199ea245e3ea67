import { type Birth, checkBirthDate } from '../birth.ts'
import { readBirthText } from '../birth-text.ts'
import { addDays, formatDate, type LocalDate, latestPast, parseLocalDate, yearOf } from '../local-date.ts'
import { monthOf } from '../month-name.ts'
import { readCell } from './cell.ts'
import { type Reason, reason, wordsOf } from './reasons.ts'

export type DateOrder = 'dmy' | 'mdy'
/** What is known of a birth, which may be nothing, with what there is to say about it; or why the row is kept out. */
export type ImportedBirth = { birth: Birth | null; said: Reason | null } | { reason: Reason }

/** As a clerk fills in what nobody could say. */
const nobodyKnows = /^(?:\?+|lupa|(?:tidak|tdk|tak)\s*(?:tahu|diketahui|ingat))$/i

/**
 * A birth date in whichever way a system or a clerk writes it: 02-03-1959, 2/3/59, 1959-03-02 00:00:00, 12 Maret 1959,
 * «Ternate, 02-03-1959», an Excel day (21611), 02031959, 19590302, a month or a year; or, in a column of ages, a told age,
 * which counts from the day it was told. Nothing at all is a birth that nobody knows.
 */
export function readBirth(
  cells: { birth: string; age: string },
  today: LocalDate,
  order: DateOrder,
  toldOn: LocalDate | null,
): ImportedBirth {
  const text = readCell(cells.birth)
  if (text === '' || nobodyKnows.test(text)) return readAge(readCell(cells.age), toldOn ?? today, toldOn)
  const written = text.replace(/[\s.,;]+$/, '')
  const birth = readWritten(written, today, order) ?? readWritten(withoutPlace(written), today, order)
  if (!birth) return { reason: reason('birth_unreadable', { text }) }
  const refused = checkBirthDate(birth.date, today)
  if (refused) return { reason: reason('birth_refused', { text, problem: wordsOf(refused) }) }
  if (birth.precision === 'estimated') return { birth, said: reason('birth_estimated', { text, on: null }) }
  const turned = numericDate(withoutPlace(written))
  if (turned && isTurned(turned, order))
    return { birth, said: reason('birth_turned', { text, date: formatDate(birth.date) }) }
  return { birth, said: null }
}

function readWritten(text: string, today: LocalDate, order: DateOrder): Birth | null {
  const date = readDate(text, today, order)
  return date ? { date, precision: 'exact' } : readRest(text, today)
}

/** The day of a visit or a registration; null for none, and for one that has not come yet. */
export function dayOf(cell: string, today: LocalDate, order: DateOrder = 'dmy'): LocalDate | null {
  const day = readDate(readCell(cell), today, order)
  return day !== null && day <= today ? day : null
}

/** Told in years, or as «67 Th 3 Bl 2 Hr». */
function readAge(text: string, on: LocalDate, toldOn: LocalDate | null): ImportedBirth {
  // A system that knows no birth date works out an age of 0.
  const isNothing = /\d/.test(text) && !/[1-9]/.test(text)
  if (text === '' || isNothing || nobodyKnows.test(text))
    return { birth: null, said: reason('birth_unknown', {}) }
  const read = readBirthText(toldParts(text), on)
  if (!read || 'problem' in read) return { reason: reason('birth_unreadable', { text }) }
  return { birth: read.birth, said: reason('birth_estimated', { text, on: toldOn && formatDate(toldOn) }) }
}

/** «67Y 3M 2D», «67,5», «45-50 th», «12 jam» as a clerk would type it; '' for what is no age. */
function toldParts(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/\(.*$/, '')
    .replace(/(?<=\d)[.,]\d+/g, '')
    .replace(/^(\d{1,3})\s*[-–]\s*\d{1,3}/, '$1')
  const parts = [...plain.matchAll(/(\d+)\s*([a-z]*)/g)].map(([, count = '', unit = '']) => ({ count, unit }))
  if (parts.length > 1 && parts.some(({ unit }) => unit === '')) return ''
  const isEnglish = parts.some(({ unit }) => unit.startsWith('y'))
  const told = parts.flatMap(({ count, unit }) => {
    const meant = isEnglish && unit === 'm' ? 'bl' : unitOf(unit)
    return meant === null ? [] : `${count} ${meant}`
  })
  return parts.length > 0 && told.length === 0 ? '0 hr' : told.join(' ')
}

/** As the desk writes it; null for hours and minutes, which are no day yet. */
function unitOf(unit: string): string | null {
  if (/^(?:jam|j|menit|hours?|minutes?)$/.test(unit)) return null
  if (/^(?:b|mo)/.test(unit)) return 'bl'
  if (/^[mw]/.test(unit)) return 'mg'
  return /^[hd]/.test(unit) ? 'hr' : 'th'
}

/** A year, a month or a told age that stands where a date should. */
function readRest(text: string, today: LocalDate): Birth | null {
  const read = readBirthText(withoutZeros(text), today)
  return read && 'birth' in read && read.birth.precision !== 'exact' ? read.birth : null
}

/** The parts of a date that nobody knows: «00-03-1959», «1959-03-00» → 03-1959; «00-00-1959» → 1959. */
function withoutZeros(text: string): string {
  return text
    .replace(/^(\d{4})[-/.](\d{2})[-/.]00$/, '00-$2-$1')
    .replace(/^00[-/.](?=\d{2}[-/.]\d{4}$)/, '')
    .replace(/^00[-/.](?=\d{4}$)/, '')
}

/** «Ternate, 02-03-1959», «tgl 02-03-1959»: a place or a word before the date. */
function withoutPlace(text: string): string {
  return text.replace(/^[\p{L} .'()]+(?:[,/:]\s*|\s)(?=\d)/u, '')
}

/** Null for what is no day. */
export function readDate(text: string, today: LocalDate, order: DateOrder): LocalDate | null {
  const day = text.replace(/[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:Z|AM|PM)?$/i, '')
  return (
    parseLocalDate(day) ?? readNumeric(day, today, order) ?? readNamed(day, today) ?? readSerial(day, today)
  )
}

/** The three numbers of 2/3/1959 as they stand; null for anything else. */
export function numericDate(text: string): [number, number, number] | null {
  const match = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?:[T ].*)?$/.exec(text)
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null
}

function readNumeric(text: string, today: LocalDate, order: DateOrder): LocalDate | null {
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (yearFirst) return realDate(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  // 19590302; written the other way round the year would be none of a person who lives.
  const packed = /^((?:18|19|20)\d{2})(\d{2})(\d{2})$/.exec(text)
  const real = packed && realDate(Number(packed[1]), Number(packed[2]), Number(packed[3]))
  if (real) return real
  const parts = numericDate(text) ?? packedDate(text)
  if (!parts) return null
  const [first, second, year] = parts
  const monthFirst = (order === 'mdy') !== isTurned(parts, order)
  const [day, month] = monthFirst ? [second, first] : [first, second]
  return inFull(year, month, day, today)
}

/** Written in the other order than the column: no year has a thirteenth month. */
function isTurned([first, second]: readonly [number, number, number], order: DateOrder): boolean {
  const [day, month] = order === 'mdy' ? [second, first] : [first, second]
  return month > 12 && day <= 12
}

/** 02031959, 020359, and 2031959 whose zero a spreadsheet has dropped. */
function packedDate(text: string): [number, number, number] | null {
  if (!/^(?:\d{6}|\d{7,8})$/.test(text)) return null
  const full = text.length === 7 ? `0${text}` : text
  return [Number(full.slice(0, 2)), Number(full.slice(2, 4)), Number(full.slice(4))]
}

/** 12 Maret 1959, 12-Mar-59, Mar 12, 1959. */
function readNamed(text: string, today: LocalDate): LocalDate | null {
  const dayFirst = /^(\d{1,2})[\s\-/.]*([a-z]{3,})[\s\-/.,]*(\d{4}|\d{2})$/i.exec(text)
  const monthFirst = dayFirst ? null : /^([a-z]{3,})[\s\-/.]*(\d{1,2}),?[\s\-/.]+(\d{4})$/i.exec(text)
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]]
  const month = monthOf(name ?? '')
  return month === undefined ? null : inFull(Number(year), month, Number(day), today)
}

const firstSerial = 2100 // below, a number of four digits is a year; 2100 is 30 September 1905
/** Days of Excel's 1900 system, which believes in a 29 February 1900; a part of a day is a clock and is left off. */
export function fromSerial(serial: number): LocalDate {
  return addDays('1899-12-30' as LocalDate, Math.floor(serial) + (serial < 60 ? 1 : 0))
}

function readSerial(text: string, today: LocalDate): LocalDate | null {
  const match = /^(\d{4,5})(?:[.,]\d+)?$/.exec(text)
  const serial = Number(match?.[1])
  if (!(serial >= firstSerial)) return null
  const date = fromSerial(serial)
  return date <= today ? date : null
}

function inFull(year: number, month: number, day: number, today: LocalDate): LocalDate | null {
  return year < 100 ? latestPast(year, month, day, today) : realDate(year, month, day)
}

function realDate(year: number, month: number, day: number): LocalDate | null {
  const two = (part: number) => String(part).padStart(2, '0')
  const date = parseLocalDate(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`)
  return date && yearOf(date) > 1000 ? date : null
}
