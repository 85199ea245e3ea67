import { sql } from 'kysely'
import type { Db, Tx } from './open.ts'

/** Which visits of which days; the days tell PostgreSQL which partitions to look into. */
export type VisitKeys = readonly { id: string; day: string; person: string }[]

/** Adds what these visits count for, or takes it away (-1); called on both sides of a change, in its transaction. */
export async function countVisits(tx: Tx, visits: VisitKeys, sign: 1 | -1): Promise<void> {
  if (visits.length === 0) return
  const theirs = sql`id = any(${visits.map(({ id }) => id)}::uuid[]) and day = any(${distinct(visits, 'day')}::date[])`
  await sql`
    insert into visit_counts as known (facility, grain, start, dimension, value, visits, open)
    select facility, grain, start, dimension, value,
      ${sign}::integer * count(*), ${sign}::integer * count(*) filter (where open)
    from visit_cells where ${theirs} group by facility, grain, start, dimension, value
    on conflict (dimension, grain, start, facility, value)
    do update set visits = known.visits + excluded.visits, open = known.open + excluded.open`.execute(tx)
  await sql`
    insert into village_counts as known (grain, start, village, facility, dimension, value, visits)
    select grain, start, village, facility, dimension, value, ${sign}::integer * count(*)
    from village_cells where ${theirs} group by grain, start, village, facility, dimension, value
    on conflict (dimension, grain, start, village, facility, value)
    do update set visits = known.visits + excluded.visits`.execute(tx)
}

/**
 * The same for the people whose visits change: everybody counts once a month and once a year, so all their visits
 * since the first such year have a say, not only the ones that change.
 */
export async function countPeople(tx: Tx, visits: VisitKeys, sign: 1 | -1): Promise<void> {
  const [firstDay] = distinct(visits, 'day').sort()
  if (firstDay === undefined) return
  await sql`
    insert into people_counts as known (grain, start, facility, village, people, jkn)
    select grain, start, facility, village,
      ${sign}::integer * count(*), ${sign}::integer * count(*) filter (where jkn)
    from people_cells
    where person = any(${distinct(visits, 'person')}::uuid[]) and start >= ${`${firstDay.slice(0, 4)}-01-01`}::date
    group by grain, start, facility, village
    on conflict (grain, start, facility, village)
    do update set people = known.people + excluded.people, jkn = known.jkn + excluded.jkn`.execute(tx)
  await sql`
    insert into reached_counts as known (year, month, village, target_group, facility, people)
    select year, month, village, target_group, facility, ${sign}::integer * count(*)
    from reached_cells
    where person = any(${distinct(visits, 'person')}::uuid[]) and year >= ${`${firstDay.slice(0, 4)}-01-01`}::date
    group by year, month, village, target_group, facility
    on conflict (year, month, village, target_group, facility)
    do update set people = known.people + excluded.people`.execute(tx)
}

/** Counts everything anew, as for a database whose visits came by another way than ingest. */
export async function recountAll(tx: Tx): Promise<void> {
  await sql`truncate visit_counts, village_counts, people_counts, reached_counts`.execute(tx)
  await sql`
    insert into visit_counts (facility, grain, start, dimension, value, visits, open)
    select facility, grain, start, dimension, value, count(*), count(*) filter (where open)
    from visit_cells group by facility, grain, start, dimension, value`.execute(tx)
  await sql`
    insert into village_counts (grain, start, village, facility, dimension, value, visits)
    select grain, start, village, facility, dimension, value, count(*)
    from village_cells group by grain, start, village, facility, dimension, value`.execute(tx)
  await sql`
    insert into people_counts (grain, start, facility, village, people, jkn)
    select grain, start, facility, village, count(*), count(*) filter (where jkn)
    from people_cells group by grain, start, facility, village`.execute(tx)
  await sql`
    insert into reached_counts (year, month, village, target_group, facility, people)
    select year, month, village, target_group, facility, count(*)
    from reached_cells group by year, month, village, target_group, facility`.execute(tx)
}

function distinct<K extends 'day' | 'person'>(visits: VisitKeys, key: K): string[] {
  return [...new Set(visits.map((visit) => visit[key]))]
}

export type FacilityDay = { facility: string; day: string; visits: number; open: number }

/** Per facility and day since `since`; days without visits are left out. */
export async function listDays(db: Db, since: string): Promise<FacilityDay[]> {
  const { rows } = await sql<FacilityDay>`
    select facility, start as day, visits, open from visit_counts
    where dimension = 'all' and grain = 'day' and start >= ${since}::date and visits > 0
    order by facility, start`.execute(db)
  return rows
}
