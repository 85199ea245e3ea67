import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { findPaperNumber, nextBlock, type PaperBlock, readPaperNumber } from '#domain/paper-number'

const day = (text: string) => text as LocalDate
const today = day('2026-11-21')
const blocks: PaperBlock[] = [
  { series: 'A', first: 801, last: 820, printedOn: day('2026-11-02') },
  { series: 'C', first: 811, last: 830, printedOn: today },
]

test('a printed number is read as people type it', () => {
  const typed = ['801', 'A801', 'a-801', ' A 801 ', 'A.801', '1', '0801', 'AB-801', 'A-80l', '']
  expect(typed.map(readPaperNumber)).toEqual([
    { series: null, number: 801 },
    ...Array(4).fill({ series: 'A', number: 801 }),
    ...Array(5).fill(null),
  ])
})

test('a number belongs to the sheet it was printed on, and to no day before', () => {
  expect(findPaperNumber('A-805', blocks, today)).toEqual({ series: 'A', number: 805 })
  expect(findPaperNumber('805', blocks, today)).toEqual({ series: 'A', number: 805 })
  expect(findPaperNumber('830', blocks, today)).toEqual({ series: 'C', number: 830 })
  // One of the two sheets that have it did not exist yet.
  expect(findPaperNumber('815', blocks, day('2026-11-20'))).toEqual({ series: 'A', number: 815 })
  const refused: [string, LocalDate, string][] = [
    ['A-821', today, 'paper_number_unknown'],
    ['B-805', today, 'paper_number_unknown'],
    ['815', today, 'paper_number_ambiguous'],
    ['C-815', day('2026-11-20'), 'paper_number_later'],
    ['kosong', today, 'paper_number_unreadable'],
  ]
  for (const [typed, on, code] of refused) expect(() => findPaperNumber(typed, blocks, on)).toThrow(code)
})

test('however sheets are printed and numbers given, no printed number was printed or given before', () => {
  const step = fc.record({ count: fc.integer({ min: 5, max: 60 }), given: fc.integer({ min: 0, max: 40 }) })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), fc.array(step, { maxLength: 30 }), (start, steps) => {
      const printed: { first: number; last: number }[] = []
      let counter = start
      for (const { count, given } of steps) {
        counter += given
        try {
          const next = nextBlock('A', count, {
            counter,
            printed: printed.map((run) => ({ ...blocks[0], ...run })),
          })
          expect(next.last - next.first + 1).toBe(count)
          expect(next.first).toBeGreaterThan(Math.max(800, counter, ...printed.map(({ last }) => last)))
          expect(next.last).toBeLessThanOrEqual(999)
          printed.push(next)
        } catch (refusal) {
          expect(refusal).toMatchObject({ message: 'paper_series_full' })
        }
      }
    }),
  )
})
