import type { ImportSummary } from '#contract/hub/import'
import type { ImportField } from '#domain/import/fields'
import type { Reason } from '#domain/import/reasons'
import type { Db, Tx } from './open.ts'
import type { PatientRow } from './patients-bulk.ts'
import type { Schema } from './schema.ts'

export type ImportColumn = { heading: string; field: ImportField | null }
export type StoredImport = {
  id: string
  fileName: string
  format: 'csv' | 'xlsx'
  state: Schema['imports']['state']
  columns: ImportColumn[]
  undecided: Schema['imports']['undecided']
  total: number
  nextRow: number
  foundUpTo: number
  staffId: string
  deviceId: string | null
}
export type NewImport = Omit<StoredImport, 'state' | 'undecided' | 'nextRow' | 'foundUpTo'> & {
  at: number
  foundUpTo: number
}

export async function insertImport(tx: Tx, given: NewImport): Promise<void> {
  await tx
    .insertInto('imports')
    .values({
      id: given.id,
      file_name: given.fileName,
      format: given.format,
      state: 'checked',
      columns: JSON.stringify(given.columns),
      undecided: 'leave',
      total: given.total,
      next_row: 1,
      found_up_to: given.foundUpTo,
      added: 0,
      known: 0,
      likely: 0,
      rejected: 0,
      noted: 0,
      taken_back: 0,
      created_at: given.at,
      staff_id: given.staffId,
      device_id: given.deviceId,
      ended_at: null,
      undone_at: null,
      undone_by: null,
    })
    .execute()
}

export async function readImport(db: Db, id: string): Promise<StoredImport | null> {
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

function fromRow(row: Schema['imports']): StoredImport {
  return {
    id: row.id,
    fileName: row.file_name,
    format: row.format,
    state: row.state,
    columns: JSON.parse(row.columns),
    undecided: row.undecided,
    total: row.total,
    nextRow: row.next_row,
    foundUpTo: row.found_up_to,
    staffId: row.staff_id,
    deviceId: row.device_id,
  }
}

/** Of one state, the newest. */
export async function findImport(
  db: Db,
  states: readonly Schema['imports']['state'][],
): Promise<StoredImport | null> {
  const row = await db
    .selectFrom('imports')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

export async function listImports(db: Db, limit: number): Promise<ImportSummary[]> {
  const rows = await db
    .selectFrom('imports')
    .innerJoin('staff', 'staff.id', 'imports.staff_id')
    .selectAll('imports')
    .select('staff.name as startedBy')
    .orderBy('imports.created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    phase: row.state,
    atWork: false,
    done: row.state === 'undoing' ? row.taken_back : row.added + row.known + row.likely + row.rejected,
    total: row.state === 'undoing' ? row.added : row.total,
    added: row.added,
    known: row.known,
    keptOut: row.rejected + row.likely,
    noted: row.noted,
    takenBack: row.taken_back,
    startedAt: row.created_at,
    startedBy: row.startedBy,
    endedAt: row.ended_at,
    problem: null,
  }))
}

/** A dry run that nobody went on with leaves nothing behind. */
export async function forgetChecked(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('imports').where('id', '=', id).where('state', '=', 'checked').execute()
}

export async function setColumns(tx: Tx, id: string, columns: readonly ImportColumn[]): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ columns: JSON.stringify(columns) })
    .where('id', '=', id)
    .execute()
}

type Change = Partial<
  Pick<Schema['imports'], 'state' | 'undecided' | 'ended_at' | 'undone_at' | 'undone_by' | 'found_up_to'>
>
export async function changeImport(tx: Tx, id: string, change: Change): Promise<void> {
  await tx.updateTable('imports').set(change).where('id', '=', id).execute()
}

/** A hub that was killed left an import running: a person decides when it goes on, so that no fault repeats itself. */
export async function pauseRunning(tx: Tx): Promise<void> {
  await tx.updateTable('imports').set({ state: 'paused' }).where('state', '=', 'running').execute()
}

export type Settled = {
  nextRow: number
  added: number
  known: number
  likely: number
  rejected: number
  noted: number
}

/** How far it is, in the transaction that got it there: a resumed import begins at exactly this row. */
export async function noteSettled(tx: Tx, id: string, settled: Settled): Promise<void> {
  await tx
    .updateTable('imports')
    .set((eb) => ({
      next_row: settled.nextRow,
      added: eb('added', '+', settled.added),
      known: eb('known', '+', settled.known),
      likely: eb('likely', '+', settled.likely),
      rejected: eb('rejected', '+', settled.rejected),
      noted: eb('noted', '+', settled.noted),
    }))
    .where('id', '=', id)
    .execute()
}

export type KeptRow = {
  no: number
  state: Schema['import_rows']['state']
  patientId: string | null
  /** The number that the row brings, where it is kept out. */
  recordKey: string | null
  cells: readonly string[]
  reasons: readonly Reason[]
}

export async function insertImportRows(tx: Tx, importId: string, rows: readonly KeptRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('import_rows')
    .values(
      rows.map((row) => ({
        import_id: importId,
        row_no: row.no,
        state: row.state,
        patient_id: row.patientId,
        cells: JSON.stringify(row.cells),
        reasons: JSON.stringify(row.reasons),
        record_key: row.recordKey,
      })),
    )
    .execute()
}

export async function listImportRows(
  db: Db,
  importId: string,
  states: readonly Schema['import_rows']['state'][],
  after: number,
  limit: number,
): Promise<KeptRow[]> {
  const rows = await db
    .selectFrom('import_rows')
    .selectAll()
    .where('import_id', '=', importId)
    .where('state', 'in', states)
    .where('row_no', '>', after)
    .orderBy('row_no')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    no: row.row_no,
    state: row.state,
    patientId: row.patient_id,
    recordKey: row.record_key,
    cells: JSON.parse(row.cells),
    reasons: JSON.parse(row.reasons),
  }))
}

/** People of an import who are still on file, in the order they were added. */
export async function listAdded(
  db: Db,
  importId: string,
  after: number,
  limit: number,
): Promise<PatientRow[]> {
  return await db
    .selectFrom('patients')
    .selectAll()
    .where('import_id', '=', importId)
    .where('rid', '>', after)
    .orderBy('rid')
    .limit(limit)
    .execute()
}
