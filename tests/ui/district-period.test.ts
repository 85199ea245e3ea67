import { expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { periodOf, readPeriod, writePeriod } from '#ui/district/visits/period.ts'

const today = '2026-11-21' as LocalDate
const later = '2026-12-03' as LocalDate

test.each([
  ['thisMonth', '2026-11-01', '2026-11-21'],
  ['lastMonth', '2026-10-01', '2026-10-31'],
  ['thisYear', '2026-01-01', '2026-11-21'],
] as const)('the preset %s is the days from %s to %s', (preset, from, to) => {
  expect(periodOf(preset, today)).toEqual({ from, to })
})

test('a period survives in the address: typed days as they are, a preset as what it means on that day', () => {
  const typed = { from: '2026-10-05' as LocalDate, to: '2026-10-09' as LocalDate }
  expect(readPeriod(writePeriod(typed, today), later)).toEqual(typed)
  const month = writePeriod(periodOf('thisMonth', today), today)
  expect(readPeriod(month, later)).toEqual({ from: '2026-12-01', to: '2026-12-03' })
  expect(readPeriod(new URLSearchParams('dari=kemarin'), today)).toEqual(periodOf('month', today))
})
