import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '#demo/random'
import { estimateWait, type Stay, usualMinutes, type WaitEstimate } from '#domain/waiting-estimate'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Served one after another without a pause, from minute 0, each for so many minutes; all came before the first. */
function serve(lengths: readonly number[], from = 0): (Stay & { endedAt: number })[] {
  let at = from
  return lengths.map((minutes) => {
    const startedAt = at * MINUTE
    at += minutes
    return { enteredAt: 0, startedAt, endedAt: at * MINUTE }
  })
}

function times(count: number, minutes: number): number[] {
  return Array<number>(count).fill(minutes)
}

/** Minutes for 100 people ahead, 100 times the pace, in a room where nobody is served now. */
function paceOf(stays: readonly Stay[], usual = 8): number {
  return estimateWait({ stays, ahead: 100, usualMinutes: usual, now: 12 * HOUR }).minutes / 100
}

describe('the estimate', () => {
  test.each([
    ['nobody ahead in an empty room', [], 0, { minutes: 0, low: 0, high: 0, basis: 0 }],
    ['the first of the day go by what is usual', [], 1, { minutes: 8, low: 0, high: 20, basis: 0 }],
    ['from ten minutes it is rounded to five', [], 4, { minutes: 30, low: 7, high: 60, basis: 0 }],
    [
      'after sixteen people only today counts',
      serve(times(16, 4)),
      2,
      { minutes: 8, low: 2, high: 15, basis: 15 },
    ],
  ])('%s', (_title, stays, ahead, expected) => {
    expect(estimateWait({ stays, ahead, usualMinutes: 8, now: 3 * HOUR })).toEqual(expected)
  })

  test.each([
    ['has just begun', 0, 8],
    ['has been running for six minutes', 6, 2],
    ['has been running for long', 50, 2],
    ['lies in the future, the clock having been set back', -30, 8],
  ])('whoever is next waits for the rest of the present stay when it %s', (_title, minutes, expected) => {
    const stays = [...serve(times(16, 8)), { enteredAt: 0, startedAt: 128 * MINUTE, endedAt: null }]
    const now = (128 + minutes) * MINUTE
    expect(estimateWait({ stays, ahead: 0, usualMinutes: 8, now }).minutes).toBe(expected)
  })

  test('is never negative, and never shorter for more people ahead', () => {
    const stay = fc
      .record({
        enteredAt: fc.nat(HOUR),
        waited: fc.integer({ min: -HOUR, max: 3 * HOUR }),
        served: fc.option(fc.nat(HOUR)),
      })
      .map(({ enteredAt, waited, served }): Stay => {
        const startedAt = enteredAt + waited
        return { enteredAt, startedAt, endedAt: served === null ? null : startedAt + served }
      })
    const days = fc.array(stay, { maxLength: 40 })
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), fc.nat(5 * HOUR), (stays, usual, now) => {
        const line = Array.from({ length: 60 }, (_, ahead) =>
          estimateWait({ stays, ahead, usualMinutes: usual, now }),
        )
        for (const key of ['minutes', 'low', 'high'] as const) {
          const values = line.map((estimate) => estimate[key])
          expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
          expect(values).toEqual(values.toSorted((a, b) => a - b))
        }
        for (const { low, minutes, high } of line)
          expect([low, minutes, high]).toEqual([low, minutes, high].sort((a, b) => a - b))
      }),
    )
  })
})

