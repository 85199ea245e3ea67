import { Cron } from 'croner'
import { Refusal } from '#domain/errors'
import { describeFault, type Logger } from '#hub/log'
import type { Sync } from './engine.ts'

export type NightlyOptions = {
  sync: Pick<Sync, 'status' | 'start'>
  timeZone: string
  now: () => number
  /** How long nobody has used Loket, in milliseconds. */
  idleMs: () => number
  log: Pick<Logger, 'error'>
}

const minute = 60_000
const nightHourMs = 60 * minute
const idleEnoughMs = 10 * minute

/**
 * Whether the run of the last 20:00 is still to be made: during the hour that follows in any case, later, because
 * the PC was off, only while nobody uses Loket. `lastRunAt` is when the newest run began, whatever came of it: one
 * attempt a night, an unreachable server is not asked all day.
 */
export function isRunDue(moment: {
  now: number
  timeZone: string
  idleMs: number
  lastRunAt: number | null
}): boolean {
  const { now, timeZone, idleMs, lastRunAt } = moment
  const nights = new Cron('0 20 * * *', { timezone: timeZone, paused: true })
  // Before the moment after this one, so that 20:00 itself counts.
  const [night] = nights.previousRuns(1, new Date(now + 1))
  if (!night || (lastRunAt ?? 0) >= night.getTime()) return false
  return now - night.getTime() < nightHourMs || idleMs >= idleEnoughMs
}

/** Looks every five minutes rather than once at 20:00, so that a night the PC slept through is found when it wakes. */
export function startNightly({ sync, timeZone, now, idleMs, log }: NightlyOptions): { stop: () => void } {
  async function look(): Promise<void> {
    try {
      const { configured, waiting, lastRun } = await sync.status()
      const moment = { now: now(), timeZone, idleMs: idleMs(), lastRunAt: lastRun?.startedAt ?? null }
      if (configured && waiting > 0 && isRunDue(moment)) await sync.start('schedule')
    } catch (cause) {
      // One that a person has started needs no second.
      if (!(cause instanceof Refusal)) log.error(describeFault(cause), 'nightly sync fault')
    }
  }
  const looking = new Cron('*/5 * * * *', { protect: true, unref: true }, look)
  return { stop: () => looking.stop() }
}
