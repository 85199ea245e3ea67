import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LifeStage, lifeStageLabels, lifeStageOf, lifeStages } from '#domain/life-stage'
import { addDays } from '#domain/local-date'
import { day, today } from './fixtures.ts'

describe('life stage on 21 November 2026 (KMK 2015/2023)', () => {
  test.each<[string, string, LifeStage, LifeStage[]]>([
    ['born today', '2026-11-21', 'neonatus', ['neonatus', 'bayi', 'balita']],
    ['20 days', '2026-11-01', 'neonatus', ['neonatus', 'bayi', 'balita']],
    ['28 days', '2026-10-24', 'neonatus', ['neonatus', 'bayi', 'balita']],
    ['29 days', '2026-10-23', 'bayi', ['bayi', 'balita']],
    ['the day before the first birthday', '2025-11-22', 'bayi', ['bayi', 'balita']],
    ['the first birthday', '2025-11-21', 'balita', ['balita']],
    ['59 months', '2021-11-22', 'balita', ['balita']],
    ['60 months', '2021-11-21', 'prasekolah', ['prasekolah']],
    ['the day before the sixth birthday', '2020-11-22', 'prasekolah', ['prasekolah']],
    [
      'the sixth birthday is both, school first',
      '2020-11-21',
      'usia_sekolah',
      ['prasekolah', 'usia_sekolah'],
    ],
    ['the last day of age 6', '2019-11-22', 'usia_sekolah', ['prasekolah', 'usia_sekolah']],
    ['the seventh birthday', '2019-11-21', 'usia_sekolah', ['usia_sekolah']],
    ['the day before the tenth birthday', '2016-11-22', 'usia_sekolah', ['usia_sekolah']],
    ['the tenth birthday', '2016-11-21', 'remaja', ['usia_sekolah', 'remaja']],
    ['the day before the 18th birthday', '2008-11-22', 'remaja', ['usia_sekolah', 'remaja']],
    ['the 18th birthday', '2008-11-21', 'dewasa', ['dewasa']],
    ['the day before the 60th birthday', '1966-11-22', 'dewasa', ['dewasa']],
    ['the 60th birthday', '1966-11-21', 'lansia', ['lansia']],
    ['120 years', '1906-11-21', 'lansia', ['lansia']],
    [
      'a birth date in the future counts as newborn',
      '2027-01-01',
      'neonatus',
      ['neonatus', 'bayi', 'balita'],
    ],
  ])('%s', (_title, birth, primary, tags) => {
    expect(lifeStageOf(day(birth), today)).toEqual({ primary, tags })
  })

  test('everybody has a stage on any day, and it is among the tags', () => {
    fc.assert(
      fc.property(fc.nat(50_000), fc.integer({ min: -20_000, max: 20_000 }), (age, shift) => {
        const on = addDays(today, shift)
        const { primary, tags } = lifeStageOf(addDays(on, -age), on)
        expect(tags).toContain(primary)
      }),
    )
  })

  test('every stage has a label', () => {
    expect(Object.keys(lifeStageLabels)).toEqual([...lifeStages])
  })
})