describe('the pace of a room', () => {
  test('a lunch break with people waiting does not count', () => {
    const morning = serve(times(10, 6))
    const afternoon = serve(times(10, 6), 60 + 75)
    expect(paceOf([...morning, ...afternoon])).toBe(6)
  })

  test('time in which nobody was there does not count', () => {
    const stays = Array.from({ length: 16 }, (_, index) => {
      const at = index * 30 * MINUTE
      return { enteredAt: at, startedAt: at, endedAt: at + 5 * MINUTE }
    })
    expect(paceOf(stays)).toBe(5)
  })

  test('the minutes between two people count while the next one waits', () => {
    const stays = serve(times(16, 6)).map((stay) => ({ ...stay, endedAt: stay.endedAt - 2 * MINUTE }))
    expect(paceOf(stays)).toBe(6)
  })

  test.each([
    ['ended', 200],
    ['still runs', null],
  ])('nor is the room empty while another stay goes on that %s', (_title, until) => {
    const long = { enteredAt: 0, startedAt: 0, endedAt: until === null ? null : until * MINUTE }
    const short = Array.from({ length: 16 }, (_, index) => {
      const at = index * 10 * MINUTE
      return { enteredAt: at, startedAt: at, endedAt: at + 5 * MINUTE }
    })
    const { minutes } = estimateWait({ stays: [long, ...short], ahead: 100, usualMinutes: 8, now: 12 * HOUR })
    expect(Math.floor(minutes / 100)).toBe(10)
  })

  test('a clock that was set back while somebody waited makes no negative step', () => {
    const stays = serve(times(16, 6)).map((stay) => ({ ...stay, enteredAt: stay.startedAt + HOUR }))
    expect(paceOf(stays)).toBeGreaterThanOrEqual(0)
  })

  test('two who serve side by side are twice as fast, and three who begin together three times', () => {
    const [one, other] = [serve(times(10, 8)), serve(times(10, 8), 3)]
    expect(paceOf([...other, ...one])).toBeCloseTo(4, 0)
    expect(paceOf([1, 2, 3].flatMap(() => serve(times(10, 9))))).toBeCloseTo(3, 0)
  })

  test('a doubled service time is more than half seen after eight people, and wholly after sixteen', () => {
    const paceAfter = (people: number) => paceOf(serve([...times(20, 5), ...times(people, 10)]))
    expect(paceAfter(0)).toBe(5)
    expect(paceAfter(9)).toBeGreaterThan(7.5)
    expect(paceAfter(16)).toBe(10)
  })

  test('what is usual fades as the day goes on', () => {
    const paces = [1, 3, 6, 16].map((people) => paceOf(serve(times(people, 4)), 20))
    expect(paces).toEqual(paces.toSorted((a, b) => b - a))
    expect(paces).toEqual([20, 12, 8.6, 4].map((pace) => expect.closeTo(pace, 1)))
  })

  test('before the first call it is what the roles of the room usually take', () => {
    expect(
      [['loket'], ['dewasa'], ['ibu', 'anak', 'imunisasi'], []].map((roles) => usualMinutes(roles as [])),
    ).toEqual([5, 8, 43 / 3, 8])
  })
})

type Day = { mean: number; servers: number; usual: number; comingPerHour: readonly number[] }

/** One served day: people come at random, service times are lognormal, half a minute passes between two people. */
function simulate(
  seed: string,
  { mean, servers, comingPerHour }: Day,
): Required<Stay & { endedAt: number }>[] {
  const random = createRandom(seed)
  const spread = 0.55
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit())
  const free = Array<number>(servers).fill(0)
  return comingPerHour.flatMap((people, hour) => {
    const came = Array.from({ length: people }, () => (hour + random.unit()) * HOUR)
    return came
      .sort((a, b) => a - b)
      .map((enteredAt) => {
        free.sort((a, b) => a - b)
        const startedAt = Math.max(enteredAt, (free[0] ?? 0) + MINUTE / 2)
        const endedAt = startedAt + mean * Math.exp(spread * normal() - spread ** 2 / 2) * MINUTE
        free[0] = endedAt
        return { enteredAt, startedAt, endedAt }
      })
  })
}

/** What everyone who came was told at the door, and how long they then waited. */
function promises(
  day: ReturnType<typeof simulate>,
  usual: number,
): { told: WaitEstimate; naive: number; true: number }[] {
  return day.map(({ enteredAt: now, startedAt }, index) => {
    const before = day.slice(0, index)
    const ahead = before.filter((other) => other.startedAt > now).length
    const stays = before
      .filter((other) => other.startedAt <= now)
      .map((other) => ({ ...other, endedAt: other.endedAt <= now ? other.endedAt : null }))
    const told = estimateWait({ stays, ahead, usualMinutes: usual, now })
    return { told, naive: ahead * 10, true: (startedAt - now) / MINUTE }
  })
}

describe('over thirty simulated days', () => {
  const days: [string, Day][] = [
    ['a general room, 6 minutes each', { mean: 6, servers: 1, usual: 8, comingPerHour: [12, 9, 8, 7, 6] }],
    ['two counters, 5 minutes each', { mean: 5, servers: 2, usual: 5, comingPerHour: [36, 26, 18, 14, 10] }],
    ['a dentist, 18 minutes each', { mean: 18, servers: 1, usual: 15, comingPerHour: [5, 4, 3, 3, 1] }],
    ['a pharmacy, 3 minutes each', { mean: 3, servers: 1, usual: 4, comingPerHour: [14, 22, 20, 18, 14] }],
  ]

  test.each(days)('%s: nearer to the truth than ten minutes a person', (title, day) => {
    const all = Array.from({ length: 30 }, (_, seed) => promises(simulate(`${seed}`, day), day.usual)).flat()
    const error = mean(all.map((promise) => Math.abs(promise.told.minutes - promise.true)))
    const naive = mean(all.map((promise) => Math.abs(promise.naive - promise.true)))
    const waited = all.filter((promise) => promise.true > 1)
    const within = mean(waited.map(({ told, true: wait }) => Number(told.low <= wait && wait <= told.high)))
    console.log(
      `${title}: mean wait ${mean(all.map((promise) => promise.true)).toFixed(1)} min, mean absolute error ` +
        `${error.toFixed(1)} min (10 minutes a person: ${naive.toFixed(1)}), within low–high ${(within * 100).toFixed(0)} %`,
    )
    expect(error).toBeLessThan(naive)
    expect(within).toBeGreaterThan(0.7)
  })
})

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
