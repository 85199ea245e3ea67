import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datesMistakenFor, weighBirths } from '#domain/duplicate-birth'
import { parseLocalDate } from '#domain/local-date'
import { exact } from './compared.ts'
import { day } from './fixtures.ts'

describe('birth dates', () => {
  test.each([
    ['1959-03-02', 'exact', '1959-03-02', 'exact', 'tanggal lahir sama'],
    ['1959-03-02', 'exact', '1959-02-03', 'exact', 'tanggal dan bulan lahir tertukar'],
    ['1959-03-02', 'exact', '1960-03-02', 'exact', 'tahun lahir beda satu'],
    ['1959-03-02', 'exact', '1958-03-02', 'exact', 'tahun lahir beda satu'],
    ['1959-03-02', 'exact', '1959-03-07', 'exact', 'tanggal lahir beda satu angka'],
    ['1985-03-02', 'exact', '1958-03-02', 'exact', 'tahun lahir beda 27 tahun'],
    ['1959-12-21', 'exact', '1959-12-12', 'exact', 'dua angka tanggal lahir tertukar'],
    ['1959-03-02', 'exact', '1959-03-30', 'exact', 'bulan dan tahun lahir sama'],
    ['1959-03-02', 'exact', '1959-11-30', 'exact', 'hanya tahun lahir sama'],
    ['1959-03-02', 'exact', '1964-11-30', 'exact', 'tanggal lahir beda'],
    ['1959-03-02', 'exact', '1959-07-01', 'year', 'tahun lahir sama'],
    ['1959-03-02', 'exact', '1960-07-01', 'year', 'tahun lahir beda satu'],
    ['1959-03-02', 'exact', '1970-07-01', 'year', 'tahun lahir beda 11 tahun'],
    ['1959-03-02', 'exact', '1960-07-01', 'estimated', 'umur sama'],
    ['1959-03-02', 'exact', '1962-07-01', 'estimated', 'umur hampir sama'],
    ['1959-03-02', 'exact', '1969-07-01', 'estimated', 'umur beda 10 tahun'],
    ['1959-03-02', 'exact', '1959-03-15', 'month', 'bulan dan tahun lahir sama'],
  ] as const)('%s (%s) and %s (%s): %s', (a, precisionA, b, precisionB, words) => {
    const found = weighBirths(
      { date: day(a), precision: precisionA },
      { date: day(b), precision: precisionB },
    )
    expect(found.words).toBe(words)
  })

  test('1 January and 1 July were given to many, and say less', () => {
    const bits = (date: string) => weighBirths(exact(date), exact(date)).bits
    expect(bits('1959-07-01')).toBeLessThan(bits('1959-07-02') - 3)
  })
})

const date = fc
  .tuple(
    fc.integer({ min: 1940, max: 1999 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map((parts) => day(parts.map((part) => String(part).padStart(2, '0')).join('-')))

test('every date that is mistaken for another is a date, and is weighed as near', () => {
  fc.assert(
    fc.property(date, (born) => {
      const others = datesMistakenFor(born)
      expect(others.map((other) => parseLocalDate(other))).toEqual(others)
      expect(others.filter((other) => weighBirths(exact(born), exact(other)).likeness !== 'near')).toEqual([])
      expect(others.length).toBeLessThan(60)
    }),
  )
})
