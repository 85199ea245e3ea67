import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Birth, birthPrecisions, OLDEST_YEARS } from '#domain/birth'
import { readAgeText, readBirthText, writeBirthText } from '#domain/birth-text'
import { addDays, ageOn, type LocalDate } from '#domain/local-date'
import { day, today } from './fixtures.ts'

describe('a birth as a clerk types it', () => {
  test.each([
    ['02031959', '1959-03-02', 'exact'],
    ['2-3-59', '1959-03-02', 'exact'],
    ['1959-03-02', '1959-03-02', 'exact'],
    ['03-1959', '1959-03-15', 'month'],
    ['3/1959', '1959-03-15', 'month'],
    ['2 Maret 1959', '1959-03-02', 'exact'],
    ['17 agt 08', '2008-08-17', 'exact'],
    ['maret 1959', '1959-03-15', 'month'],
    ['tahun 1959', '1959-07-01', 'year'],
    ['1959', '1959-07-01', 'year'],
    ['67 th', '1959-07-01', 'estimated'],
    ['67t', '1959-07-01', 'estimated'],
    ['1 Tahun', '2025-07-01', 'estimated'],
    ['20 hr', '2026-11-01', 'estimated'],
    ['3 mg', '2026-10-28', 'estimated'],
    ['8 bln', '2026-03-07', 'estimated'],
    ['1 th 6 bl', '2025-05-07', 'estimated'],
    ['6 bl 1 th', '2025-05-07', 'estimated'],
    ['2 agust 1959', '1959-08-02', 'exact'],
    ['2/maret/1959', '1959-03-02', 'exact'],
    ['0 th 0 bl 12 hr', '2026-11-09', 'estimated'],
    ['2 bl 2 mg', '2026-09-04', 'estimated'],
    ['± 1959', '1959-07-01', 'estimated'],
    ['sekitar 02-03-1959', '1959-03-02', 'estimated'],
    ['kira-kira 03-1959', '1959-03-15', 'estimated'],
  ])('«%s» is %s, %s', (text, date, precision) => {
    expect(readBirthText(text, today)).toEqual({ birth: { date, precision } })
  })

  test.each([
    ['31-02-1990', 'date_invalid'],
    ['13-1990', 'date_invalid'],
    ['59', 'date_invalid'],
    ['maret', 'date_invalid'],
    ['?', 'birth_untold'],
    ['-', 'birth_untold'],
    ['tidak tahu', 'birth_untold'],
    ['Tdk tahu sama sekali', 'birth_untold'],
    ['lupa', 'birth_untold'],
    ['±', 'date_invalid'],
    ['22-11-2026', 'birth_in_future'],
    ['12-2026', 'birth_in_future'],
    ['2027', 'birth_in_future'],
    ['1890', 'birth_too_old'],
    ['126 th', 'birth_too_old'],
  ])('«%s» is refused: %s', (text, code) => {
    expect(readBirthText(text, today)).toMatchObject({ problem: { code } })
  })

  test('nothing typed is nothing read', () => {
    expect(readBirthText('  ', today)).toBeNull()
  })

  test('this month and this year count although their middle lies ahead', () => {
    const early = day('2026-03-03')
    expect(readBirthText('2026', early)).toEqual({ birth: { date: early, precision: 'year' } })
    expect(readBirthText('03-2026', early)).toEqual({ birth: { date: early, precision: 'month' } })
    expect(readBirthText('04-2026', early)).toMatchObject({ problem: { code: 'birth_in_future' } })
  })

  test('a told number of months or weeks is the age it makes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 20 }), (months, weeks) => {
        expect(ageOf(`${months} bl`).totalMonths).toBe(months)
        expect(Math.floor(ageOf(`${weeks} mg`).totalDays / 7)).toBe(weeks)
      }),
    )
  })

  test('what is written back reads as the same birth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 124 * 365 }),
        fc.constantFrom(...birthPrecisions),
        (ago, precision) => {
          const birth: Birth = { date: asKept(addDays(today, -ago), precision), precision }
          expect(readBirthText(writeBirthText(birth), today)).toEqual({ birth })
        },
      ),
    )
    expect(writeBirthText(null)).toBe('')
  })
})

describe('an age that somebody guesses', () => {
  test.each([
    ['', null],
    [' ', null],
    ['0', 0],
    ['40', 40],
    [' 125 ', 125],
  ])('«%s» is %j', (text, years) => {
    expect(readAgeText(text)).toEqual({ years })
  })

  test.each(['126', '-1', '4,5', 'tua', '1000'])('«%s» is refused', (text) => {
    expect(readAgeText(text)).toEqual({ problem: { code: 'age_invalid', params: { most: OLDEST_YEARS } } })
  })
})

function ageOf(text: string) {
  const read = readBirthText(text, today)
  if (!read || 'problem' in read) throw new Error(`not read: ${text}`)
  return ageOn(read.birth.date, today)
}

/** The middle of what is known, as it is stored. */
function asKept(date: LocalDate, precision: Birth['precision']): LocalDate {
  const middle = day(
    precision === 'month'
      ? `${date.slice(0, 7)}-15`
      : precision === 'year'
        ? `${date.slice(0, 4)}-07-01`
        : date,
  )
  if (middle > today) return today
  return middle
}
