import { Cron } from 'croner'
import type { HubOutputs } from '#contract/hub/hub'
import type { SyncRun } from '#contract/hub/sync'
import { Refusal } from '#domain/errors'
import { describeFault, type Logger } from '#hub/log'
import { sha256 } from '#hub/system'
import type { Sync } from './engine.ts'

export type NightlyOptions = {
  sync: Pick<Sync, 'status' | 'start'>
  timeZone: string
  facilityId: string
  now: () => number
  /** When somebody last used Loket. */
  lastWorkAt: () => number
  /** When a person last did «Tutup hari». */
  lastClosedAt: () => Promise<number | null>
  log: Pick<Logger, 'error'>
}

const minute = 60_000
const dayMs = 24 * 60 * minute
const promptMs = 60 * minute
const idleEnoughMs = 10 * minute
const spreadMs = 45 * minute
const shortestApartMs = 5 * minute
const longestApartMs = 120 * minute
const lineProblems: readonly string[] = ['sync_unreachable', 'sync_not_fhir']

/** How long after 20:00 this Puskesmas begins: always the same, and spread so that a district's do not all come at once. */
export function delayOf(facilityId: string): number {
  return Number.parseInt(sha256(facilityId).slice(0, 8), 16) % spreadMs
}

/** The newest run, as far as the night asks; `problem` is null for one that was cut off. */
type LastRun = Pick<SyncRun, 'startedAt' | 'state' | 'problem' | 'tryAgainAt'>

type Calendar = {
  now: number
  timeZone: string
  delayMs: number
  closedAt: number | null
  lastRun: LastRun | null
}
/** Why a run is to be made: one that started at `since` or later was made for it. */
type Occasion = { since: number; dueAt: number }

/**
 * Whether the run of the last night (20:00 and this Puskesmas's own delay), or of the last «Tutup hari» or the time that a
 * busy server named if those are later, is still to be made: during the hour that follows in any case, later, because the
 * PC was off or had no line, only while nobody uses Loket. One that found no line or lost its power has not been made: it
 * is tried again, ever less often.
 */
export function isRunDue(moment: Calendar & { idleMs: number }): boolean {
  const { now, idleMs, lastRun } = moment
  const occasion = lastOccasion(moment)
  if (!occasion) return false
  const { since, dueAt } = occasion
  // A run of tomorrow was made by a clock that has been set right since; it was nobody's night.
  const isMade = lastRun !== null && lastRun.startedAt <= now && lastRun.startedAt >= since
  if (isMade && !mayTryAgain(lastRun, now, dueAt)) return false
  return now - dueAt < promptMs || idleMs >= idleEnoughMs
}

/** Null while a server wants to be left alone, and where there never was any. */
function lastOccasion({ now, timeZone, delayMs, closedAt, lastRun }: Calendar): Occasion | null {
  const named = lastRun?.tryAgainAt ?? null
  // Further off, it was named by a clock that is wrong.
  if (named !== null && now < named && named - now < dayMs) return null
  const nights = new Cron('0 20 * * *', { timezone: timeZone, paused: true })
  // Before the moment after this one, so that the moment itself counts.
  const [night] = nights.previousRuns(1, new Date(now - delayMs + 1))
  const occasions = night ? [{ since: night.getTime(), dueAt: night.getTime() + delayMs }] : []
  for (const at of [closedAt, named]) if (at !== null) occasions.push({ since: at, dueAt: at })
  // As with runs: a day that was closed tomorrow was closed by a clock that has been set right.
  const past = occasions.filter(({ dueAt }) => dueAt <= now)
  return past.toSorted((one, other) => one.dueAt - other.dueAt).at(-1) ?? null
}

/** After half as long again as it had been due when the last try failed: some ten tries from a night until the morning. */
function mayTryAgain({ startedAt, state, problem }: LastRun, now: number, dueAt: number): boolean {
  const passesByItself = problem === null || lineProblems.includes(problem.code)
  const apart = Math.min(longestApartMs, Math.max(shortestApartMs, (startedAt - dueAt) / 2))
  return state === 'stopped' && passesByItself && now - startedAt >= apart
}

/** What was sent is also to be proven: a run that was cut off has compared nothing, and neither has a stick. */
export function hasWork({
  configured,
  paused,
  waiting,
  toProve,
  lastRun,
}: Pick<HubOutputs['sync']['status'], 'configured' | 'paused' | 'waiting' | 'toProve'> & {
  lastRun: Pick<SyncRun, 'state'> | null
}): boolean {
  return configured && !paused && (waiting > 0 || toProve || lastRun?.state === 'stopped')
}

/** `look`: at once rather than within the minute. */
export type Nightly = { look: () => Promise<void>; stop: () => void }

/**
 * Looks every minute rather than once a night, so that a night the PC slept through is found when it wakes. How long
 * nobody has worked is counted by these looks: whoever wakes the PC, or sets its clock, has only just sat down.
 */
export function startNightly(options: NightlyOptions): Nightly {
  const { sync, timeZone, facilityId, now, lastWorkAt, lastClosedAt, log } = options
  const delayMs = delayOf(facilityId)
  const quiet = { since: lastWorkAt(), looks: 0 }

  async function look(): Promise<void> {
    quiet.looks = lastWorkAt() === quiet.since ? quiet.looks + 1 : 0
    quiet.since = lastWorkAt()
    try {
      const status = await sync.status()
      const { lastRun } = status
      if (!hasWork(status)) return
      const calendar = { now: now(), timeZone, delayMs, closedAt: await lastClosedAt(), lastRun }
      if (isRunDue({ ...calendar, idleMs: quiet.looks * minute })) await sync.start('schedule')
    } catch (cause) {
      // One that a person has started needs no second.
      if (!(cause instanceof Refusal)) log.error(describeFault(cause), 'nightly sync fault')
    }
  }
  const looking = new Cron('* * * * *', { protect: true, unref: true }, look)
  return { look, stop: () => looking.stop() }
}
