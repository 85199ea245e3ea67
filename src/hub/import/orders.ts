import {
  type DecidedCounts,
  type LikelyDecision,
  mostFileBytes,
  partBytes,
  type UndecidedChoice,
} from '#contract/hub/import'
import { refuse } from '#domain/errors'
import { type Columns, missingColumns } from '#domain/import/fields'
import { changeImport, findImport, forgetChecked, readImport, type StoredImport } from '#hub/store/imports'
import type { Doer } from './job.ts'
import type { Halt } from './run-import.ts'
import { removeStaging } from './staging-files.ts'
import {
  audit,
  checkAgain,
  letRun,
  makeFound,
  readAndCheck,
  run,
  settle,
  type Tools,
  takeBack,
} from './work.ts'

/** What a person may order, and when: each answers once the order stands, and the work goes on by itself. */

export async function begin(
  tools: Tools,
  by: Doer,
  { fileName, size }: { fileName: string; size: number },
): Promise<string> {
  const { store, system, worker, current, folder } = tools
  if (size > mostFileBytes) refuse('import_file_large', { megabytes: mostFileBytes / 1024 / 1024 })
  if (size === 0) refuse('import_file_empty')
  if (await findImport(store.db, ['running', 'paused', 'undoing'])) refuse('import_busy')
  // The page that was sending is gone, or its file was the wrong one.
  if (current.job()?.phase === 'receiving') await settle(tools)
  const { id } = current.take(by, { id: system.newId(), fileName, total: size }, 'receiving')
  const before = await findImport(store.db, ['checked'])
  if (before) {
    await worker.ask('shut', {})
    await store.write((tx) => forgetChecked(tx, before.id))
    removeStaging(folder, null)
  }
  return id
}

export async function send(
  tools: Tools,
  by: Doer,
  { id, from, part }: { id: string; from: number; part: Uint8Array<ArrayBuffer> },
): Promise<number> {
  const job = tools.current.job()
  if (!job || job.id !== id || job.phase !== 'receiving' || job.by.id !== by.id)
    return refuse('import_not_now')
  const { length } = part
  const isNext = from === job.done && length <= partBytes && from + length <= job.total
  if (!isNext || length === 0) return refuse('import_part_lost')
  const received = job.done + length
  tools.current.tell({ done: received })
  await tools.worker.ask('receive', { part })
  if (received === job.total) letRun(tools, job, () => readAndCheck(tools, job))
  return received
}

export async function useColumns(tools: Tools, by: Doer, id: string, columns: Columns): Promise<void> {
  const found = await stored(tools, id, 'checked')
  const job = tools.current.take(by, found, 'checking')
  letRun(tools, job, () => checkAgain(tools, job, found, columns))
}

export async function decide(
  tools: Tools,
  { id, no, as }: { id: string; no: number; as: LikelyDecision | null },
): Promise<DecidedCounts> {
  await stored(tools, id, 'checked')
  return tools.worker.ask('decide', { id, no, as })
}

export async function decideSure(
  tools: Tools,
  { id, as }: { id: string; as: 'same' | null },
): Promise<DecidedCounts> {
  await stored(tools, id, 'checked')
  return tools.worker.ask('decideSure', { id, as })
}

export async function start(tools: Tools, by: Doer, id: string, undecided: UndecidedChoice): Promise<void> {
  const found = await stored(tools, id, 'checked')
  const [missing] = missingColumns(found.columns.map(({ field }) => field))
  if (missing !== undefined) refuse('import_columns_missing', { what: missing })
  const decided = (await tools.worker.ask('report', { id }))?.decided
  const detail = { rows: found.total, decided, undecided }
  await goOn(tools, by, found, { state: 'running', undecided }, { action: 'start', detail })
}

export async function resume(tools: Tools, by: Doer, id: string): Promise<void> {
  const found = await stored(tools, id, 'paused')
  const deed = { action: 'resume', detail: { row: found.nextRow } }
  await goOn(tools, by, found, { state: 'running' }, deed)
}

async function goOn(
  tools: Tools,
  by: Doer,
  found: StoredImport,
  change: Parameters<typeof changeImport>[2],
  deed: { action: string; detail: Record<string, unknown> },
): Promise<void> {
  const job = tools.current.take(by, found, 'running')
  await tools.store.write(async (tx) => {
    await changeImport(tx, found.id, change)
    await audit(tx, tools.system.now(), by, { id: found.id, ...deed })
  })
  letRun(tools, job, () => run(tools, job))
}

/** Resolves when the last transaction is done. */
export async function halt({ current, worker }: Tools, by: Doer, id: string, how: Halt): Promise<void> {
  const job = current.job()
  if (job?.id !== id || job.problem !== null) return refuse('import_not_now')
  job.halt = how
  if (job.phase === 'running') job.by = by
  if (job.phase !== 'running' && job.phase !== 'undoing') await worker.ask('cease', {})
  await job.work
}

/** Ends an import where it stands. Before its run nothing remains; after it, whoever was added stays. */
export async function stop(tools: Tools, by: Doer, id: string): Promise<void> {
  const { store, system, current } = tools
  const job = current.job()
  if (job?.id === id && job.phase === 'failed') return settle(tools)
  if (job?.id === id && job.problem === null) {
    const wasRunning = job.phase === 'running'
    await halt(tools, by, id, 'stop')
    if (wasRunning) return
    await store.write((tx) => forgetChecked(tx, id))
    return settle(tools)
  }
  const found = await stored(tools, id, 'checked', 'paused')
  if (found.state === 'paused') await makeFound(tools, id)
  await store.write(async (tx) => {
    if (found.state === 'checked') return forgetChecked(tx, id)
    const at = system.now()
    await changeImport(tx, id, { state: 'stopped', ended_at: at })
    await audit(tx, at, by, { action: 'stop', id, detail: { row: found.nextRow } })
  })
  await settle(tools)
}

export async function undo(tools: Tools, by: Doer, id: string): Promise<void> {
  const found = await stored(tools, id, 'done', 'stopped', 'paused', 'undoing')
  const job = tools.current.take(by, found, 'undoing')
  await tools.store.write((tx) => changeImport(tx, id, { state: 'undoing' }))
  letRun(tools, job, () => takeBack(tools, job))
}

async function stored(
  { store }: Tools,
  id: string,
  ...states: StoredImport['state'][]
): Promise<StoredImport> {
  const found = (await readImport(store.db, id)) ?? refuse('import_unknown')
  return states.includes(found.state) ? found : refuse('import_not_now')
}
