import { type Problem, problem } from './errors.ts'
import { ageOn, formatAge, formatDate, formatMonth, type LocalDate, yearOf } from './local-date.ts'

/** How much of the date is known; 'estimated' comes from a told age. */
export const birthPrecisions = ['exact', 'month', 'year', 'estimated'] as const
export type BirthPrecision = (typeof birthPrecisions)[number]

/** The unknown part is stored as the middle: day 15 of a month, 1 July of a year. */
export type Birth = { date: LocalDate; precision: BirthPrecision }

export const OLDEST_YEARS = 125

/** Refuses the future and anything longer ago than anybody has lived. */
export function checkBirthDate(date: LocalDate, today: LocalDate): Problem | null {
  if (date > today) return problem('birth_in_future')
  return ageOn(date, today).years > OLDEST_YEARS ? problem('birth_too_old') : null
}

/** Nobody dies before they were born (an inexact birth date counts from the first day it may mean) or tomorrow. */
export function checkDeath(on: LocalDate | null, birth: Birth | null, today: LocalDate): Problem | null {
  if (on === null) return null
  if (on > today) return problem('death_in_future')
  const earliest = birth && birth.precision === 'exact' ? birth.date : `${birth ? yearOf(birth.date) - 1 : 0}`
  return on < earliest ? problem('death_before_birth') : null
}

/** The 1 July on which a person of the told age was last born, so that the age is right today. */
export function birthFromAge(years: number, today: LocalDate): Birth {
  const hasTurned = today.slice(5) >= '07-01'
  return { date: midYear(yearOf(today) - years - (hasTurned ? 0 : 1)), precision: 'estimated' }
}

export function birthFromYear(year: number): Birth {
  return { date: midYear(year), precision: 'year' }
}

/** 02-03-1959 · Maret 1959 · tahun 1959 · sekitar 1959 */
export function formatBirth(birth: Birth): string {
  switch (birth.precision) {
    case 'exact':
      return formatDate(birth.date)
    case 'month':
      return formatMonth(birth.date)
    case 'year':
      return `tahun ${yearOf(birth.date)}`
    case 'estimated':
      return `sekitar ${yearOf(birth.date)}`
  }
}

function midYear(year: number): LocalDate {
  return `${String(year).padStart(4, '0')}-07-01` as LocalDate
}

/** Short, for lists: 67 th; «± 67 th» when the birth date is not exact. */
export function describeAge(birth: Birth, today: LocalDate): string {
  const age = formatAge(ageOn(birth.date, today))
  return birth.precision === 'exact' ? age : `± ${age}`
}

/** 67 th 8 bl 18 hr, as the paper register asks; an inexact date knows no months and days. */
export function describeFullAge(birth: Birth, today: LocalDate): string {
  const { years, months, days } = ageOn(birth.date, today)
  return birth.precision === 'exact' ? `${years} th ${months} bl ${days} hr` : describeAge(birth, today)
}
