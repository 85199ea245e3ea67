import type { LocalDate } from '#domain/local-date'
import type { Live } from './live.ts'
import { describeFault, type Logger } from './log.ts'
import { appendAudit } from './store/audit.ts'
import { closePastDays } from './store/days.ts'
import type { Store } from './store/open.ts'
import { localTime, type System } from './system.ts'

type Needs = {
  store: Store
  live: Live
  system: System
  log: Pick<Logger, 'info' | 'error'>
  timeZone: string
}

const second = 1000

/**
 * Ends what past days have left open: now, and whenever the facility's day has changed. It looks every second rather
 * than once at midnight, so that a change of day the PC slept through is found when it wakes, and nobody who is being
 * served is missing from the new day for longer.
 */
export async function startDayTurn(needs: Needs): Promise<{ stop: () => void }> {
  const { system, timeZone, log } = needs
  let day = await turnDay(needs)
  let turning = false
  const looking = setInterval(async () => {
    if (turning || localTime(system.now(), timeZone).day === day) return
    turning = true
    try {
      day = await turnDay(needs)
    } catch (fault) {
      log.error(describeFault(fault), 'past days not closed')
    }
    turning = false
  }, second)
  looking.unref()
  return { stop: () => clearInterval(looking) }
}

async function turnDay({ store, live, system, log, timeZone }: Needs): Promise<LocalDate> {
  const at = system.now()
  const today = localTime(at, timeZone).day
  const { ended, left } = await store.write(async (tx) => {
    const closed = await closePastDays(tx, { at, today })
    const deed = {
      action: 'close',
      subject: 'day',
      subjectId: today,
      detail: { before: today, ended: closed.ended },
    } as const
    if (closed.ended > 0) await appendAudit(tx, { at, staffId: null, deviceId: null, ...deed })
    return closed
  })
  if (ended > 0) log.info({ closed: ended }, 'past days closed')
  if (left > 0) log.info({ left }, 'days long past not closed: that is left to a person')
  // Every list of today is another one now.
  live.announce('day', 'visits', 'queue')
  return today
}
