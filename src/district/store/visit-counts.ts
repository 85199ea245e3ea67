import { sql } from 'kysely'
import type { LocalDate } from '#domain/local-date'
import { type Span, spansOf } from '#domain/whole-months'
import type { Db } from './open.ts'

export type Period = { from: LocalDate; to: LocalDate }

export type VisitCount = { facility: string; dimension: string; value: string; visits: number }

/** Per facility, dimension and value; both days included. One facility, or all with null. Zeros are left out. */
export async function countVisitsBy(
  db: Db,
  period: Period,
  facility: string | null,
  dimensions: readonly string[],
): Promise<VisitCount[]> {
  const { rows } = await sql<VisitCount>`
    select facility, dimension, value, sum(visits)::integer as visits
    from (${countsWithin(spansOf(period.from, period.to), facility, dimensions)}) as counts
    group by facility, dimension, value having sum(visits) > 0`.execute(db)
  return rows
}

/** The same over all facilities at once: a hundred times fewer rows for who may see every number. */
export async function sumVisitsBy(
  db: Db,
  period: Period,
  facility: string | null,
  dimensions: readonly string[],
): Promise<Omit<VisitCount, 'facility'>[]> {
  const { rows } = await sql<Omit<VisitCount, 'facility'>>`
    select dimension, value, sum(visits)::integer as visits
    from (${countsWithin(spansOf(period.from, period.to), facility, dimensions)}) as counts
    group by dimension, value having sum(visits) > 0`.execute(db)
  return rows
}

/** One branch a span, because an index serves each of them and none of them or-ed. */
function countsWithin(spans: readonly Span[], facility: string | null, dimensions: readonly string[]) {
  const branches = spans.map(
    (span) => sql`
      select facility, start, dimension, value, ${sql.lit(span.sign)} * visits as visits from visit_counts
      where dimension = any(${dimensions}::text[]) and grain = ${span.grain}
        and start between ${span.from}::date and ${span.to}::date
        ${facility === null ? sql`` : sql`and facility = ${facility}::uuid`}`,
  )
  return sql.join(branches, sql` union all `)
}

export type TrendCount = { facility: string; start: string; visits: number }

/** Visits per facility and day, or month for those that hold `from` and `to`, in order of time. */
export async function countOverTime(
  db: Db,
  period: Period,
  facility: string | null,
  grain: 'day' | 'month',
): Promise<TrendCount[]> {
  const { rows } = await sql<TrendCount>`
    select facility, ${grain === 'day' ? sql`start` : sql`date_trunc('month', start)::date`} as start,
      sum(visits)::integer as visits
    from (${countsWithin(grain === 'day' ? [{ grain, sign: 1, ...period }] : spansOf(period.from, period.to), facility, ['all'])}) as counts
    group by 1, 2 having sum(visits) > 0 order by 2`.execute(db)
  return rows
}

export type PeopleCount = { facility: string; people: number; jkn: number }

/** Everybody once per facility, in a month or year that begins on `start`. */
export async function countPeopleIn(db: Db, grain: 'month' | 'year', start: string): Promise<PeopleCount[]> {
  const { rows } = await sql<PeopleCount>`
    select facility, sum(people)::integer as people, sum(jkn)::integer as jkn
    from people_counts where grain = ${grain} and start = ${start}::date
    group by facility having sum(people) > 0`.execute(db)
  return rows
}

export type VillageCount = { village: string; dimension: string; value: string; visits: number }

/** Per village wherever its people were seen, in a month or year that begins on `start`. */
export async function countVillages(
  db: Db,
  grain: 'month' | 'year',
  start: string,
  dimensions: readonly string[],
): Promise<VillageCount[]> {
  const { rows } = await sql<VillageCount>`
    select village, dimension, value, sum(visits)::integer as visits from village_counts
    where dimension = any(${dimensions}::text[]) and grain = ${grain} and start = ${start}::date
    group by village, dimension, value having sum(visits) > 0`.execute(db)
  return rows
}

/** People of each village, once per facility that saw them. */
export async function countVillagers(
  db: Db,
  grain: 'month' | 'year',
  start: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ village: string; people: number }>`
    select village, sum(people)::integer as people from people_counts
    where grain = ${grain} and start = ${start}::date group by village having sum(people) > 0`.execute(db)
  return new Map(rows.map(({ village, people }) => [village, people]))
}

/** Which facility a village belongs to: the one that most often called its people its own, in these years. */
export async function findHomes(db: Db, years: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ village: string; facility: string }>`
    select distinct on (village) village, facility from village_counts
    where dimension = 'inside_area' and grain = 'year' and start = any(${years}::date[]) and value = 'ya'
      and village <> 'tidak_diketahui'
    group by village, facility having sum(visits) > 0
    order by village, sum(visits) desc, facility`.execute(db)
  return new Map(rows.map(({ village, facility }) => [village, facility]))
}
