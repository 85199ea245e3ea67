import { describe, expect, test } from 'vitest'
import { type CareWindow, findGiven } from '#domain/care-given'
import {
  askedValues,
  type CareValues,
  doubtsAbout,
  isPossible,
  noCareValues,
  readCareNumber,
  sayCareValues,
  valuesFor,
} from '#domain/care-values'
import { coverageTypeOf } from '#domain/coverage'
import type { CareItem } from '#domain/due-care'
import { payers } from '#domain/payer'
import careData from '#resources/rules/care-schedules.json' with { type: 'json' }
import { day } from './fixtures.ts'

describe('how long care that was given stands', () => {
  const due = (again: CareWindow) => ({ item: 'dua', code: 'kelompok', again })
  const stands = (again: CareWindow, given: string, today: string, item = 'dua', visitId = 'dulu') =>
    findGiven(due(again), [{ item, code: 'kelompok', visitId, day: day(given) }], {
      visitId: 'kini',
      today: day(today),
    }) !== null

  test.each<[again: CareWindow, given: string, today: string, stands: boolean]>([
    ['each_visit', '2026-11-21', '2026-11-21', false],
    ['each_month', '2026-11-01', '2026-11-30', true],
    ['each_month', '2026-11-30', '2026-12-01', false],
    ['each_month', '2025-11-21', '2026-11-21', false],
    ['each_year', '2026-01-01', '2026-12-31', true],
    ['each_year', '2026-12-31', '2027-01-01', false],
    ['each_school_year', '2026-07-01', '2027-06-30', true],
    ['each_school_year', '2026-06-30', '2026-07-01', false],
    ['once', '2020-01-01', '2026-11-21', true],
    [42, '2026-10-10', '2026-11-21', true],
    [42, '2026-10-09', '2026-11-21', false],
  ])('%s: given on %s, on %s it stands: %s', (again, given, today, expected) => {
    expect(stands(again, given, today)).toBe(expected)
  })

  test('in a period it stands for everything of its code; once, or by days, for that dose alone', () => {
    const today = '2026-11-21'
    expect(stands('each_year', today, today, 'satu')).toBe(true)
    expect(stands('once', today, today, 'satu')).toBe(false)
    expect(stands(42, today, today, 'satu')).toBe(false)
  })

  test('at the same visit it stands whatever its window', () => {
    for (const again of ['each_visit', 'each_month', 'once', 42] as const)
      expect(stands(again, '2026-11-21', '2026-11-21', 'dua', 'kini')).toBe(true)
  })

  test('the newest is the one that is shown', () => {
    const care = (visitId: string, on: string) => ({ item: 'dua', code: 'kelompok', visitId, day: day(on) })
    const given = [care('a', '2026-03-01'), care('b', '2026-09-01'), care('c', '2026-05-01')]
    const at = { visitId: 'kini', today: day('2026-11-21') }
    expect(findGiven(due('each_year'), given, at)?.visitId).toBe('b')
  })

  test('every vaccine of the schedule is given once, and says which doses it counts only where its name does', () => {
    for (const { label, again, vaccine, asks } of careData as unknown as CareItem[]) {
      expect([label, vaccine !== null]).toEqual([label, /^(Imunisasi|BIAS)/.test(label)])
      if (vaccine === null) continue
      expect([label, again, asks]).toEqual([label, 'once', []])
      for (const { series, dose } of vaccine.doses) {
        const named = series === 'OPV' ? 'polio tetes' : series
        if (series !== 'BCG') expect(label).toContain(`${named} ${dose}`)
      }
    }
  })
})

describe('values', () => {
  const values = (change: Partial<CareValues>): CareValues => ({ ...noCareValues, ...change })

  test('are asked for once each, in one order, and kept only where they were asked for', () => {
    expect(askedValues(['glucose', 'weight', 'weight'])).toEqual(['weight', 'glucose'])
    const all = { weight: 54.5, systolic: 120, diastolic: 80, glucose: 140 }
    expect(valuesFor(['bloodPressure'], all)).toEqual(values({ systolic: 120, diastolic: 80 }))
    expect(valuesFor([], all)).toEqual(noCareValues)
  })

  test.each([
    ['', null],
    ['  ', null],
    ['54,5', 54.5],
    ['54.5', 54.5],
    ['120', 120],
    ['12,345', Number.NaN],
    ['-3', Number.NaN],
    ['120/80', Number.NaN],
  ])('«%s» is read as %s', (typed, number) => {
    expect(readCareNumber(typed)).toBe(number)
  })

  test('no instrument shows a pressure with a comma, or a weight of 0', () => {
    expect([
      isPossible('systolic', 120),
      isPossible('systolic', 120.5),
      isPossible('systolic', 1600),
    ]).toEqual([true, false, false])
    expect([isPossible('weight', 2.35), isPossible('weight', 0), isPossible('weight', Number.NaN)]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('what is unusual is doubted in words, what is usual or absent is not', () => {
    expect(doubtsAbout(noCareValues)).toEqual([])
    expect(doubtsAbout(values({ weight: 12.4, systolic: 120, diastolic: 80, glucose: 140 }))).toEqual([])
    expect(doubtsAbout(values({ systolic: 240, diastolic: 100 }))).toEqual([
      'Tekanan atas (sistole) 240 mmHg di luar yang biasa (70–200).',
    ])
    expect(doubtsAbout(values({ systolic: 80, diastolic: 120 }))).toEqual([
      'Tekanan bawah tidak lebih rendah daripada tekanan atas.',
    ])
  })

  test.each([
    [noCareValues, ''],
    [values({ weight: 12.4 }), '12,4 kg'],
    [values({ systolic: 160 }), '160/? mmHg'],
    [{ weight: 54.5, systolic: 160, diastolic: 95, glucose: 212 }, '54,5 kg · 160/95 mmHg · GDS 212 mg/dL'],
  ])('%j are said as «%s»', (measured, words) => {
    expect(sayCareValues(measured)).toBe(words)
  })
})

describe('what a looked-up membership covers', () => {
  test('the segment of JKN, the card of somebody who pays otherwise, or Jamkesda; cash covers nothing', () => {
    const card = '0001112223334'
    expect(payers.map((payer) => coverageTypeOf(payer, card))).toEqual([
      'jkn_pbi',
      'jkn_pbpu_pemda',
      'jkn_ppu',
      'jkn_pbpu',
      'jkn_bp',
      'jkn',
      'jkn',
      'jkn',
      'jkn',
    ])
    expect(payers.map((payer) => coverageTypeOf(payer, null)).slice(5)).toEqual([
      null,
      'jamkesda',
      null,
      null,
    ])
  })
})
