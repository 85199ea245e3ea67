import { sql } from 'kysely'
import type { LocalDate } from '#domain/local-date'
import { formatRecordNo } from '#domain/record-number'
import type { Store, Tx } from '#hub/store/open'
import { searchKeysOf } from '#hub/store/patient-search'
import { type StoredPatient, toRow } from '#hub/store/patients'
import type { Schema } from '#hub/store/schema'
import type { DemoPerson } from './people.ts'

const peopleATransaction = 10_000

/**
 * Writes people as registration would: the same rows, search keys and record numbers, many to a transaction.
 * `momentOf` turns the day of registration into milliseconds. Answers how many were written.
 */
export async function writePeople(
  store: Store,
  households: Iterable<readonly DemoPerson[]>,
  momentOf: (day: LocalDate) => number,
): Promise<number> {
  let written = 0
  for (const people of inPortions(households, peopleATransaction)) {
    await store.write(async (tx) => {
      const first = await reserveRecordNos(tx, people.length)
      await insertPatients(
        tx,
        people.map((person, at) => asPatient(person, first + at, momentOf(person.registeredOn))),
      )
    })
    written += people.length
  }
  return written
}

function* inPortions(households: Iterable<readonly DemoPerson[]>, size: number): Generator<DemoPerson[]> {
  let portion: DemoPerson[] = []
  for (const people of households) {
    portion.push(...people)
    if (portion.length < size) continue
    yield portion
    portion = []
  }
  if (portion.length > 0) yield portion
}

/** Takes `count` numbers from the counter of registration; answers the first. */
async function reserveRecordNos(tx: Tx, count: number): Promise<number> {
  const { last } = await tx
    .insertInto('counters')
    .values({ name: 'record_no', last: count })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ last: eb('counters.last', '+', count) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last - count + 1
}

function asPatient(person: DemoPerson, serial: number, at: number): StoredPatient {
  const { registeredOn: _day, pregnantSince: _pregnant, deliveredOn: _delivered, ...fields } = person
  return {
    ...fields,
    recordNo: formatRecordNo(serial),
    sameNikReason: null,
    temporary: false,
    revision: 1,
    createdAt: at,
    updatedAt: at,
  }
}

async function insertPatients(tx: Tx, patients: readonly StoredPatient[]): Promise<void> {
  const { last } = await tx
    .selectFrom('patients')
    .select((eb) => eb.fn.coalesce(eb.fn.max('rid'), eb.lit(0)).as('last'))
    .executeTakeFirstOrThrow()
  const rows = patients.map((patient, at) => ({ ...toRow(patient), rid: last + 1 + at }))
  const keys = rows.map((row) => ({ rid: row.rid, ...searchKeysOf(row) }))
  const numbers = keys.flatMap(({ rid, numbers }) => numbers.map((number) => ({ rid, ...number })))
  // In key order, so that neighbours of the index are written together.
  numbers.sort((a, b) => (a.key < b.key ? -1 : 1))
  await insertMany(tx, 'patients', rows)
  await insertMany(
    tx,
    'patient_words',
    keys.map(({ rid, words }) => ({ rowid: rid, ...words })),
  )
  await insertMany(tx, 'patient_numbers', numbers)
}

/** One short statement and one JSON value, however many rows: a statement with a value a cell costs far more. */
async function insertMany(tx: Tx, table: keyof Schema, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const values = sql.join(columns.map((column) => sql`value ->> ${sql.lit(column)}`))
  await sql`INSERT INTO ${sql.table(table)} (${names}) SELECT ${values} FROM json_each(${JSON.stringify(rows)})`.execute(
    tx,
  )
}
