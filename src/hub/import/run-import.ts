import { performance } from 'node:perf_hooks'
import type { LocalDate } from '#domain/local-date'
import type { Askable } from '#hub/ask-worker'
import type { Calls } from '#hub/calls'
import { changeImport, readImport, type Settled } from '#hub/store/imports'
import type { Store } from '#hub/store/open'
import { rewriteChanged } from '#hub/store/patients-bulk'
import type { System } from '#hub/system'
import type { ImportJobs } from './jobs.ts'

/** Why an import ends before its last row. */
export type Halt = 'pause' | 'stop' | 'close'

type Tools = {
  id: string
  store: Store
  system: System
  calls: Calls
  fold: () => Promise<void>
  ask: Askable<ImportJobs>['ask']
}
type Watched = { halted: () => Halt | null; onProgress: () => void }
type Counts = Pick<Settled, 'added' | 'known' | 'likely' | 'rejected'>

/** Longer than any call; past it the import goes on between calls that never end. */
const patienceMs = 30
/** Made ready together, while everybody else may write. */
const rowsAhead = 500
/** People whose search keys are written together: enough for neighbours in the indexes, few enough to be found soon. */
const foundTogether = 10_000

/** Goes through the rows from the first that is not settled; answers where it ended, and what came of this run's rows. */
export async function runImport(
  run: Tools & Watched & { today: LocalDate },
): Promise<{ by: Halt | 'end'; counts: Counts }> {
  const { id, store, ask, system, today } = run
  const found = await readImport(store.db, id)
  if (!found) throw new Error('no such import')
  const counts = { added: 0, known: 0, likely: 0, rejected: 0 }
  let foundUpTo = await writeKeys(run, found.foundUpTo)
  let unfound = 0
  const { undecided } = found
  await ask('begin', { id, after: found.nextRow - 1, today, undecided })
  for (let ready = 0; !run.halted(); ) {
    ready ||= await ask('prepare', { limit: rowsAhead, at: system.now() })
    if (ready === 0) break
    const settled = await step(run, () => ask('writeRows', { id, today, at: system.now() }))
    ready -= settled.rows
    unfound += settled.added
    for (const key of Object.keys(counts) as (keyof Counts)[]) counts[key] += settled[key]
    run.onProgress()
    if (unfound < foundTogether) continue
    foundUpTo = await writeKeys(run, foundUpTo)
    unfound = 0
  }
  await writeKeys(run, foundUpTo)
  return { by: run.halted() ?? 'end', counts }
}

/** One transaction of the worker's, when no screen waits for an answer. */
async function step<T>(
  { store, calls }: Pick<Tools, 'store' | 'calls'>,
  write: () => Promise<T>,
): Promise<T> {
  await calls.quiet(patienceMs)
  return store.lend(write)
}

/**
 * Makes everybody whom the import added after this rid findable, and keeps the log short. May be repeated: what
 * is there stays as it is. Answers the last rid that is done.
 */
export async function writeKeys(
  tools: Pick<Tools, 'id' | 'store' | 'calls' | 'ask' | 'fold'>,
  from: number,
): Promise<number> {
  const { id, store, ask, fold } = tools
  for (let after = from; ; ) {
    const { last, count } = await ask('gatherKeys', { id, after, limit: foundTogether })
    if (last === after) return after
    for (let left = count; left > 0; ) left = await step(tools, () => ask('writeKeys', {}))
    const [first, upTo] = [after, last]
    await store.write(async (tx) => {
      // Corrected since the keys were made, which are stale then.
      await rewriteChanged(tx, id, first, upTo)
      await changeImport(tx, id, { found_up_to: upTo })
    })
    await fold()
    after = last
  }
}

/** Takes people back from the first to the last; `whole` is false when the hub stops in between. */
export async function takeBackImport(
  run: Omit<Tools, 'system'> & Watched,
): Promise<{ whole: boolean; takenBack: number }> {
  const { id, ask, fold } = run
  let takenBack = 0
  let sinceFold = performance.now()
  for (let after = 0; ; ) {
    if (run.halted()) return { whole: false, takenBack }
    const [first] = [after]
    const taken = await step(run, () => ask('takeBack', { id, after: first }))
    if (!taken) return { whole: true, takenBack }
    after = taken.last
    takenBack += taken.takenBack
    run.onProgress()
    if (performance.now() - sinceFold < 2000) continue
    await fold()
    sinceFold = performance.now()
  }
}
