import { expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { newnessOf } from '#domain/newness'

type Line = [day: string, at: number, cancelled: boolean, firstEver: boolean, firstThisYear: boolean]

test.each<[string, Line[]]>([
  ['the first visit is both', [['2026-01-02', 1, false, true, true]]],
  [
    'the second of a year is neither, the first of the next is new for that year',
    [
      ['2025-03-01', 1, false, true, true],
      ['2025-12-31', 2, false, false, false],
      ['2026-01-01', 3, false, false, true],
    ],
  ],
  [
    'a cancelled visit makes no later one old',
    [
      ['2026-01-02', 1, true, true, true],
      ['2026-01-02', 2, false, true, true],
      ['2026-01-03', 3, true, false, false],
    ],
  ],
  [
    'the day comes before the moment of typing: paper is entered later',
    [
      ['2026-01-03', 1, false, false, false],
      ['2026-01-02', 9, false, true, true],
    ],
  ],
  [
    'of one day the earlier registered comes first',
    [
      ['2026-01-02', 5, false, false, false],
      ['2026-01-02', 4, false, true, true],
    ],
  ],
])('%s', (_rule, lines) => {
  const visits = lines.map(([day, registeredAt, cancelled], index) => ({
    id: String(index),
    day: day as LocalDate,
    registeredAt,
    cancelled,
  }))
  const found = newnessOf(visits)
  expect(lines.map((_, index) => found.get(String(index)))).toEqual(
    lines.map(([, , , firstEver, firstThisYear]) => ({ firstEver, firstThisYear })),
  )
})
