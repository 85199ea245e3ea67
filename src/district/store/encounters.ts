import { sql } from 'kysely'
import type { Db, Store, Tx } from './open.ts'
import { facesOf } from './patients.ts'
import { countPeople, countVisits } from './rollups.ts'
import type { EncounterRow, Face } from './schema.ts'

/**
 * Makes the monthly partitions for these days, before and outside the transaction that stores the visits:
 * attaching a partition locks out every other writer.
 */
export async function ensureMonths(store: Store, days: Iterable<string>): Promise<void> {
  const wanted = [...new Set([...days].map((day) => `${day.slice(0, 7)}-01`))].sort()
  const missing = await findMissing(store.db, wanted)
  if (missing.length === 0) return
  await store.write(async (tx) => {
    // Two facilities may open the same month at once.
    await sql`select pg_advisory_xact_lock(hashtext('loket encounters partitions'))`.execute(tx)
    for (const first of missing) {
      await sql`create table if not exists ${sql.table(partitionOf(first))} partition of encounters
        for values from (${sql.lit(first)}) to (${sql.lit(nextMonth(first))})`.execute(tx)
    }
  })
}

async function findMissing(db: Db, months: readonly string[]): Promise<string[]> {
  const names = months.map(partitionOf)
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${names}::text[]) as wanted (name) where to_regclass(name) is null`.execute(db)
  return months.filter((month) => rows.some((row) => row.name === partitionOf(month)))
}

function partitionOf(firstOfMonth: string): string {
  return `encounters_${firstOfMonth.slice(0, 4)}_${firstOfMonth.slice(5, 7)}`
}

function nextMonth(firstOfMonth: string): string {
  const [year = 0, month = 0] = firstOfMonth.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

export type VisitRow = Omit<EncounterRow, keyof Face>

/**
 * Puts `visits` in the place of what stood under the ids `known` (a corrected day may change the partition), and gives
 * the visits of the patients `moved` their new sex, village and person. The daily counts follow.
 */
export async function putVisits(
  tx: Tx,
  {
    known,
    visits,
    moved,
  }: { known: readonly string[]; visits: readonly VisitRow[]; moved: readonly string[] },
): Promise<void> {
  const faces = await facesOf(
    tx,
    visits.map(({ patient }) => patient),
  )
  const rows = visits.map((visit) => ({
    ...visit,
    ...(faces.get(visit.patient) ?? { person: visit.patient, sex: null, village: null }),
  }))
  const before = await findKeys(tx, known, moved)
  const persons = [...rows, ...before, ...(await findPersons(tx, before, moved))]
  await countVisits(tx, before, -1)
  await countPeople(tx, persons, -1)
  if (known.length > 0) await tx.deleteFrom('encounters').where('id', 'in', known).execute()
  if (rows.length > 0) await tx.insertInto('encounters').values(rows).execute()
  await giveFaces(tx, moved)
  await countVisits(tx, [...rows, ...before.filter(({ id }) => !known.includes(id))], 1)
  await countPeople(tx, persons, 1)
}

type Key = { id: string; day: string; person: string }

async function findKeys(db: Db, ids: readonly string[], patients: readonly string[]): Promise<Key[]> {
  if (ids.length + patients.length === 0) return []
  // Visits are found by whose they were (an index) until `giveFaces` changes it.
  const { rows } = await sql<Key>`
    select id, day, person from encounters
    where id = any(${ids}::uuid[]) or patient = any(${patients}::uuid[])`.execute(db)
  return rows
}

/** Whose the visits will be once the patients moved. */
async function findPersons(db: Db, visits: readonly Key[], moved: readonly string[]): Promise<Key[]> {
  const [first] = visits.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  if (!first || moved.length === 0) return []
  const { rows } = await sql<{ person: string }>`
    select distinct person from patients where id = any(${moved}::uuid[])`.execute(db)
  return rows.map(({ person }) => ({ ...first, person }))
}

async function giveFaces(tx: Tx, patients: readonly string[]): Promise<void> {
  if (patients.length === 0) return
  await sql`
    update encounters set person = patients.person, sex = patients.sex, village = patients.village
    from patients where patients.id = encounters.patient and patients.id = any(${patients}::uuid[])`.execute(
    tx,
  )
}
