import { sql } from 'kysely'
import { digestLength, identifiersOf } from '#contract/day-digest'
import type { FhirType } from '#contract/fhir'
import type { LocalDate } from '#domain/local-date'
import type { Db } from './open.ts'

export type DayDigest = { day: string; count: number; digest: string }

/** As `contract/day-digest` says it, over rows that have `record_id` and `revision`; no body is read. */
const countAndDigest = sql`count(*)::integer as count, left(encode(sha256(convert_to(
  string_agg(record_id || '|' || revision, E'\\n' order by record_id), 'UTF8')), 'hex'), ${sql.lit(digestLength)}) as digest`

/** The days among these that have visits, cancelled ones included. */
export async function digestVisitDays(
  db: Db,
  facility: string,
  days: readonly LocalDate[],
): Promise<DayDigest[]> {
  const { rows } = await sql<DayDigest>`
    select encounters.day, ${countAndDigest}
    from encounters join resources on resources.type = 'Encounter' and resources.id = encounters.id
    where encounters.facility = ${facility}::uuid
      and encounters.day between ${days[0]}::date and ${days.at(-1)}::date
    group by encounters.day order by encounters.day`.execute(db)
  return rows
}

/** The days among these on which identifiers of the type were made: each is one range of the index by record. */
export async function digestIdentifierDays(
  db: Db,
  facility: string,
  type: FhirType,
  days: readonly LocalDate[],
  offset: number,
): Promise<DayDigest[]> {
  const ranges = days.map((day) => identifiersOf(day, offset))
  const { rows } = await sql<DayDigest>`
    select asked.day, ${countAndDigest}
    from unnest(${days}::text[], ${ranges.map(({ low }) => low)}::text[], ${ranges.map(({ high }) => high)}::text[])
      as asked (day, low, high)
    join resources on resources.facility = ${facility}::uuid and resources.type = ${type}
      and resources.record_id >= asked.low collate "C" and resources.record_id < asked.high collate "C"
    group by asked.day order by asked.day`.execute(db)
  return rows
}
