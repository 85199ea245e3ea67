import type { RoomRole } from './room.ts'

/** One person's stay at a room, in ms. `startedAt` is the call, or the service of whoever was not called. */
export type Stay = { enteredAt: number; startedAt: number; endedAt: number | null }

/** Whole minutes; about eight of ten true waits lie from `low` to `high`. `basis` counts the steps of today behind it. */
export type WaitEstimate = { minutes: number; low: number; high: number; basis: number }

const MINUTE = 60_000
const REMEMBERED = 15
const INVENTED = 2
const BREAK_FROM = 5
const SPREAD = 0.7
const EIGHT_OF_TEN = 1.28

/**
 * How long somebody with `ahead` people before them (in calling order) waits until their call:
 *
 *   wait = ahead × pace + rest
 *
 * - pace: minutes from one call to the next, the mean of the last 15 such steps. Parallel service shortens a step by
 *   itself, and the time in which nobody was there is taken out of it. A step of more than five times what is ordinary
 *   here is a break (lunch, prayer, a meeting) and left out. The day begins with two invented steps of `usualMinutes`,
 *   which drop out when 15 real ones are known.
 * - rest: what is left of the present step: pace minus the time since the last call, at least a quarter of the pace;
 *   nothing when nobody is called or served.
 * - low and high: one step varies by 70 per cent of the pace, and the pace itself by as much over √steps.
 *
 * `stays` are all that have begun today, in any order; rooms that share a line give theirs together. `now` in ms.
 */
export function estimateWait(line: {
  stays: readonly Stay[]
  ahead: number
  usualMinutes: number
  now: number
}): WaitEstimate {
  const { stays, ahead, usualMinutes, now } = line
  const known = recentSteps(stays, usualMinutes)
  const invented = Math.min(INVENTED, REMEMBERED - known.length)
  const steps = known.length + invented
  const pace = (sum(known) + invented * usualMinutes) / steps
  const rest = restOfStep(stays, pace, now)
  const wait = ahead * pace + rest
  const margin = EIGHT_OF_TEN * SPREAD * Math.hypot(pace * Math.sqrt(ahead + ahead ** 2 / steps), rest)
  return {
    minutes: roundForPeople(wait, Math.round),
    low: roundForPeople(Math.max(0, wait - margin), Math.floor),
    high: roundForPeople(wait + margin, Math.ceil),
    basis: known.length,
  }
}

/** The last steps from call to call, in minutes, without empty time and breaks. */
function recentSteps(stays: readonly Stay[], usualMinutes: number): number[] {
  const steps: number[] = []
  let [lastCall, busyUntil]: [number | null, number] = [null, 0]
  for (const { enteredAt, startedAt, endedAt } of stays.toSorted((a, b) => a.startedAt - b.startedAt)) {
    if (lastCall !== null) {
      const empty = Math.max(0, Math.min(enteredAt, startedAt) - Math.max(busyUntil, lastCall))
      steps.push((startedAt - lastCall - empty) / MINUTE)
    }
    lastCall = startedAt
    busyUntil = Math.max(busyUntil, endedAt ?? Number.POSITIVE_INFINITY)
  }
  const ordinary = Math.max(usualMinutes, median(steps.slice(-REMEMBERED)))
  return steps.filter((step) => step <= BREAK_FROM * ordinary).slice(-REMEMBERED)
}

function restOfStep(stays: readonly Stay[], pace: number, now: number): number {
  if (stays.every(({ endedAt }) => endedAt !== null)) return 0
  const lastCall = Math.max(...stays.map(({ startedAt }) => startedAt))
  return Math.min(pace, Math.max(pace - (now - lastCall) / MINUTE, pace / 4))
}

/** To one minute below ten, to five from there. */
function roundForPeople(minutes: number, round: (value: number) => number): number {
  return minutes < 10 ? round(minutes) : round(minutes / 5) * 5
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

const USUAL_MINUTES = 8

/** Published service standards for the counter, mothers and children (ilp.md §2.2); the rest are plain guesses. */
const usualByRole: Partial<Record<RoomRole, number>> = {
  loket: 5,
  ibu: 20,
  anak: 15,
  gigi: 15,
  farmasi: 4,
  kasir: 3,
}

/** What to reckon with before a room's own day is known: the mean over what it takes on. */
export function usualMinutes(roles: readonly RoomRole[]): number {
  if (roles.length === 0) return USUAL_MINUTES
  return sum(roles.map((role) => usualByRole[role] ?? USUAL_MINUTES)) / roles.length
}
