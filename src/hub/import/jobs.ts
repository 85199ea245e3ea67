import type {
  DecidedCounts,
  ImportReport,
  ImportRow,
  LikelyDecision,
  LikelyPage,
  RowKind,
  UndecidedChoice,
} from '#contract/hub/import'
import type { Columns } from '#domain/import/fields'
import type { Reason } from '#domain/import/reasons'
import type { LocalDate } from '#domain/local-date'
import type { Settled } from '#hub/store/imports'
import type { BulkPatient } from '#hub/store/patients-bulk'

export type ImportWorkerData = { file: string; keyHex: string; resources: string; folder: string }

/** One row on its way into the records. `cells` where it is kept out, or something of it is left behind. */
export type PreparedRow = {
  no: number
  /** Where it stands in the order of the import. */
  place: number
  /** `likely`: left out, because nobody said whether it is somebody on file. */
  kind: Exclude<RowKind, 'noted'>
  /** Who is added; of somebody known, the old record that goes on finding them: it is merged into theirs. */
  patient: BulkPatient | null
  /** The key of the number it brings, where it is kept out. */
  recordKey: string | null
  /** The family card to be joined, or begun with this id. */
  card: { id: string; kkNo: string | null } | null
  reasons: Reason[]
  cells: readonly string[]
}

/** What was read of a file: its headings, and how many rows stand below them. */
export type ReadFile = { format: 'csv' | 'xlsx'; headings: string[]; columns: Columns; total: number }

type OfImport = { id: string }
export type ImportJobs = {
  /** The next part of the file, kept in the worker's memory: in clear it never touches the disk. */
  receive: { input: { part: Uint8Array<ArrayBuffer> }; output: undefined }
  /** Reads what was received into a staging file. */
  read: { input: OfImport; output: ReadFile }
  /** Looks at every row and writes nothing into the records. */
  check: { input: OfImport & { columns: Columns; today: LocalDate }; output: undefined }
  /** Makes a running check or reading end at its next portion. */
  cease: { input: Record<never, never>; output: undefined }
  report: { input: OfImport; output: ImportReport | null }
  page: { input: OfImport & { of: RowKind; after: number; limit: number }; output: ImportRow[] }
  likely: { input: OfImport & { page: number | null; limit: number }; output: LikelyPage }
  decide: { input: OfImport & { no: number; as: LikelyDecision | null }; output: DecidedCounts }
  decideSure: { input: OfImport & { as: 'same' | null }; output: DecidedCounts }
  /** Goes to the rows behind this place, to compare them with whoever was registered since the check. */
  begin: {
    input: OfImport & { after: number; today: LocalDate; undecided: UndecidedChoice }
    output: undefined
  }
  /** Makes the next rows ready; answers how many, 0 behind the last. */
  prepare: { input: { limit: number; at: number }; output: number }
  /** Writes as many of them as fit into one transaction. Only while the hub lends its turn to write, as all below. */
  writeRows: { input: OfImport & { today: LocalDate; at: number }; output: Settled & { rows: number } }
  /** Gathers what people are found by whom an import added after this rid; answers the last rid, and how many keys. */
  gatherKeys: { input: OfImport & { after: number; limit: number }; output: { last: number; count: number } }
  /** Writes the next of them; answers how many are left. */
  writeKeys: { input: Record<never, never>; output: number }
  /** Takes back the next people whom an import added behind this rid; null behind the last. */
  takeBack: { input: OfImport & { after: number }; output: { last: number; takenBack: number } | null }
  keptOutFile: { input: OfImport; output: Uint8Array<ArrayBuffer> }
  /** Lets go of the staging file, so that it can be removed. */
  shut: { input: Record<never, never>; output: undefined }
}

/** How far reading or checking is; announced while it goes on. */
export type ImportNews = { done: number; total: number }
