import { setTimeout as pass, setImmediate as turn } from 'node:timers/promises'
import type { HubOutputs } from '#contract/hub/hub'
import type { ComparedType, Figure, SyncRun } from '#contract/hub/sync'
import { type Problem, problem, Refusal, refuse } from '#domain/errors'
import type { Calls } from '#hub/calls'
import { describeFault, type Logger } from '#hub/log'
import { type Facility, readFacility } from '#hub/store/facility'
import { keepFaults, listFaultsOf, listHeld } from '#hub/store/held'
import type { Store } from '#hub/store/open'
import { countOutbox, countOutboxByKind, releaseHeld } from '#hub/store/outbox'
import { isToProve, queueDifferingDays } from '#hub/store/proof'
import {
  insertRun,
  listRunsSince,
  readLastRun,
  readRun,
  type SyncRunRow,
  updateRun,
} from '#hub/store/sync-runs'
import { countLaterVisits } from '#hub/store/to-send'
import { type System, utcOffsetHours } from '#hub/system'
import { mostEntries } from './batch.ts'
import { openFigure } from './behind-figure.ts'
import { latestToSend, noteClock, readClockAhead } from './clock.ts'
import { passedToGrow, RunStopped } from './delivery.ts'
import { readDestination } from './destination.ts'
import { createDistrictClient } from './district-client.ts'
import { isPaused, setPaused } from './paused.ts'
import { comparedToRow, heldFromRow, pastFromRow, problemToRow, recordFromRow, runFromRow } from './report.ts'
import { type Run, runSync } from './run.ts'
import { sumOf, typesFromRow, typesToRow } from './type-counts.ts'

export type SyncOptions = {
  store: Store
  system: System
  log: Pick<Logger, 'info' | 'error'>
  /** From `sealingKey`; opens the destination's secret. */
  key: Buffer
  calls: Pick<Calls, 'quiet'>
  /** Tells the pages that the state of the sync has changed. */
  announce: () => void
  /** Replaces the waiting between attempts. */
  pause?: Run['pause']
}

/**
 * `person` also gives records that were set apart, and days that differ, another try. A `schedule` was asked for by nobody
 * and gives way to whoever works.
 */
export type Trigger = 'person' | 'schedule'

export type Sync = {
  /** The run that has just begun. Refuses `sync_running`, `sync_not_configured` and `setup_needed`. */
  start: (trigger: Trigger) => Promise<SyncRun>
  status: () => Promise<HubOutputs['sync']['status']>
  /** Of one run, of the last one with null. */
  report: (runId: string | null) => Promise<HubOutputs['sync']['report']>
  records: (figure: Figure) => Promise<HubOutputs['sync']['records']>
  runs: () => Promise<HubOutputs['sync']['runs']>
  /** Ends a run that is going on, and keeps the nights out until a person sends or goes on. */
  pause: (paused: boolean) => Promise<void>
  /** Resolves when no run is going on. */
  whenIdle: () => Promise<void>
  /** Breaks off a run; it can be taken up again at any point. */
  stop: () => Promise<void>
}

/** Longer than any call; past it a run goes on between calls that never end. */
const patienceMs = 1000
const dayMs = 86_400_000
const reportsShownMs = 62 * dayMs
/** What had to be mended is kept as long as anybody may ask about it; the counts of a run for ever. */
const faultsKeptMs = 92 * dayMs

export function createSync(options: SyncOptions): Sync {
  const { store, log, announce, key } = options
  let going: Promise<void> | null = null
  let closing = new AbortController()

  async function readLast(): Promise<SyncRun | null> {
    const row = await readLastRun(store.db)
    return row && runFromRow(row, going !== null)
  }

  return {
    start: async (trigger) => {
      if (going) refuse('sync_running')
      closing = new AbortController()
      const beginning = begin(options, trigger, closing.signal)
      going = beginning
        .then((run) => finish(options, run))
        .catch((cause) => {
          if (!(cause instanceof Refusal)) log.error(describeFault(cause), 'sync fault')
        })
        .finally(() => {
          going = null
          announce()
        })
      const { row } = await beginning
      announce()
      return runFromRow(row, true)
    },
    status: async () => {
      const destination = await readDestination(store.db, key)
      const configured = destination !== null
      const toProve = configured && (await isToProve(store.db, destination.baseUrl))
      const paused = await isPaused(store.db)
      const { waiting } = await countOutbox(store.db)
      return { configured, paused, waiting, toProve, lastRun: await readLast() }
    },
    report: async (runId) => {
      const last = await readLastRun(store.db)
      const row = runId === null || runId === last?.id ? last : await readRun(store.db, runId)
      const held = row === last || !row ? await listHeld(store.db) : await listFaultsOf(store.db, row.id)
      return {
        run: row && runFromRow(row, going !== null && row === last),
        byType: row ? typesFromRow(row) : [],
        heldBack: held.map(heldFromRow),
        clockAheadMs: row ? await readClockAhead(store.db, row.id) : null,
      }
    },
    records: async (figure) => {
      const read = await openFigure(store.db, figure)
      return (await read()).map(recordFromRow)
    },
    runs: async () => {
      const rows = await listRunsSince(store.db, options.system.now() - reportsShownMs)
      return rows.map((row, index) => pastFromRow(row, going !== null && index === 0))
    },
    pause: async (paused) => {
      await store.write((tx) => setPaused(tx, paused))
      if (paused) closing.abort()
      await going
      announce()
    },
    whenIdle: async () => {
      await going
    },
    stop: async () => {
      closing.abort()
      await going
    },
  }
}

