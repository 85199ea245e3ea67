import type {
  DecidedCounts,
  ImportReport,
  ImportRow,
  ImportSummary,
  LikelyDecision,
  LikelyPage,
  RowKind,
  UndecidedChoice,
} from '#contract/hub/import'
import { refuse } from '#domain/errors'
import type { Columns } from '#domain/import/fields'
import type { Calls } from '#hub/calls'
import type { Live } from '#hub/live'
import type { Logger } from '#hub/log'
import { findImport, listImports, pauseRunning, readImport } from '#hub/store/imports'
import type { Store } from '#hub/store/open'
import type { System } from '#hub/system'
import { createTurns } from '#hub/turns'
import { createImportWorker } from './import-worker-client.ts'
import { createCurrent, type Doer, withJob } from './job.ts'
import type { ImportWorkerData } from './jobs.ts'
import * as orders from './orders.ts'
import { removeStaging } from './staging-files.ts'
import { makeFound, restingId, type Tools } from './work.ts'

type KeptOutFile = { bytes: Uint8Array<ArrayBuffer>; fileName: string; format: 'csv' | 'xlsx' }

/** One import at a time: a worker reads, looks and writes in steps that nobody notices, and stops at any row. */
export type Importer = {
  /** Puts right what a stop in the middle has left: a person decides whether it goes on. */
  open: () => Promise<void>
  list: () => Promise<ImportSummary[]>
  report: (id: string) => Promise<ImportReport | null>
  rows: (id: string, kind: RowKind, after: number) => Promise<ImportRow[]>
  begin: (by: Doer, file: { fileName: string; size: number }) => Promise<string>
  send: (by: Doer, sent: { id: string; from: number; part: Uint8Array<ArrayBuffer> }) => Promise<number>
  useColumns: (by: Doer, id: string, columns: Columns) => Promise<void>
  likely: (id: string, page: number | null) => Promise<LikelyPage>
  decide: (decision: { id: string; no: number; as: LikelyDecision | null }) => Promise<DecidedCounts>
  decideSure: (decision: { id: string; as: 'same' | null }) => Promise<DecidedCounts>
  start: (by: Doer, id: string, undecided: UndecidedChoice) => Promise<void>
  resume: (by: Doer, id: string) => Promise<void>
  pause: (by: Doer, id: string) => Promise<void>
  stop: (by: Doer, id: string) => Promise<void>
  undo: (by: Doer, id: string) => Promise<void>
  keptOutFile: (id: string) => Promise<KeptOutFile>
  close: () => Promise<void>
}

type Setting = {
  store: Store
  system: System
  live: Live
  log: Logger
  calls: Calls
  worker: ImportWorkerData
  fold: () => Promise<void>
}

const rowsOfPage = 100
const likelyOfPage = 25
const historyLength = 50

export function createImporter({ live, worker: data, ...rest }: Setting): Importer {
  const current = createCurrent({ system: rest.system, live })
  const worker = createImportWorker(data, (news) => {
    const phase = current.job()?.phase
    if (phase === 'reading' || phase === 'checking') current.tell(news)
  })
  const tools: Tools = { ...rest, current, worker, folder: data.folder }
  const { store } = tools
  // Two pages may give orders at once; each order finds things as the one before has left them.
  const inTurn = createTurns()
  return {
    open: () => putRight(tools),
    list: async () => withJob(await listImports(store.db, historyLength), current.job()),
    report: async (id) => {
      const job = current.job()
      return job?.id === id && job.phase !== 'running' ? null : worker.ask('report', { id })
    },
    rows: (id, kind, after) => worker.ask('page', { id, of: kind, after, limit: rowsOfPage }),
    begin: (by, file) => inTurn(() => orders.begin(tools, by, file)),
    send: (by, sent) => inTurn(() => orders.send(tools, by, sent)),
    useColumns: (by, id, columns) => inTurn(() => orders.useColumns(tools, by, id, columns)),
    likely: (id, page) => worker.ask('likely', { id, page, limit: likelyOfPage }),
    decide: (decision) => inTurn(() => orders.decide(tools, decision)),
    decideSure: (decision) => inTurn(() => orders.decideSure(tools, decision)),
    start: (by, id, undecided) => inTurn(() => orders.start(tools, by, id, undecided)),
    resume: (by, id) => inTurn(() => orders.resume(tools, by, id)),
    pause: (by, id) => inTurn(() => orders.halt(tools, by, id, 'pause')),
    stop: (by, id) => inTurn(() => orders.stop(tools, by, id)),
    undo: (by, id) => inTurn(() => orders.undo(tools, by, id)),
    keptOutFile: async (id) => {
      const { fileName, format } = (await readImport(store.db, id)) ?? refuse('import_unknown')
      const bytes = await worker.ask('keptOutFile', { id })
      if (!current.job() && (await restingId(store)) === null) await worker.dismiss()
      return { bytes, fileName, format }
    },
    close: async () => {
      const job = current.job()
      if (job && job.problem === null) await orders.halt(tools, job.by, job.id, 'close')
      await worker.dismiss()
    },
  }
}

async function putRight(tools: Tools): Promise<void> {
  const { store, worker, folder, current } = tools
  await store.write((tx) => pauseRunning(tx))
  removeStaging(folder, await restingId(store))
  const paused = await findImport(store.db, ['paused'])
  if (paused) await makeFound(tools, paused.id)
  if (!current.job()) await worker.dismiss()
}
