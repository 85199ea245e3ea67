import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeDelivery } from '#domain/delivery-days'
import { addDays, daysBetween, type LocalDate } from '#domain/local-date'
import { spansOf } from '#domain/whole-months'

const friday = '2026-11-20' as LocalDate

/** Monday to Saturday, eight weeks back, but for `except`. */
function arrived(except: readonly string[] = [], open: readonly string[] = []) {
  const days = Array.from({ length: 56 }, (_, n) => addDays(friday, -n))
  const sunday = '2026-11-15'
  const isSunday = (day: LocalDate) => days.indexOf(day) % 7 === days.indexOf(sunday as LocalDate) % 7
  return new Map(
    days
      .filter((day) => !isSunday(day) && !except.includes(day))
      .map((day) => [day, { visits: 40, open: open.includes(day) ? 2 : 0 }]),
  )
}

describe('what a Puskesmas sent', () => {
  it('misses a working day that did not come, and no Sunday', () => {
    expect(describeDelivery(arrived(['2026-11-17']), friday).missingDays).toEqual(['2026-11-17'])
    expect(describeDelivery(arrived(), friday)).toMatchObject({
      missingDays: [],
      openDays: [],
      lastCompleteDay: friday,
      usualVisitsPerDay: 40,
    })
  })

  it('does not miss a weekday on which this Puskesmas is closed for weeks', () => {
    const wednesdays = Array.from({ length: 8 }, (_, n) => addDays('2026-11-18' as LocalDate, -7 * n))
    expect(describeDelivery(arrived(wednesdays), friday).missingDays).toEqual([])
  })

  it('names the days that are not finished, today apart', () => {
    const told = describeDelivery(arrived([], ['2026-11-18', friday]), friday)
    expect(told.openDays).toEqual(['2026-11-18'])
    expect(told.lastCompleteDay).toBe('2026-11-19')
  })

  it('owes nothing before it ever sent', () => {
    expect(describeDelivery(new Map(), friday)).toEqual({
      lastCompleteDay: null,
      visitsOnLastCompleteDay: 0,
      usualVisitsPerDay: 0,
      missingDays: [],
      openDays: [],
    })
  })
})

describe('a period in whole months', () => {
  it.each([
    ['2026-11-03', '2026-11-12', ['+ day 2026-11-03 2026-11-12']],
    ['2026-11-01', '2026-11-30', ['+ month 2026-11-01 2026-11-30']],
    ['2026-01-01', '2026-11-10', ['+ month 2026-01-01 2026-10-31', '+ day 2026-11-01 2026-11-10']],
    ['2026-10-28', '2026-11-04', ['+ day 2026-10-28 2026-11-04']],
    [
      '2026-11-03',
      '2026-11-28',
      ['+ month 2026-11-01 2026-11-30', '- day 2026-11-01 2026-11-02', '- day 2026-11-29 2026-11-30'],
    ],
    [
      '2026-10-23',
      '2026-11-21',
      ['+ day 2026-10-23 2026-10-31', '+ month 2026-11-01 2026-11-30', '- day 2026-11-22 2026-11-30'],
    ],
    [
      '2025-12-31',
      '2026-02-01',
      ['+ day 2025-12-31 2025-12-31', '+ month 2026-01-01 2026-01-31', '+ day 2026-02-01 2026-02-01'],
    ],
  ])('%s to %s is the same days', (from, to, spans) => {
    const found = spansOf(from as LocalDate, to as LocalDate)
    const signs = { 1: '+', [-1]: '-' }
    expect(found.map((span) => `${signs[span.sign]} ${span.grain} ${span.from} ${span.to}`)).toEqual(spans)
  })

  it('counts each of its days once and no other, in no more sums than days', () => {
    const day = fc.integer({ min: 0, max: 800 }).map((n) => addDays('2023-12-15' as LocalDate, n))
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (from, more) => {
        const spans = spansOf(from, addDays(from, more))
        const counts = new Map<LocalDate, number>()
        for (const { sign, from: first, to: last } of spans)
          for (const one of daysOf(first, last)) counts.set(one, (counts.get(one) ?? 0) + sign)
        expect([...counts].filter(([, count]) => count !== 0).sort()).toEqual(
          daysOf(from, addDays(from, more)).map((one) => [one, 1]),
        )
        const sums = spans.flatMap(({ grain, from: first, to: last }) =>
          daysOf(first, last).filter((one) => grain === 'day' || one.endsWith('-01')),
        )
        expect(sums.length).toBeLessThanOrEqual(more + 1)
      }),
    )
  })
})

function daysOf(from: LocalDate, to: LocalDate): LocalDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n))
}
