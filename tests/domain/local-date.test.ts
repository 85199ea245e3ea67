import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { birthFromAge, birthFromYear, checkBirthDate, formatBirth } from '#domain/birth'
import {
  addDays,
  ageOn,
  daysBetween,
  formatAge,
  formatAgeInWords,
  formatDate,
  formatLongDate,
  parseLocalDate,
  readTypedDate,
} from '#domain/local-date'
import { day, today } from './fixtures.ts'

/** The platform's calendar, as an independent judge. */
function viaDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

const anyDay = fc.integer({ min: -60_000, max: 60_000 }).map((days) => day(viaDate('1970-01-01', days)))

describe('a calendar date', () => {
  test.each([
    ['2026-11-21', true],
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2026-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-10-00', false],
    ['0000-01-01', false],
    ['2026-1-1', false],
    [' 2026-11-21', false],
    ['2026-11-21T00:00', false],
    ['', false],
  ])('%j exists: %s', (text, exists) => {
    expect(parseLocalDate(text)).toBe(exists ? text : null)
  })

  test('moves and counts days as the calendar does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        const moved = addDays(date, days)
        expect(moved).toBe(viaDate(date, days))
        expect(daysBetween(date, moved)).toBe(days)
        expect(moved < date).toBe(days < 0)
      }),
    )
  })

  test('is written as on the KTP, and in full', () => {
    expect(formatDate(day('1959-03-02'))).toBe('02-03-1959')
    expect(formatLongDate(today)).toBe('Sabtu, 21 November 2026')
    expect(formatLongDate(day('1969-12-28'))).toBe('Minggu, 28 Desember 1969')
  })
})

describe('a date as a clerk types it', () => {
  test.each([
    ['02-03-1959', '1959-03-02'],
    ['2/3/1959', '1959-03-02'],
    ['2.3.1959', '1959-03-02'],
    ['02031959', '1959-03-02'],
    ['2 3 59', '1959-03-02'],
    ['020359', '1959-03-02'],
    ['  2 - 3 - 1959 ', '1959-03-02'],
    ['1959-03-02', '1959-03-02'],
    ['21-11-26', '2026-11-21'],
    ['22-11-26', '1926-11-22'],
    ['29-2-00', '2000-02-29'],
    ['29-02-2023', null],
    ['31-04-1990', null],
    ['00-00-0000', null],
    ['2-3-959', null],
    ['maret', null],
    ['', null],
  ])('%j is %s', (text, expected) => {
    expect(readTypedDate(text, today)).toBe(expected)
  })
})

describe('age', () => {
  test.each([
    ['2008-11-21', '2026-11-21', 18, 0, 0],
    ['2008-11-22', '2026-11-21', 17, 11, 30],
    ['2026-11-01', '2026-11-21', 0, 0, 20],
    ['2026-10-21', '2026-11-21', 0, 1, 0],
    ['2026-11-21', '2026-11-21', 0, 0, 0],
    ['2024-02-29', '2025-02-28', 0, 11, 30],
    ['2024-02-29', '2025-03-01', 1, 0, 0],
    ['2024-02-29', '2028-02-29', 4, 0, 0],
    ['2026-01-31', '2026-02-28', 0, 0, 28],
    ['2026-01-31', '2026-03-01', 0, 1, 0],
    ['2026-11-22', '2026-11-21', 0, 0, 0],
  ])('born %s is on %s %i years, %i months, %i days', (birth, on, years, months, days) => {
    expect(ageOn(day(birth), day(on))).toMatchObject({ years, months, days })
  })

  test('never falls from one day to the next, and its parts agree', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(45_000), (birth, days) => {
        const age = ageOn(birth, addDays(birth, days))
        const next = ageOn(birth, addDays(birth, days + 1))
        expect(age.totalDays).toBe(days)
        expect(age.totalMonths).toBe(age.years * 12 + age.months)
        expect(age.days).toBeGreaterThanOrEqual(0)
        expect(age.days).toBeLessThan(31)
        expect(next.totalMonths - age.totalMonths).toBe(next.days === 0 ? 1 : 0)
      }),
    )
  })

  test.each([
    ['1959-03-02', '67 th', '67 tahun'],
    ['2021-11-01', '5 th', '5 tahun'],
    ['2025-08-20', '1 th 3 bl', '1 tahun 3 bulan'],
    ['2024-11-21', '2 th', '2 tahun'],
    ['2026-03-01', '8 bl', '8 bulan'],
    ['2026-11-01', '20 hr', '20 hari'],
    ['2026-11-21', '0 hr', '0 hari'],
  ])('born %s reads %s', (birth, short, words) => {
    const age = ageOn(day(birth), today)
    expect([formatAge(age), formatAgeInWords(age)]).toEqual([short, words])
  })
})

describe('a birth date', () => {
  test.each([
    ['2026-11-22', 'birth_in_future'],
    ['2026-11-21', undefined],
    ['1900-11-22', undefined],
    ['1900-11-21', 'birth_too_old'],
  ])('%s is refused as %s', (birth, code) => {
    expect(checkBirthDate(day(birth), today)?.code).toBe(code)
  })

  test('estimated from a told age gives that age on the same day', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(125), (on, years) => {
        const birth = birthFromAge(years, on)
        expect(birth.precision).toBe('estimated')
        expect(birth.date.slice(5)).toBe('07-01')
        expect(ageOn(birth.date, on).years).toBe(years)
      }),
    )
  })

  test('says how much of it is known', () => {
    expect(formatBirth({ date: day('1959-03-02'), precision: 'exact' })).toBe('02-03-1959')
    expect(formatBirth({ date: day('1959-03-15'), precision: 'month' })).toBe('Maret 1959')
    expect(formatBirth(birthFromYear(1959))).toBe('tahun 1959')
    expect(formatBirth(birthFromAge(67, today))).toBe('sekitar 1959')
  })
})
