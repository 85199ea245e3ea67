import { z } from 'zod'
import { districtSignIns } from '#domain/district-sign-in'
import { errorCodes } from '#domain/errors'
import { deskClerks, deskHead } from '../access.ts'
import { base } from '../base.ts'
import { fhirTypes } from '../fhir.ts'
import { typeWords } from '../fhir-words.ts'
import { id, localDate, time } from './shapes.ts'

const signIn = z.enum(districtSignIns)
/** The most that is sent, in kilobits a second; null as fast as the line goes. */
const kbitPerSecond = z
  .union([z.literal(32), z.literal(64), z.literal(128), z.literal(256), z.literal(512)])
  .nullable()
const settings = z.object({
  baseUrl: z.string(),
  signIn,
  clientId: z.string(),
  hasSecret: z.boolean(),
  kbitPerSecond,
})

export const syncCounts = z.object({
  total: z.int(),
  sent: z.int(),
  confirmed: z.int(),
  waiting: z.int(),
  toFix: z.int(),
})

/**
 * The records of one type that the district has confirmed on the days a run touched, here, beside what it has there.
 * `digest`: day by day, the same revisions. `day_count`: its server can tell how many there are of each day; `total`: how
 * many in all; `none`: neither, and `same` is null.
 */
const comparedType = z.object({
  type: z.enum(fhirTypes),
  how: z.enum(['digest', 'day_count', 'total', 'none']),
  from: localDate,
  to: localDate,
  days: z.int(),
  here: z.int(),
  there: z.int(),
  same: z.boolean().nullable(),
  /** The first 40. A null day: only the sums were compared. `queuedAgain`: the next run sends it once more. */
  differing: z.array(
    z.object({ day: localDate.nullable(), here: z.int(), there: z.int(), queuedAgain: z.boolean() }),
  ),
})
export type ComparedType = z.infer<typeof comparedType>

/** A run ends `done` (all confirmed), `partly` (something waits, must be fixed or differs there) or `stopped` (nothing could be assumed sent). */
export const syncRun = z.object({
  id,
  startedAt: time,
  endedAt: time.nullable(),
  state: z.enum(['running', 'done', 'partly', 'stopped']),
  counts: syncCounts,
  problem: z.object({ code: z.enum(errorCodes), sentence: z.string() }).nullable(),
  /** When the server asked to be tried again; null where it named no time. */
  tryAgainAt: time.nullable(),
  /** Every type of which this run has confirmed something, but for days of which something is still on its way. */
  compared: z.array(comparedType),
})
export type SyncRun = z.infer<typeof syncRun>

/** What became of the records of one type; `waiting` and `toFix` are null for a run that was cut off. */
const typeCounts = z.object({
  type: z.enum(fhirTypes),
  sent: z.int(),
  confirmed: z.int(),
  waiting: z.int().nullable(),
  toFix: z.int().nullable(),
})
export type TypeCounts = z.infer<typeof typeCounts>

/** A record the server would not take, in its own words. `mended`: it has been taken, or changed, since. */
const heldBack = z.object({
  kind: z.string(),
  recordId: id,
  title: z.string(),
  patientId: id.nullable(),
  /** The visit it is, or at which the care was given. */
  visitId: id.nullable(),
  words: z.string(),
  attempts: z.int(),
  mended: z.boolean(),
})

/** The records behind a figure of the last report: those that wait now, or those of the days that differed. */
export const figure = z.object({ type: z.enum(fhirTypes), which: z.enum(['waiting', 'differing']) })
export type Figure = z.infer<typeof figure>

/** One line of the list of reports. */
const pastRun = syncRun.pick({ id: true, startedAt: true, endedAt: true, state: true, counts: true }).extend({
  /** Whether both sides held the same; null where nothing was compared. */
  same: z.boolean().nullable(),
})
export type PastRun = z.infer<typeof pastRun>

export const sync = {
  settings: base.meta({ access: deskHead }).output(settings),
  saveSettings: base
    .meta({ access: deskHead })
    .input(
      z.object({
        baseUrl: z.url().max(300),
        signIn,
        clientId: z.string().max(200),
        secret: z.string().max(400).nullable(),
        kbitPerSecond,
      }),
    )
    .output(settings),
  status: base.meta({ access: deskClerks }).output(
    z.object({
      configured: z.boolean(),
      /** Nothing is sent by itself until a person sends or goes on. */
      paused: z.boolean(),
      /** Without what is set apart until it has been mended. */
      waiting: z.int(),
      /** Days of which something was confirmed, as by a stick's receipt, are still to be compared with the district. */
      toProve: z.boolean(),
      lastRun: syncRun.nullable(),
    }),
  ),
  start: base.meta({ access: deskClerks }).output(syncRun),
  /** Breaks off a run that is going on, and leaves the nights out; `false` takes them up again. */
  pause: base
    .meta({ access: deskClerks })
    .input(z.object({ paused: z.boolean() }))
    .output(z.object({ paused: z.boolean() })),
  /** Of one run, or of the last one with null: what had to be mended when it ended, or has to be now. */
  report: base
    .meta({ access: deskClerks })
    .input(z.object({ runId: id.nullable() }))
    .output(
      z.object({
        run: syncRun.nullable(),
        byType: z.array(typeCounts),
        heldBack: z.array(heldBack),
        /** How far this computer's clock was from the server's, negative when it was behind; null unless that matters. */
        clockAheadMs: z.int().nullable(),
      }),
    ),
  /** The first 200, as the clerk knows them. */
  records: base
    .meta({ access: deskClerks })
    .input(figure)
    .output(
      z.array(heldBack.pick({ kind: true, recordId: true, title: true, patientId: true, visitId: true })),
    ),
  /**
   * All that waits, as a file for the district where there is no line: encrypted for it and signed by this Puskesmas. It
   * goes on waiting until the district's receipt is brought back. Refuses `stick_not_possible` and `stick_nothing`.
   */
  takeAlong: base.meta({ access: deskClerks }).output(z.file()),
  /** Refuses `stick_unreadable`, `stick_foreign`, `stick_outdated` and `stick_not_possible`. */
  bringBack: base
    .meta({ access: deskClerks })
    .input(z.object({ file: z.file() }))
    .output(z.object({ confirmed: z.int(), refused: z.int(), runId: id })),
  /** The runs of the last two months, the newest first. */
  runs: base.meta({ access: deskClerks }).output(z.array(pastRun)),
}

/** «Menunggu dikirim: kunjungan» */
export function sayFigure({ type, which }: Figure): string {
  return `${which === 'waiting' ? 'Menunggu dikirim' : 'Belum sama di dinas'}: ${typeWords[type].word}`
}
