import { sql } from 'kysely'
import type { LocalDate } from '#domain/local-date'
import { insertMany } from '#hub/store/insert-many'
import type { Store, Tx } from '#hub/store/open'
import type { FamilyKeys } from '#hub/store/patient-search'
import { nothingKnown, type StoredPatient } from '#hub/store/patients'
import {
  bulkPatient,
  insertLists,
  insertNumbers,
  insertPatients,
  insertWords,
  searchKeysOf,
} from '#hub/store/patients-bulk'
import { takeRecordNos } from '#hub/store/record-numbers'
import type { DemoPerson } from './people.ts'

const peopleATransaction = 20_000

/**
 * Writes people as registration would: the same rows, search keys and record numbers, many to a transaction.
 * `momentOf` turns the day of registration into milliseconds. Answers how many were written.
 */
export async function writePeople(
  store: Store,
  households: Iterable<readonly DemoPerson[]>,
  momentOf: (day: LocalDate) => number,
  today: LocalDate,
): Promise<number> {
  let written = 0
  for (const people of inPortions(households, peopleATransaction)) {
    await store.write(async (tx) => {
      const bulk = { tx, driver: store.driver }
      const families = familyKeysOf(people)
      const recordNos = await takeRecordNos(tx, people, today, new Set())
      await insertFamilies(tx, people, momentOf)
      const rows = await insertPatients(
        bulk,
        people.map((person, at) =>
          bulkPatient(asPatient(person, recordNos[at] ?? '', momentOf(person.registeredOn)), {
            importId: null,
          }),
        ),
      )
      const { words, numbers, lists } = searchKeysOf(rows, ({ id }) => families.get(id) ?? null)
      await insertWords(bulk, words)
      insertNumbers(bulk, numbers)
      insertLists(bulk, lists)
    })
    // Folded into the file as it goes; the log of a million people would be ten times the file.
    store.driver.pragma('wal_checkpoint(PASSIVE)')
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

function asPatient(person: DemoPerson, recordNo: string, at: number): StoredPatient {
  const {
    registeredOn: _day,
    pregnantSince: _pregnant,
    deliveredOn: _delivered,
    kkNo: _card,
    ...fields
  } = person
  return {
    ...nothingKnown,
    ...fields,
    recordNo,
    sameNikReason: null,
    temporary: false,
    revision: 1,
    createdAt: at,
    updatedAt: at,
  }
}

/** A family and its head name each other, so the references are checked when the portion is whole. */
async function insertFamilies(
  tx: Tx,
  people: readonly DemoPerson[],
  momentOf: (day: LocalDate) => number,
): Promise<void> {
  const families = Map.groupBy(people, ({ familyId }) => familyId)
  const rows = [...families].flatMap(([id, [first, ...others]]) => {
    if (id === null || !first) return []
    const head = [first, ...others].find(({ familyRelation }) => familyRelation === 'kepala')
    const parts = { kk_no: first.kkNo, head_id: head?.id ?? null, area: null, serial: null }
    return [{ id, ...parts, revision: 1, created_at: momentOf(first.registeredOn) }]
  })
  await sql`PRAGMA defer_foreign_keys = ON`.execute(tx)
  if (rows.length > 0) await insertMany(tx, 'families', rows)
}

/** By person: the card of the family, and its head where that is somebody else. */
function familyKeysOf(people: readonly DemoPerson[]): Map<string, FamilyKeys> {
  const heads = new Map(
    people.flatMap((person) => (person.familyRelation === 'kepala' ? [[person.familyId, person]] : [])),
  )
  return new Map(
    people.map(({ id, familyId, kkNo }) => {
      const head = heads.get(familyId)
      return [id, { kkNo, headName: head && head.id !== id ? head.name : null }]
    }),
  )
}
