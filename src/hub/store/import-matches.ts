import { sql } from 'kysely'
import type { Candidate } from '#domain/import/recognise'
import type { Db, Tx } from './open.ts'
import { birthOf } from './patients.ts'
import type { PatientTable } from './schema.ts'

type Row = Pick<
  PatientTable,
  | 'id'
  | 'record_no'
  | 'name'
  | 'sex'
  | 'birth_date'
  | 'birth_precision'
  | 'nik'
  | 'card_no'
  | 'passport'
  | 'mother_id'
  | 'mother_name'
  | 'birth_order'
  | 'village_code'
  | 'rt'
  | 'rw'
  | 'phone'
  | 'merged_into'
  | 'temporary'
> & { rid: number; family: string | null }

const columns =
  sql.raw(`p.rid, p.id, p.record_no, p.name, p.sex, p.birth_date, p.birth_precision, p.nik, p.card_no,
  p.passport, p.mother_id, p.mother_name, p.birth_order, p.village_code, p.rt, p.rw, p.phone, p.merged_into, p.temporary,
  coalesce(families.kk_no, families.id) AS family`)

/** Somebody on file as an import compares them. */
export type OnFile = Candidate & { rid: number }

/**
 * Everybody on file behind this rid, in portions, without those whom this import has added itself. A record that was
 * merged away is there for its number.
 */
export async function listComparable(
  db: Db,
  { after, limit, exceptImport }: { after: number; limit: number; exceptImport: string },
): Promise<OnFile[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM patients AS p LEFT JOIN families ON families.id = p.family_id
    WHERE p.rid > ${after} AND p.import_id IS NOT ${exceptImport} ORDER BY p.rid LIMIT ${limit}`.execute(db)
  return rows.map(fromRow)
}

export async function readComparable(db: Db, rids: readonly number[]): Promise<Map<number, OnFile>> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM json_each(${JSON.stringify(rids)}) AS wanted
    CROSS JOIN patients AS p ON p.rid = wanted.value LEFT JOIN families ON families.id = p.family_id`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.rid, fromRow(row)]))
}

/** A temporary name describes a stranger; it is nobody's own. */
function fromRow(row: Row): OnFile {
  return {
    rid: row.rid,
    id: row.merged_into ?? row.id,
    recordNo: row.record_no,
    isOld: row.merged_into !== null,
    row: null,
    name: row.temporary === 1 ? '' : row.name,
    sex: row.sex,
    birth: birthOf(row),
    nik: row.nik,
    cardNo: row.card_no,
    passport: row.passport,
    motherId: row.mother_id,
    motherName: row.mother_name,
    birthOrder: row.birth_order,
    familyId: row.family,
    villageCode: row.village_code,
    rt: row.rt,
    rw: row.rw,
    phone: row.phone,
  }
}

/** Whoever has these numbers by now, as the records in use: a desk may have registered them since the look at the rows. */
export async function findTaken(
  tx: Tx,
  numbers: { niks: readonly string[]; recordKeys: readonly string[] },
): Promise<{ niks: Map<string, string>; recordKeys: Map<string, string> }> {
  const { rows } = await sql<{ kind: 'nik' | 'rm'; key: string; id: string }>`
    SELECT 'nik' AS kind, p.nik AS key, p.id FROM json_each(${JSON.stringify(numbers.niks)}) AS wanted
      CROSS JOIN patients AS p WHERE p.nik = wanted.value AND p.merged_into IS NULL
    UNION ALL SELECT 'rm', p.record_key, coalesce(p.merged_into, p.id)
      FROM json_each(${JSON.stringify(numbers.recordKeys)}) AS wanted
      CROSS JOIN patients AS p WHERE p.record_key = wanted.value`.execute(tx)
  const of = (kind: 'nik' | 'rm') =>
    new Map(rows.flatMap((row) => (row.kind === kind ? [[row.key, row.id] as const] : [])))
  return { niks: of('nik'), recordKeys: of('rm') }
}

/** The records in use of these, which may have been merged; who is on no file is not among them. */
export async function findInUse(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('patients')
    .select((eb) => ['id', eb.fn.coalesce('merged_into', 'id').as('used')])
    .where(sql<boolean>`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute()
  return new Map(rows.map(({ id, used }) => [id, used]))
}
