import type { ImportPhase, ImportSummary } from '#contract/hub/import'
import { refuse } from '#domain/errors'
import type { LocalDate } from '#domain/local-date'
import type { Live } from '#hub/live'
import type { StoredImport } from '#hub/store/imports'
import type { System } from '#hub/system'
import type { Halt } from './run-import.ts'

/** Who does it, for the trail; an import outlives the call that began it. */
export type Doer = { id: string; name: string; deviceId: string; today: LocalDate }

/** What is under way now, as far as the records do not know it. */
export type Job = {
  id: string
  fileName: string
  phase: ImportPhase
  done: number
  total: number
  startedAt: number
  /** Whoever gave the last order. */
  by: Doer
  /** Why it has come to a stop by itself, in the clerk's words. */
  problem: string | null
  halt: Halt | null
  work: Promise<void>
}

/** The one import that is not at rest, and everybody who wants to know how far it is. */
export type Current = {
  job: () => Job | null
  take: (by: Doer, found: Pick<StoredImport, 'id' | 'fileName' | 'total'>, phase: ImportPhase) => Job
  tell: (change: Partial<Job>) => void
  rest: () => void
}

const tellEveryMs = 400

export function createCurrent({ system, live }: { system: System; live: Live }): Current {
  let job: Job | null = null
  let toldAt = 0

  function tell(change: Partial<Job>): void {
    if (job) Object.assign(job, change)
    const now = system.now()
    if (!('phase' in change) && now - toldAt < tellEveryMs) return
    toldAt = now
    live.announce('imports')
  }

  return {
    job: () => job,
    take: (by, { id, fileName, total }, phase) => {
      if (job && job.problem === null) refuse('import_busy')
      const begun = { done: 0, problem: null, halt: null, work: Promise.resolve() }
      job = { id, fileName, total, phase, by, startedAt: system.now(), ...begun }
      tell({ phase })
      return job
    },
    tell,
    rest: () => {
      job = null
      live.announce('imports')
    },
  }
}

/** What the records know of imports, with what is under way in its place. */
export function withJob(known: readonly ImportSummary[], job: Job | null): ImportSummary[] {
  if (!job) return [...known]
  const own = known.find(({ id }) => id === job.id)
  const now = { phase: job.phase, atWork: job.problem === null, problem: job.problem }
  if (own) return known.map((one) => (one === own ? { ...own, ...now, ...overlay(job) } : one))
  const counts = { added: 0, known: 0, keptOut: 0, noted: 0, takenBack: 0 }
  const { id, fileName, done, total, startedAt, by } = job
  return [
    { id, fileName, done, total, startedAt, startedBy: by.name, endedAt: null, ...counts, ...now },
    ...known,
  ]
}

/** The records count the rows of an import and the people taken back themselves, but not what is only looked at. */
function overlay({ phase, done, total }: Job): Partial<Pick<ImportSummary, 'done' | 'total'>> {
  return phase === 'running' || phase === 'paused' || phase === 'undoing' ? {} : { done, total }
}
