import type { RegisterRow } from '#contract/hub/day'
import type { AnyList, PeopleFilter } from '#contract/hub/list'
import type { ListFormat } from '#contract/list-format'
import type { LocalDate } from '#domain/local-date'
import { type Askable, createAskable, type JobOf, type ToWorker, workerFile } from './ask-worker.ts'
import type { WrittenList } from './lists/definition.ts'
import type { SameNikPair } from './store/same-nik.ts'
import type { StickJob, WrittenStick } from './sync/stick/write-stick.ts'

export type ReaderData = { file: string; keyHex: string; resources: string }

type Jobs = {
  register: { input: { day: LocalDate; now: number }; output: RegisterRow[] }
  /** Any list as a file; another thread takes the Blob without copying it. */
  list: {
    input: { list: AnyList; format: ListFormat; now: number; openPages: readonly string[] }
    output: WrittenList
  }
  countPeople: { input: { filter: PeopleFilter }; output: number }
  tables: { input: Record<never, never>; output: string[] }
  /** Whether one table and its indexes are whole; table by table, so that a stop need not wait for all. */
  quickCheck: { input: { table: string }; output: boolean }
  /** Folds the write-ahead log into the file without making anybody wait. */
  checkpoint: { input: Record<never, never>; output: undefined }
  /** Records that share a NIK. */
  sameNik: { input: Record<never, never>; output: { total: number; pairs: SameNikPair[] } }
  /** All that waits for the district, as a file for a USB stick. */
  stick: { input: StickJob; output: WrittenStick }
  /** The first audit row that does not follow from the one before it, or null. */
  brokenAudit: { input: Record<never, never>; output: number | null }
}
export type ReaderJob = JobOf<Jobs>
export type ToReader = ToWorker<Jobs>
export type Reader = Askable<Jobs>

/**
 * What a report of rows needs many times over. Left alone, V8 collects garbage so late that a list of a hundred thousand
 * people takes 150 MB more than with these limits.
 */
const smallHeap = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 96 }

export function createReader(data: ReaderData): Reader {
  return createAskable<Jobs>(workerFile(import.meta.url, './reader'), data, { limits: smallHeap })
}
