import type { Selectable } from 'kysely'
import type { MergeField } from '#domain/merge'
import type { Db, Tx } from './open.ts'
import { replaceSearchKeys } from './patient-search.ts'
import type { PatientTable } from './schema.ts'

/** A record as it stands, merged away or not. */
export type PatientRecord = Selectable<PatientTable>
type Column = keyof PatientRecord
type Cells = Partial<Record<Column, string | number | null>>
/** A field that the surviving record took over, column by column. */
export type FieldChange = { field: MergeField; before: Cells; after: Cells }

const columnsOf: Record<MergeField, readonly Column[]> = {
  name: ['name'],
  nik: ['nik', 'nik_reason', 'same_nik_reason'],
  birth: ['birth_date', 'birth_precision'],
  sex: ['sex'],
  mother: ['mother_id', 'mother_name', 'mother_nik', 'birth_order'],
  address: ['village_code', 'address', 'rt', 'rw'],
  phone: ['phone'],
  guardian: ['guardian_name', 'guardian_relation', 'guardian_phone'],
  payer: ['payer', 'card_no', 'payer_ref', 'membership', 'membership_at', 'membership_by'],
  family: ['family_id', 'family_relation'],
  passport: ['passport'],
  nationality: ['nationality'],
  religion: ['religion'],
  disabilities: ['disabilities'],
  language: ['language'],
  deceased: ['deceased_on'],
}

/** What the surviving record is to take over; a reason to share a NIK goes when nobody else shares it any more. */
export async function planFields(
  db: Db,
  kept: PatientRecord,
  gone: PatientRecord,
  taken: readonly MergeField[],
): Promise<FieldChange[]> {
  const changes = taken.map((field) => ({
    field,
    before: cellsOf(kept, field),
    after: cellsOf(gone, field),
  }))
  const nik = taken.includes('nik') ? gone.nik : kept.nik
  const reason = kept.same_nik_reason ?? gone.same_nik_reason
  const same_nik_reason = nik !== null && (await isShared(db, nik, [kept.id, gone.id])) ? reason : null
  const others = changes.filter(({ field }) => field !== 'nik')
  const before = cellsOf(kept, 'nik')
  const after = { ...cellsOf(taken.includes('nik') ? gone : kept, 'nik'), same_nik_reason }
  return isSame(before, after) ? others : [...others, { field: 'nik', before, after }]
}

async function isShared(db: Db, nik: string, exceptIds: readonly string[]): Promise<boolean> {
  const row = await db
    .selectFrom('patients')
    .select('id')
    .where('nik', '=', nik)
    .where('id', 'not in', exceptIds)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Puts back what stands as the merge left it; the fields that somebody has changed since stay, and are named. */
export async function planReturn(
  db: Db,
  now: PatientRecord,
  changes: readonly FieldChange[],
): Promise<{ cells: Cells; stayed: MergeField[] }> {
  const untouched: FieldChange[] = []
  for (const change of changes) {
    const left = await withLivingMother(db, change.after)
    if (isSame(cellsOf(now, change.field), left)) untouched.push(change)
  }
  const cells: Cells = Object.assign({}, ...untouched.map(({ before }) => before))
  const stayed = changes.filter((change) => !untouched.includes(change)).map(({ field }) => field)
  return { cells, stayed }
}

/** A mother whose own record was merged meanwhile is still the mother that was taken over. */
async function withLivingMother(db: Db, cells: Cells): Promise<Cells> {
  const id = cells.mother_id
  if (typeof id !== 'string') return cells
  const mother = await db
    .selectFrom('patients')
    .select((eb) => eb.fn.coalesce('merged_into', 'id').as('id'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...cells, mother_id: mother.id }
}

/** A new revision of a record with these cells, found by what it says now. The revision. */
export async function writeCells(tx: Tx, id: string, cells: Cells, at: number): Promise<number> {
  const row = await tx
    .updateTable('patients')
    .set((eb) => ({ ...(cells as Partial<PatientRecord>), revision: eb('revision', '+', 1), updated_at: at }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await replaceSearchKeys(tx, row.rid, row)
  return row.revision
}

function cellsOf(row: PatientRecord, field: MergeField): Cells {
  return Object.fromEntries(columnsOf[field].map((column) => [column, row[column] ?? null]))
}

function isSame(a: Cells, b: Cells): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