type Begun = Run & { row: SyncRunRow }

async function begin(options: SyncOptions, trigger: Trigger, signal: AbortSignal): Promise<Begun> {
  const { store, system, announce, key, calls } = options
  const facility = await readFacility(store.db)
  if (!facility) return refuse('setup_needed')
  const destination = await readDestination(store.db, key)
  if (!destination) return refuse('sync_not_configured')
  const row = await insertNewRun(options, trigger, destination.baseUrl, facility.timeZone)
  return {
    row,
    id: row.id,
    store,
    client: createDistrictClient(destination, { now: system.now, signal }),
    origin: facility,
    target: destination.baseUrl,
    now: system.now,
    pause: options.pause ?? ((attempt, afterMs) => pauseFor(system, signal, attempt, afterMs)),
    announce,
    giveWay: trigger === 'person' ? turn : () => calls.quiet(patienceMs),
    gone: new Map(),
    size: { most: mostEntries, passed: 0, wanted: passedToGrow },
    byType: new Map(),
    signal,
  }
}

async function insertNewRun(
  { store, system }: SyncOptions,
  trigger: Trigger,
  target: string,
  timeZone: Facility['timeZone'],
): Promise<SyncRunRow> {
  return await store.write(async (tx) => {
    if (trigger === 'person') {
      await setPaused(tx, false)
      await releaseHeld(tx)
      await queueDifferingDays(tx, { target, offset: utcOffsetHours[timeZone] }, system.now())
    }
    const { waiting, held } = await countOutbox(tx)
    const row: SyncRunRow = {
      id: system.newId(),
      started_at: system.now(),
      ended_at: null,
      state: 'running',
      total: waiting + held,
      sent: 0,
      confirmed: 0,
      waiting,
      to_fix: held,
      problem: null,
      compared: null,
      by_type: null,
    }
    await insertRun(tx, row)
    return row
  })
}

/** Runs to the end, whatever the end is, and writes it down. */
async function finish({ store, system, log }: SyncOptions, run: Run): Promise<void> {
  const { compared, reason } = await runToEnd(run, log)
  const { waiting, held } = await countOutbox(store.db)
  const whole = waiting + held === 0 && compared?.every(({ same }) => same !== false)
  const state = compared === null ? 'stopped' : whole ? 'done' : 'partly'
  log.info({ state, waiting, held, code: reason?.code }, 'sync ended')
  await store.write(async (tx) => {
    await updateRun(tx, run.id, {
      state,
      ended_at: system.now(),
      total: sumOf(run.byType).confirmed + waiting + held,
      waiting,
      to_fix: held,
      problem: problemToRow(reason),
      compared: comparedToRow(compared),
      by_type: typesToRow(run.byType, await countOutboxByKind(tx)),
    })
    await noteClock(tx, run.id, run.client.clockAhead())
    await keepFaults(tx, run.id, system.now() - faultsKeptMs)
  })
}

/** `compared` is null for a run that was broken off; without a reason Loket is closing. One that ended may have left some. */
async function runToEnd(
  run: Run,
  log: SyncOptions['log'],
): Promise<{ compared: ComparedType[] | null; reason: Problem | null }> {
  try {
    const compared = await runSync(run)
    const later = await countLaterVisits(run.store.db, latestToSend(run))
    return { compared, reason: later === 0 ? null : problem('sync_later_visits', { count: later }) }
  } catch (cause) {
    if (cause instanceof RunStopped) return { compared: null, reason: cause.problem }
    const reference = run.id.slice(-8)
    log.error({ reference, ...describeFault(cause) }, 'sync fault')
    return { compared: null, reason: problem('unexpected', { reference }) }
  }
}

/** 1, 2, 4 … seconds, each up to half as long again, or what the server asked for if that is longer. */
async function pauseFor(
  system: System,
  signal: AbortSignal,
  attempt: number,
  afterMs: number | null,
): Promise<void> {
  const chance = Buffer.from(system.newToken()).readUInt16BE() / 65_536
  const ms = Math.max(1000 * 2 ** attempt * (1 + chance / 2), afterMs ?? 0)
  // Broken off, the run sees for itself that it is to end.
  await pass(ms, undefined, { signal }).catch(() => undefined)
}
