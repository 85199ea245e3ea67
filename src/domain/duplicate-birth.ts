import type { Birth } from './birth.ts'
import { numbersOneSlipAway, slipBetween } from './digit-slip.ts'
import { type Finding, nothingToCompare, weight } from './duplicate-finding.ts'
import { formatDate, type LocalDate, parseLocalDate, yearOf } from './local-date.ts'
import { remember } from './remember.ts'

/** 'same' only for two exact dates; 'generation' for years so far apart that one could be the other's child. */
export type BirthLikeness = 'same' | 'near' | 'other' | 'generation' | 'unknown'
export type BirthFinding = Finding & { likeness: BirthLikeness }

const generationYears = 13

/** Where the day was not known, papers were given one of these, so that many share them. */
const daysGivenToMany = ['01-01', '07-01', '12-31']

export function weighBirths(a: Birth | null, b: Birth | null): BirthFinding {
  if (!a || !b) return { ...nothingToCompare, likeness: 'unknown' }
  if (a.precision === 'exact' && b.precision === 'exact') return weighDates(a.date, b.date)
  const precisions = [a.precision, b.precision]
  if (precisions.includes('estimated')) return weighEstimates(yearsApart(a.date, b.date))
  if (precisions.includes('year')) return weighYears(yearsApart(a.date, b.date))
  return weighMonths(a.date, b.date)
}

/** Other dates that a slip of hand or memory makes of this one; each of them weighs as 'near'. */
export function datesMistakenFor(date: LocalDate): LocalDate[] {
  const year = yearOf(date)
  const besides = [year - 1, year + 1].map((near) => `${near}${date.slice(4)}`)
  const slips = numbersOneSlipAway(digitsOf(date)).map((ddmmyyyy) => isoOf(ddmmyyyy))
  const found = [turned(date), ...besides, ...slips].flatMap((text) => parseLocalDate(text) ?? [])
  return [...new Set(found)].filter(
    (other) => other !== date && Math.abs(yearOf(other) - year) < generationYears,
  )
}

function weighDates(a: LocalDate, b: LocalDate): BirthFinding {
  if (a === b) {
    const shared = daysGivenToMany.includes(a.slice(5))
    return { likeness: 'same', bits: weight(0.85, shared ? 0.0006 : 0.00005), words: 'tanggal lahir sama' }
  }
  const years = yearsApart(a, b)
  if (years >= generationYears)
    return { likeness: 'generation', bits: weight(0.003, 0.75), words: `tahun lahir beda ${years} tahun` }
  if (years === 0 && turned(a) === b)
    return { likeness: 'near', bits: weight(0.015, 0.00005), words: 'tanggal dan bulan lahir tertukar' }
  if (years === 1 && a.slice(5) === b.slice(5))
    return { likeness: 'near', bits: weight(0.015, 0.00015), words: 'tahun lahir beda satu' }
  const slip = slipBetween(digitsOf(a), digitsOf(b))
  if (slip) return { likeness: 'near', bits: weight(0.04, 0.003), words: slipWords[slip] }
  if (a.slice(0, 7) === b.slice(0, 7))
    return { likeness: 'near', bits: weight(0.015, 0.0014), words: 'bulan dan tahun lahir sama' }
  if (a.slice(5) === b.slice(5))
    return {
      likeness: 'near',
      bits: weight(0.007, 0.0026),
      words: 'tanggal dan bulan lahir sama, tahun beda',
    }
  if (years === 0) return { likeness: 'other', bits: weight(0.015, 0.016), words: 'hanya tahun lahir sama' }
  return { likeness: 'other', bits: weight(0.015, 0.95), words: 'tanggal lahir beda' }
}

const slipWords = {
  one_digit: 'tanggal lahir beda satu angka',
  swapped: 'dua angka tanggal lahir tertukar',
}

function weighMonths(a: LocalDate, b: LocalDate): BirthFinding {
  if (a.slice(0, 7) === b.slice(0, 7))
    return { likeness: 'near', bits: weight(0.8, 0.0014), words: 'bulan dan tahun lahir sama' }
  const years = yearsApart(a, b)
  if (years <= 1) return { likeness: 'near', bits: 0, words: null }
  return { likeness: farLikeness(years), bits: weight(0.05, 0.95), words: `tahun lahir beda ${years} tahun` }
}

function weighYears(years: number): BirthFinding {
  if (years === 0) return { likeness: 'near', bits: weight(0.7, 0.016), words: 'tahun lahir sama' }
  if (years === 1) return { likeness: 'near', bits: weight(0.15, 0.032), words: 'tahun lahir beda satu' }
  if (years <= 3) return { likeness: 'near', bits: 0, words: `tahun lahir beda ${years} tahun` }
  return { likeness: farLikeness(years), bits: weight(0.03, 0.88), words: `tahun lahir beda ${years} tahun` }
}

/** A told age is rounded, and less sure the older the person is. */
function weighEstimates(years: number): BirthFinding {
  if (years <= 1) return { likeness: 'near', bits: weight(0.45, 0.048), words: 'umur sama' }
  if (years <= 3) return { likeness: 'near', bits: weight(0.3, 0.065), words: 'umur hampir sama' }
  if (years <= 6) return { likeness: 'near', bits: 0, words: `umur beda ${years} tahun` }
  return { likeness: farLikeness(years), bits: weight(0.06, 0.8), words: `umur beda ${years} tahun` }
}

function farLikeness(years: number): BirthLikeness {
  return years >= generationYears ? 'generation' : 'other'
}

function yearsApart(a: LocalDate, b: LocalDate): number {
  return Math.abs(yearOf(a) - yearOf(b))
}

/** Day and month in each other's place; may be no date at all. */
function turned(date: LocalDate): string {
  return `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`
}

/** 02031959, as it is written on papers, where neighbours are swapped. */
const digitsOf = remember(50_000, (date: LocalDate) => formatDate(date).replaceAll('-', ''))

function isoOf(ddmmyyyy: string): string {
  return `${ddmmyyyy.slice(4)}-${ddmmyyyy.slice(2, 4)}-${ddmmyyyy.slice(0, 2)}`
}
