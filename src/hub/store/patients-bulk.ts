import type Driver from 'better-sqlite3'
import { type Selectable, sql } from 'kysely'
import { normalizeRecordNo } from '#domain/record-number'
import type { Db, Tx } from './open.ts'
import {
  type FamilyKeys,
  listsOf,
  numbersOf,
  rememberWords,
  replaceSearchKeys,
  type SearchedPatient,
  wordsOf,
} from './patient-search.ts'
import { type StoredPatient, toRow, untouched } from './patients.ts'
import type { PatientTable, Schema } from './schema.ts'

/**
 * Many people at once, as an import and the demo bring them. Statements run on the driver itself: Kysely and one JSON
 * value a table cost three times as much, and an import of 100,000 is paid by everybody who works meanwhile. `tx` says
 * that there is a transaction; the store has one connection, so it is this one.
 */
export type Bulk = { tx: Tx; driver: Driver.Database }

export type PatientRow = Selectable<PatientTable>
/** All of the row that can be worked out before the transaction, on another thread as well. */
export type BulkPatient = Omit<PatientRow, 'rid'>

export function bulkPatient(
  patient: StoredPatient,
  { importId, mergedInto = null }: { importId: string | null; mergedInto?: string | null },
): BulkPatient {
  return { ...untouched, ...toRow(patient), import_id: importId, merged_into: mergedInto }
}

export function withRecordNo(row: BulkPatient, recordNo: string): BulkPatient {
  return { ...row, record_no: recordNo, record_key: normalizeRecordNo(recordNo) }
}

/**
 * Adds people. No search finds them before `insertWords`, `insertNumbers` and `insertLists`: written with each step of a
 * few people, these were two thirds of what an import writes. Answers the rows as they stand.
 */
export async function insertPatients(
  { tx, driver }: Bulk,
  people: readonly BulkPatient[],
): Promise<PatientRow[]> {
  const last = await lastRid(tx)
  const rows = people.map((row, at) => ({ rid: last + 1 + at, ...row }))
  insertAll(driver, 'patients', rows)
  return rows
}

export type NumberKey = Schema['patient_numbers']
export type ListKey = Schema['patient_lists']
export type WordsOfPerson = { words: Schema['patient_words']; villageCode: string | null }
/** What people are found by: words in the order of the people, numbers and lists in that of their indexes. */
export type SearchKeys = { words: WordsOfPerson[]; numbers: NumberKey[]; lists: ListKey[] }

export function searchKeysOf(
  people: readonly PatientRow[],
  familyOf: (person: PatientRow) => FamilyKeys | null,
): SearchKeys {
  const searched = people.map(
    (row): SearchedPatient => ({ rid: row.rid, patient: row, family: familyOf(row) }),
  )
  return {
    words: searched.map((person) => ({ words: wordsOf(person), villageCode: person.patient.village_code })),
    numbers: numbersOf(searched),
    lists: listsOf(searched),
  }
}

/** Whoever has words already was changed meanwhile, and keeps them: they are the newer ones. */
export async function insertWords({ tx, driver }: Bulk, people: readonly WordsOfPerson[]): Promise<void> {
  const asked = JSON.stringify(people.map(({ words }) => words.rowid))
  // Row by row: of a range FTS5 reads everybody.
  const { rows } = await sql<{ rowid: number }>`
    SELECT asked.value AS rowid FROM json_each(${asked}) AS asked
    CROSS JOIN patient_words ON patient_words.rowid = asked.value`.execute(tx)
  const known = new Set(rows.map(({ rowid }) => rowid))
  const missing = people.filter(({ words }) => !known.has(words.rowid))
  insertAll(
    driver,
    'patient_words',
    missing.map(({ words }) => words),
  )
  mergeSome(driver)
  await rememberWords(
    tx,
    missing.map(({ words }) => words),
    missing.map(({ villageCode }) => villageCode),
  )
}

/** Keys that are there already stay as they are. */
export function insertNumbers({ driver }: Bulk, keys: readonly NumberKey[]): void {
  insertAll(driver, 'patient_numbers', keys, 'OR IGNORE')
}

/** As the numbers. */
export function insertLists({ driver }: Bulk, keys: readonly ListKey[]): void {
  insertAll(driver, 'patient_lists', keys, 'OR IGNORE')
}

/**
 * FTS5 keeps what each transaction wrote as a segment of its own and, when it has sixteen, makes one of them in whichever
 * commit comes next: up to 70 ms. A few pages merged each time leave it nothing to do in one go.
 */
export function mergeSome(driver: Driver.Database): void {
  driver.prepare("INSERT INTO patient_words (patient_words, rank) VALUES ('merge', 16)").run()
}

export async function lastRid(db: Db): Promise<number> {
  const { last } = await db
    .selectFrom('patients')
    .select((eb) => eb.fn.coalesce(eb.fn.max('rid'), eb.lit(0)).as('last'))
    .executeTakeFirstOrThrow()
  return last
}

export function insertAll(
  driver: Driver.Database,
  table: keyof Schema,
  rows: readonly object[],
  or = '',
): void {
  if (!driver.inTransaction) throw new Error('people are written in a transaction')
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const holes = columns.map(() => '?').join()
  const insert = driver.prepare(`INSERT ${or} INTO ${table} (${columns.join()}) VALUES (${holes})`)
  for (const row of rows) insert.run(Object.values(row))
}

/** Writes the keys of those anew who were changed since they were added by an import, between two rids. */
export async function rewriteChanged(tx: Tx, importId: string, after: number, upTo: number): Promise<void> {
  const changed = await tx
    .selectFrom('patients')
    .selectAll()
    .where('import_id', '=', importId)
    .where('rid', '>', after)
    .where('rid', '<=', upTo)
    .where('revision', '>', 1)
    .execute()
  for (const row of changed) await replaceSearchKeys(tx, row.rid, row)
}
