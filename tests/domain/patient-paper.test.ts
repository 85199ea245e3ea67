import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  barWidth,
  cardLines,
  labelLines,
  labelsPerSheet,
  layOutLabels,
  quietModules,
} from '#domain/patient-paper'
import { day } from './fixtures.ts'

const wayan = {
  name: 'Wayan Sudana',
  recordNo: '07-0123-01',
  birth: { date: day('1959-03-02'), precision: 'exact' as const },
  sex: 'L' as const,
}

describe('a patient card', () => {
  test('says whose it is, in words one can read out', () => {
    expect(cardLines(wayan, 'Puskesmas Teluk Harapan').map(({ text }) => text)).toEqual([
      'Puskesmas Teluk Harapan',
      'Kartu berobat',
      'Wayan Sudana',
      '07-0123-01',
      'Lahir 02-03-1959',
      'Bawa kartu ini setiap berobat. Jika menemukannya, antarkan ke Puskesmas Teluk Harapan.',
    ])
  })

  test('of somebody whose birth nobody knows says nothing of it', () => {
    const born = cardLines({ ...wayan, birth: null }, 'P').find(({ part }) => part === 'born')
    expect(born?.text).toBe('')
  })
})

test.each([
  [wayan, '02-03-1959 · L'],
  [{ ...wayan, birth: { date: day('1959-07-01'), precision: 'estimated' as const } }, 'sekitar 1959 · L'],
  [{ ...wayan, birth: null }, 'L'],
  [{ ...wayan, birth: null, sex: null }, ''],
])('a label tells two people of one name apart', (person, born) => {
  expect(labelLines(person).map(({ text }) => text)).toEqual(['Wayan Sudana', '07-0123-01', born])
})

describe('the narrowest bar', () => {
  test('of a usual number is two dots or three of a label printer, of the longest there is none', () => {
    expect(barWidth(79, 47, 'dots')).toBe(0.375)
    expect(barWidth(145, 47, 'dots')).toBe(0.25)
    expect(barWidth(255, 47, 'dots')).toBeNull()
    expect(barWidth(255, 77, 'fine')).toBe(0.25)
  })

  test('never makes a code wider than its room, and is never too thin to read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 35, max: 300 }),
        fc.integer({ min: 20, max: 100 }),
        fc.constantFrom('fine' as const, 'dots' as const),
        (modules, room, printer) => {
          const width = barWidth(modules, room, printer)
          const least = printer === 'dots' ? 0.25 : 0.2
          if (width === null) expect((modules + 2 * quietModules) * least).toBeGreaterThan(room)
          else {
            expect((modules + 2 * quietModules) * width).toBeLessThanOrEqual(room)
            expect(width).toBeGreaterThanOrEqual(least)
          }
        },
      ),
    )
  })
})

test('labels fill as many sheets as it takes, from the first free place on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 30 }), (count, first) => {
      const sheets = layOutLabels(count, first)
      const places = sheets.flat()
      expect(sheets.every((sheet) => sheet.length === labelsPerSheet)).toBe(true)
      expect(places.filter(Boolean).length).toBe(count)
      expect(places.indexOf(true)).toBe(first - 1)
      expect(places.lastIndexOf(true)).toBe(first - 2 + count)
      expect(sheets.every((sheet) => sheet.includes(true))).toBe(true)
    }),
  )
})
