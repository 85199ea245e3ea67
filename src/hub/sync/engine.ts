import type { HubOutputs } from '#contract/hub/hub'
import type { ComparedDay, SyncRun } from '#contract/hub/sync'
import { type Problem, problem, Refusal, refuse } from '#domain/errors'
import { describeFault, type Logger } from '#hub/log'
import { readFacility } from '#hub/store/facility'
import { listHeld } from '#hub/store/held'
import type { Store } from '#hub/store/open'
import { countOutbox, countWaiting, releaseHeld } from '#hub/store/outbox'
import { queueDifferingDays } from '#hub/store/proof'
import { insertRun, readLastRun, type SyncRunRow, updateRun } from '#hub/store/sync-runs'
import type { System } from '#hub/system'
import { RunStopped } from './delivery.ts'
import { readDestination } from './destination.ts'
import { createDistrictClient } from './district-client.ts'
import { comparedToRow, heldFromRow, problemToRow, runFromRow } from './report.ts'
import { type Run, runSync } from './run.ts'

export type SyncOptions = {
  store: Store
  system: System
  log: Pick<Logger, 'info' | 'error'>
  /** From `sealingKey`; opens the destination's secret. */
  key: Buffer
  /** Tells the pages that the state of the sync has changed. */
  announce: () => void
  /** Replaces the waiting between attempts. */
  pause?: Run['pause']
}

/** `person` also gives records that were set apart, and days that differ, another try. */
export type Trigger = 'person' | 'schedule'

export type Sync = {
  /** The run that has just begun. Refuses `sync_running`, `sync_not_configured` and `setup_needed`. */
  start: (trigger: Trigger) => Promise<SyncRun>
  status: () => Promise<HubOutputs['sync']['status']>
  report: () => Promise<HubOutputs['sync']['report']>
  /** Resolves when no run is going on. */
  whenIdle: () => Promise<void>
  /** Breaks off a run; it can be taken up again at any point. */
  stop: () => Promise<void>
}

const longestPauseMs = 300_000

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
      const configured = (await readDestination(store.db, key)) !== null
      return { configured, waiting: await countWaiting(store.db), lastRun: await readLast() }
    },
    report: async () => ({ run: await readLast(), heldBack: (await listHeld(store.db)).map(heldFromRow) }),
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
  const { store, system, announce, key } = options
  const facility = await readFacility(store.db)
  if (!facility) return refuse('setup_needed')
  const destination = await readDestination(store.db, key)
  if (!destination) return refuse('sync_not_configured')
  const row = await insertNewRun(options, trigger, destination.baseUrl)
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
    gone: new Map(),
    signal,
  }
}

async function insertNewRun(
  { store, system }: SyncOptions,
  trigger: Trigger,
  target: string,
): Promise<SyncRunRow> {
  return await store.write(async (tx) => {
    if (trigger === 'person') {
      await releaseHeld(tx)
      await queueDifferingDays(tx, target, system.now())
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
    }
    await insertRun(tx, row)
    return row
  })
}

/** Runs to the end, whatever the end is, and writes it down. */
async function finish({ store, system, log }: SyncOptions, run: Run): Promise<void> {
  const { compared, reason } = await runToEnd(run, log)
  const { waiting, held } = await countOutbox(store.db)
  const whole = waiting + held === 0 && compared?.every(({ same }) => same)
  const state = compared === null ? 'stopped' : whole ? 'done' : 'partly'
  log.info({ state, waiting, held, code: reason?.code }, 'sync ended')
  await store.write((tx) =>
    updateRun(tx, run.id, {
      state,
      ended_at: system.now(),
      waiting,
      to_fix: held,
      problem: problemToRow(reason),
      compared: comparedToRow(compared),
    }),
  )
}

/** `compared` is null for a run that was broken off; without a reason Loket is closing. */
async function runToEnd(
  run: Run,
  log: SyncOptions['log'],
): Promise<{ compared: ComparedDay[] | null; reason: Problem | null }> {
  try {
    return { compared: await runSync(run), reason: null }
  } catch (cause) {
    if (cause instanceof RunStopped) return { compared: null, reason: cause.problem }
    const reference = run.id.slice(-8)
    log.error({ reference, ...describeFault(cause) }, 'sync fault')
    return { compared: null, reason: problem('unexpected', { reference }) }
  }
}

/** 1, 2, 4 … seconds, each up to half as long again, or what the server asked for; five minutes at most. */
async function pauseFor(
  system: System,
  signal: AbortSignal,
  attempt: number,
  afterMs: number | null,
): Promise<void> {
  const chance = Buffer.from(system.newToken()).readUInt16BE() / 65_536
  const ms = Math.min(longestPauseMs, Math.max(1000 * 2 ** attempt * (1 + chance / 2), afterMs ?? 0))
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
