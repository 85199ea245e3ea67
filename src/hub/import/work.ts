import { type Problem, problem, Refusal, sentenceOf } from '#domain/errors'
import type { Columns } from '#domain/import/fields'
import type { Calls } from '#hub/calls'
import { describeFault, type Logger } from '#hub/log'
import { appendAudit } from '#hub/store/audit'
import {
  changeImport,
  findImport,
  insertImport,
  listAdded,
  pauseRunning,
  readImport,
  type StoredImport,
  setColumns,
} from '#hub/store/imports'
import { forgetHeads, freeKeptNumbers } from '#hub/store/imports-undo'
import type { Store, Tx } from '#hub/store/open'
import { lastRid } from '#hub/store/patients-bulk'
import type { System } from '#hub/system'
import type { ImportWorker } from './import-worker-client.ts'
import type { Current, Doer, Job } from './job.ts'
import { runImport, takeBackImport, writeKeys } from './run-import.ts'
import { removeStaging } from './staging-files.ts'

export type Tools = {
  store: Store
  system: System
  log: Logger
  worker: ImportWorker
  current: Current
  calls: Calls
  /** Where files that are being imported wait. */
  folder: string
  /** Folds the write-ahead log: an import writes more of it in a minute than a day at the counter. */
  fold: () => Promise<void>
}

/** Lets work go on after the call that ordered it has been answered. */
export function letRun(tools: Tools, job: Job, work: () => Promise<void>): void {
  job.work = work().catch((fault) => fail(tools, job, fault))
}

/** Whoever was added last before an import broke off is found, even if nobody goes on with it. */
export async function makeFound(tools: Tools, id: string): Promise<void> {
  const found = await readImport(tools.store.db, id)
  if (!found || (await listAdded(tools.store.db, id, found.foundUpTo, 1)).length === 0) return
  await writeKeys({ ...tools, ask: tools.worker.ask, id }, found.foundUpTo)
}

/** Whatever was read goes; a running import waits at its row for a person. */
async function fail(tools: Tools, job: Job, fault: unknown): Promise<void> {
  const { store, worker, current, folder } = tools
  if (job.halt === 'stop' || job.halt === 'close') return
  const found = asProblem(tools, fault)
  await store.write((tx) => pauseRunning(tx))
  await worker.dismiss()
  // What broke the import may stop this too; then whoever ends it, or the next start, does it.
  if (job.phase === 'running') await makeFound(tools, job.id).catch(() => worker.dismiss())
  const writes = job.phase === 'running' || job.phase === 'undoing'
  if (!writes) removeStaging(folder, await restingId(store))
  if (current.job() !== job) return
  const phase = job.phase === 'running' ? 'paused' : job.phase === 'undoing' ? 'undoing' : 'failed'
  current.tell({ phase, problem: sentenceOf(found) })
}

function asProblem({ system, log }: Tools, fault: unknown): Problem {
  if (fault instanceof Refusal) return fault.problems[0].problem
  if ((fault as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY') return problem('import_unsafe')
  const reference = system.newId().slice(-6).toUpperCase()
  log.error({ reference, ...describeFault(fault) }, 'import failed')
  return problem('unexpected', { reference })
}

/** The import whose rows are still wanted. */
export async function restingId(store: Store): Promise<string | null> {
  return (await findImport(store.db, ['checked', 'running', 'paused']))?.id ?? null
}

/** An import is over for good: nothing of its file remains. */
export async function settle({ store, worker, current, folder }: Tools): Promise<void> {
  await worker.dismiss()
  removeStaging(folder, await restingId(store))
  current.rest()
}

export function audit(
  tx: Tx,
  at: number,
  by: Pick<Doer, 'id' | 'deviceId'>,
  deed: { action: string; id: string; detail: Record<string, unknown> },
): Promise<void> {
  const { action, id, detail } = deed
  return appendAudit(tx, {
    at,
    staffId: by.id,
    deviceId: by.deviceId,
    action,
    subject: 'import',
    subjectId: id,
    detail,
  })
}

// --- what goes on by itself ---

/** Reads what was sent and looks at every row; only then do the records know of the import. */
export async function readAndCheck({ store, system, worker, current }: Tools, job: Job): Promise<void> {
  current.tell({ phase: 'reading', done: 0, total: 0 })
  const file = await worker.ask('read', { id: job.id })
  current.tell({ phase: 'checking', done: 0, total: file.total })
  await worker.ask('check', { id: job.id, columns: file.columns, today: job.by.today })
  await store.write(async (tx) => {
    const at = system.now()
    await insertImport(tx, {
      id: job.id,
      fileName: job.fileName,
      format: file.format,
      columns: file.headings.map((heading, place) => ({ heading, field: file.columns[place] ?? null })),
      total: file.total,
      staffId: job.by.id,
      deviceId: job.by.deviceId,
      foundUpTo: await lastRid(tx),
      at,
    })
    await audit(tx, at, job.by, { action: 'check', id: job.id, detail: { rows: file.total } })
  })
  current.rest()
}

export async function checkAgain(
  { store, worker, current }: Tools,
  job: Job,
  found: StoredImport,
  columns: Columns,
): Promise<void> {
  await worker.ask('check', { id: job.id, columns, today: job.by.today })
  const named = found.columns.map(({ heading }, at) => ({ heading, field: columns[at] ?? null }))
  await store.write((tx) => setColumns(tx, job.id, named))
  current.rest()
}

const stateAfter = { pause: 'paused', close: 'paused', stop: 'stopped', end: 'done' } as const

export async function run(tools: Tools, job: Job): Promise<void> {
  const { store, system, worker, current } = tools
  const outcome = await runImport({
    ...tools,
    ask: worker.ask,
    id: job.id,
    today: job.by.today,
    halted: () => job.halt,
    onProgress: () => current.tell({}),
  })
  const state = stateAfter[outcome.by]
  await store.write(async (tx) => {
    const at = system.now()
    await changeImport(tx, job.id, { state, ended_at: state === 'paused' ? null : at })
    const action = outcome.by === 'end' ? 'import' : outcome.by
    await audit(tx, at, job.by, { action, id: job.id, detail: outcome.counts })
  })
  if (outcome.by === 'pause') current.rest()
  else if (outcome.by !== 'close') await settle(tools)
}

/** Some milliseconds of work, between which whoever registers has their turn. */
const rowsFreedAtOnce = 1000

export async function takeBack(tools: Tools, job: Job): Promise<void> {
  const { store, system, worker, current } = tools
  const outcome = await takeBackImport({
    ...tools,
    ask: worker.ask,
    id: job.id,
    halted: () => job.halt,
    onProgress: () => current.tell({}),
  })
  // Of a hub that stops in between, the rest is taken back when a person says so once more.
  if (!outcome.whole) return
  let freed: number | null = 0
  while (freed !== null) {
    const after: number = freed
    freed = await store.write((tx) => freeKeptNumbers(tx, job.id, after, rowsFreedAtOnce))
  }
  await store.write(async (tx) => {
    const at = system.now()
    await forgetHeads(tx, job.id)
    await changeImport(tx, job.id, { state: 'undone', undone_at: at, undone_by: job.by.id })
    const detail = { takenBack: outcome.takenBack }
    await audit(tx, at, job.by, { action: 'undo', id: job.id, detail })
  })
  await settle(tools)
}
