import { z } from 'zod'
import { errorCodes } from '#domain/errors'
import { deskClerks, deskHead } from '../access.ts'
import { base } from '../base.ts'
import { id, localDate, time } from './shapes.ts'

const settings = z.object({ baseUrl: z.string(), clientId: z.string(), hasSecret: z.boolean() })

export const syncCounts = z.object({
  total: z.int(),
  sent: z.int(),
  confirmed: z.int(),
  waiting: z.int(),
  toFix: z.int(),
})

/**
 * The visits of one day that the district has confirmed, here, beside what it has there. `count`: its server can tell how
 * many there are, not which revisions. `queuedAgain`: they differ and the next run sends the day once more.
 */
const comparedDay = z.object({
  day: localDate,
  here: z.int(),
  there: z.int(),
  same: z.boolean(),
  how: z.enum(['digest', 'count']),
  queuedAgain: z.boolean(),
})
export type ComparedDay = z.infer<typeof comparedDay>

/** A run ends `done` (all confirmed), `partly` (something waits, must be fixed or differs there) or `stopped` (nothing could be assumed sent). */
export const syncRun = z.object({
  id,
  startedAt: time,
  endedAt: time.nullable(),
  state: z.enum(['running', 'done', 'partly', 'stopped']),
  counts: syncCounts,
  problem: z.object({ code: z.enum(errorCodes), sentence: z.string() }).nullable(),
  /** Every day whose visits this run has confirmed, unless some of it is still on its way. */
  compared: z.array(comparedDay),
})
export type SyncRun = z.infer<typeof syncRun>

/** A record the server would not take, in its own words. */
const heldBack = z.object({
  kind: z.string(),
  recordId: id,
  title: z.string(),
  patientId: id.nullable(),
  words: z.string(),
  attempts: z.int(),
})

export const sync = {
  settings: base.meta({ access: deskHead }).output(settings),
  saveSettings: base
    .meta({ access: deskHead })
    .input(
      z.object({
        baseUrl: z.url().max(300),
        clientId: z.string().max(200),
        secret: z.string().max(400).nullable(),
      }),
    )
    .output(settings),
  status: base
    .meta({ access: deskClerks })
    .output(z.object({ configured: z.boolean(), waiting: z.int(), lastRun: syncRun.nullable() })),
  start: base.meta({ access: deskClerks }).output(syncRun),
  report: base
    .meta({ access: deskClerks })
    .output(z.object({ run: syncRun.nullable(), heldBack: z.array(heldBack) })),
}
