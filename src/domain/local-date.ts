import { dayInDigits } from './month-name.ts'

/**
 * A calendar day, 'YYYY-MM-DD', proleptic Gregorian; two compare as text. It has no time zone: the facility's day
 * is decided in the hub.
 */
export type LocalDate = string & { readonly __brand: 'LocalDate' }

/** Completed units. `months` and `days` are what remains after `years` and `months`. */
export type Age = { years: number; months: number; days: number; totalMonths: number; totalDays: number }

type Civil = { year: number; month: number; day: number }

const monthNames =
  'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' ')
const weekdayNames = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu']

/** Reads strict ISO text; null for anything that is not a real calendar date. */
export function parseLocalDate(text: string): LocalDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? toRealDate(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

/**
 * Reads a date as a clerk types it: 02-03-1959, 2/3/1959, 2.3.59, 02031959, 020359, 2 Maret 1959, or ISO.
 * A two-digit year means the most recent such day that is not after `today`.
 */
export function readTypedDate(text: string, today: LocalDate): LocalDate | null {
  const typed = dayInDigits(text.trim())
  const iso = parseLocalDate(typed)
  if (iso) return iso
  const match =
    /^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed)
  if (!match?.[3]) return null
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return match[3].length === 4 ? toRealDate(year, month, day) : latestPast(year, month, day, today)
}

/** The most recent day with this two-digit year that is not after `today`; null if there is no such day. */
export function latestPast(
  shortYear: number,
  month: number,
  day: number,
  today: LocalDate,
): LocalDate | null {
  const century = Math.floor(yearOf(today) / 100) * 100
  const inThisCentury = toRealDate(century + shortYear, month, day)
  if (inThisCentury && inThisCentury <= today) return inThisCentury
  return toRealDate(century - 100 + shortYear, month, day)
}

/** 02-03-1959, as on the KTP. */
export function formatDate(date: LocalDate): string {
  return `${date.slice(8)}-${date.slice(5, 7)}-${date.slice(0, 4)}`
}

/** Sabtu, 21 November 2026 */
export function formatLongDate(date: LocalDate): string {
  const weekday = (((dayNumber(date) + 4) % 7) + 7) % 7 // day 0, 1 January 1970, was a Thursday
  return `${weekdayNames[weekday]}, ${Number(date.slice(8))} ${formatMonth(date)}`
}

/** November 2026 */
export function formatMonth(date: LocalDate): string {
  return `${monthNames[Number(date.slice(5, 7)) - 1]} ${yearOf(date)}`
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** Days from the first to the second date; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from)
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4))
}

/**
 * Age in completed units (ilp.md §1.3: never a difference of years). A birthday or monthly day that this
 * month lacks counts on the 1st of the next: 29 February on 1 March. Before birth the age is zero.
 */
export function ageOn(birth: LocalDate, today: LocalDate): Age {
  if (today < birth) return { years: 0, months: 0, days: 0, totalMonths: 0, totalDays: 0 }
  const [from, to] = [toCivil(birth), toCivil(today)]
  const unfinished = to.day < from.day ? 1 : 0
  const totalMonths = (to.year - from.year) * 12 + to.month - from.month - unfinished
  return {
    years: Math.floor(totalMonths / 12),
    months: totalMonths % 12,
    days: dayNumber(today) - dayNumberOfMonthly(from, totalMonths),
    totalMonths,
    totalDays: daysBetween(birth, today),
  }
}

/** Short, for lists: 67 th · 1 th 3 bl · 8 bl · 20 hr. Months are shown below five years. */
export function formatAge(age: Age): string {
  return spellAge(age, { years: 'th', months: 'bl', days: 'hr' })
}

/** In words, for sentences: 67 tahun · 1 tahun 3 bulan · 8 bulan · 20 hari. */
export function formatAgeInWords(age: Age): string {
  return spellAge(age, { years: 'tahun', months: 'bulan', days: 'hari' })
}

function spellAge(age: Age, unit: { years: string; months: string; days: string }): string {
  if (age.totalMonths === 0) return `${age.totalDays} ${unit.days}`
  if (age.years === 0) return `${age.months} ${unit.months}`
  const rest = age.years < 5 && age.months > 0 ? ` ${age.months} ${unit.months}` : ''
  return `${age.years} ${unit.years}${rest}`
}

/** The day on which `months` months after `from` are completed. */
function dayNumberOfMonthly(from: Civil, months: number): number {
  const index = from.year * 12 + (from.month - 1) + months
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1]
  const length = daysInMonth(year, month)
  return civilDayNumber({ year, month, day: Math.min(from.day, length) }) + (from.day > length ? 1 : 0)
}

function toCivil(date: LocalDate): Civil {
  return { year: yearOf(date), month: Number(date.slice(5, 7)), day: Number(date.slice(8)) }
}

function toRealDate(year: number, month: number, day: number): LocalDate | null {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return write({ year, month, day })
}

function write({ year, month, day }: Civil): LocalDate {
  const [y, m, d] = [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(day).padStart(2, '0'),
  ]
  return `${y}-${m}-${d}` as LocalDate
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function dayNumber(date: LocalDate): number {
  return civilDayNumber(toCivil(date))
}

/** Days since 1970-01-01. Years are counted from March, so that the leap day is the last of its year. */
function civilDayNumber({ year, month, day }: Civil): number {
  const y = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
}

function fromDayNumber(number: number): LocalDate {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = ((monthFromMarch + 2) % 12) + 1
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  return write({ year, month, day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1 })
}
