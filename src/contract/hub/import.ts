import { z } from 'zod'
import { importFields } from '#domain/import/fields'
import { reasonCodes } from '#domain/import/reasons'
import { deskHead } from '../access.ts'
import { base } from '../base.ts'
import { id, time } from './shapes.ts'

/** A file travels in parts of this size, so that neither side ever holds it twice and the screen sees it go. */
export const partBytes = 512 * 1024
export const mostFileBytes = 64 * 1024 * 1024

const field = z.enum(importFields).nullable()
const column = z.object({ heading: z.string(), field, samples: z.array(z.string()) })
const reasonCount = z.object({
  code: z.enum(reasonCodes),
  kind: z.string(),
  label: z.string(),
  rows: z.int(),
})
const counts = z.object({
  fresh: z.int(),
  likely: z.int(),
  known: z.int(),
  rejected: z.int(),
  /** Of the fresh ones, those of whom something could not be brought along. */
  noted: z.int(),
})

/**
 * Of the rows that may be somebody, those that a person decided on; `atOnce`: of the same ones, those taken together as
 * nearly certain; `sureOpen`: those nearly certain ones that are left.
 */
const decided = z.object({ new: z.int(), same: z.int(), atOnce: z.int(), sureOpen: z.int() })
export type DecidedCounts = z.infer<typeof decided>

/**
 * `receiving` `reading` `checking`: the file comes in and is looked at, nothing is written. `checked`: waits for a
 * person. `running` `paused`; then `done`, or `stopped` by a person; `undoing`, `undone`. `failed`: the file cannot be read.
 */
export const importPhases = [
  'receiving',
  'reading',
  'checking',
  'checked',
  'running',
  'paused',
  'done',
  'stopped',
  'undoing',
  'undone',
  'failed',
] as const
export type ImportPhase = (typeof importPhases)[number]
export const importPhaseLabels: Record<ImportPhase, string> = {
  receiving: 'Diterima',
  reading: 'Dibaca',
  checking: 'Diperiksa',
  checked: 'Menunggu keputusan',
  running: 'Berjalan',
  paused: 'Dijeda',
  done: 'Selesai',
  stopped: 'Dihentikan',
  undoing: 'Sedang ditarik kembali',
  undone: 'Ditarik kembali',
  failed: 'Tidak terbaca',
}

const summary = z.object({
  id,
  fileName: z.string(),
  phase: z.enum(importPhases),
  /** Something moves by itself now; a phase of work that does not was cut off. */
  atWork: z.boolean(),
  /** Bytes, rows or people, of so many; both 0 where there is nothing to count. */
  done: z.int(),
  total: z.int(),
  added: z.int(),
  known: z.int(),
  /** Rows kept out, for the file that can be corrected: refused ones and, unless they were taken, likely ones. */
  keptOut: z.int(),
  noted: z.int(),
  takenBack: z.int(),
  startedAt: time,
  startedBy: z.string(),
  endedAt: time.nullable(),
  /** Why it failed, or stands still, in the clerk's words. */
  problem: z.string().nullable(),
})
export type ImportSummary = z.infer<typeof summary>

/** What the look at the whole file found; only while the file is at hand. */
const report = z.object({
  columns: z.array(column),
  missing: z.array(z.string()),
  repeated: z.array(z.string()),
  counts,
  reasons: z.array(reasonCount),
  /** Which number of a birth date was taken for the day, and how many rows could only, or could also, mean it otherwise. */
  dates: z.object({ order: z.enum(['dmy', 'mdy']), turned: z.int(), either: z.int() }).nullable(),
  decided,
})
export type ImportReport = z.infer<typeof report>

export const rowKinds = ['fresh', 'likely', 'known', 'rejected', 'noted'] as const
export const rowKind = z.enum(rowKinds)
export type RowKind = z.infer<typeof rowKind>
export const rowKindLabels: Record<RowKind, string> = {
  fresh: 'Pasien baru',
  likely: 'Mungkin sudah ada',
  known: 'Sudah ada, dilewati',
  rejected: 'Tertolak',
  noted: 'Dibawa dengan catatan',
}
/** Rows of which nothing is to be decided. */
const settledKinds = rowKind.exclude(['likely'])
export type SettledKind = z.infer<typeof settledKinds>

