import { sql } from 'kysely'
import type { Db, Store, Tx } from './open.ts'
import type { Body, EncounterRow } from './schema.ts'

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

/** Puts `rows` in the place of what stood under their ids, and returns that. A corrected day may change the partition. */
export async function replaceEncounters(
  tx: Tx,
  known: readonly string[],
  rows: readonly EncounterRow[],
): Promise<EncounterRow[]> {
  const before =
    known.length === 0
      ? []
      : await tx.deleteFrom('encounters').where('id', 'in', known).returningAll().execute()
  if (rows.length > 0) await tx.insertInto('encounters').values(rows).execute()
  return before
}

/** The Encounters that count for one day of a facility, in no order. */
export async function listVisitsOn(db: Db, facility: string, day: string): Promise<Body[]> {
  const rows = await db
    .selectFrom('encounters')
    .innerJoin('resources', 'resources.id', 'encounters.id')
    .select('resources.body')
    .where('encounters.facility', '=', facility)
    .where('encounters.day', '=', day)
    .where('resources.type', '=', 'Encounter')
    .execute()
  return rows.map(({ body }) => body)
}