const shownPerson = z.object({
  name: z.string(),
  birth: z.string(),
  sex: z.string(),
  nik: z.string(),
  recordNo: z.string(),
  motherName: z.string(),
  place: z.string(),
})
const row = shownPerson.extend({
  no: z.int(),
  kind: rowKind,
  reasons: z.array(z.string()),
  /** Whom the row was recognised as, for comparing: on file, or in an earlier row. */
  who: shownPerson.extend({ row: z.int().nullable() }).nullable(),
  /** What speaks for and against it where a person has to decide, strongest first. */
  evidence: z.array(z.object({ agrees: z.boolean(), words: z.string() })),
})
export type ImportRow = z.infer<typeof row>

/** Of a row that may be somebody: a new person, or the one it is compared with. */
export const likelyDecisions = ['new', 'same'] as const
export type LikelyDecision = (typeof likelyDecisions)[number]

const likelyPage = z.object({
  /** From 0. */
  page: z.int(),
  pages: z.int(),
  /** `sure`: nearly certain, by the desk's own weighing. */
  rows: z.array(row.extend({ decision: z.enum(likelyDecisions).nullable(), sure: z.boolean() })),
})
export type LikelyPage = z.infer<typeof likelyPage>
/** Rows that nobody decided on are left out, unless a person says how all of them are to be taken. */
export const undecidedChoices = ['leave', ...likelyDecisions] as const
export type UndecidedChoice = (typeof undecidedChoices)[number]

/** Somebody of an import that was taken back who stays, with why. */
const kept = z.object({ id, recordNo: z.string(), name: z.string(), reasons: z.array(z.string()).min(1) })

const ofImport = z.object({ id })

export const imports = {
  /** Newest first; at most one of them is not at rest. */
  list: base.meta({ access: deskHead }).output(z.array(summary)),
  begin: base
    .meta({ access: deskHead })
    .input(z.object({ fileName: z.string().min(1).max(200), size: z.int().nonnegative() }))
    .output(ofImport),
  /** The next part, in order; with the last one the reading begins. */
  send: base
    .meta({ access: deskHead })
    .input(z.object({ id, from: z.coerce.number().int(), part: z.file() }))
    .output(z.object({ received: z.int() })),
  /** What came of reading and checking; null while there is nothing to tell. */
  report: base.meta({ access: deskHead }).input(ofImport).output(report.nullable()),
  useColumns: base
    .meta({ access: deskHead })
    .input(z.object({ id, columns: z.array(field).max(200) }))
    .output(ofImport),
  rows: base
    .meta({ access: deskHead })
    .input(z.object({ id, kind: settledKinds, after: z.int() }))
    .output(z.array(row)),
  /** Rows that may be somebody, in pages, with what was decided; without a page the first that holds an open one. */
  likely: base
    .meta({ access: deskHead })
    .input(z.object({ id, page: z.int().nonnegative().nullable() }))
    .output(likelyPage),
  /** Decides on one row, or opens it again. */
  decide: base
    .meta({ access: deskHead })
    .input(z.object({ id, no: z.int(), as: z.enum(likelyDecisions).nullable() }))
    .output(decided),
  /** Takes everybody who is nearly certain and undecided for the person compared with, or opens those rows again. */
  decideSure: base
    .meta({ access: deskHead })
    .input(z.object({ id, as: z.literal('same').nullable() }))
    .output(decided),
  start: base
    .meta({ access: deskHead })
    .input(z.object({ id, undecided: z.enum(undecidedChoices) }))
    .output(ofImport),
  pause: base.meta({ access: deskHead }).input(ofImport).output(ofImport),
  resume: base.meta({ access: deskHead }).input(ofImport).output(ofImport),
  /** Ends it where it stands: before the run nothing remains, after it whoever was added stays. */
  stop: base.meta({ access: deskHead }).input(ofImport).output(ofImport),
  undo: base.meta({ access: deskHead }).input(ofImport).output(ofImport),
  kept: base.meta({ access: deskHead }).input(ofImport).output(z.array(kept)),
  /** Rows kept out, in the format of the file, with a column «Alasan». */
  keptOutFile: base.meta({ access: deskHead }).input(ofImport).output(z.file()),
}
