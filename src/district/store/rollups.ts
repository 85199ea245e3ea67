import { sql } from 'kysely'
import type { ClusterCode } from '#domain/cluster'
import type { Db, Tx } from './open.ts'
import type { EncounterRow } from './schema.ts'

const notCounted = new Set(['cancelled', 'entered-in-error'])

type Cell = Pick<EncounterRow, 'facility' | 'day' | 'cluster' | 'life_stage' | 'purpose'> & {
  visits: number
  open: number
}

/** Keeps the daily counts equal to a recount of `encounters`, in the transaction that changes them. */
export async function moveRollups(
  tx: Tx,
  before: readonly EncounterRow[],
  after: readonly EncounterRow[],
): Promise<void> {
  const cells = new Map<string, Cell>()
  for (const row of before) add(cells, row, -1)
  for (const row of after) add(cells, row, 1)
  const changed = [...cells.values()].filter((cell) => cell.visits !== 0 || cell.open !== 0)
  if (changed.length === 0) return
  await tx
    .insertInto('daily_rollups')
    .values(changed)
    .onConflict((conflict) =>
      conflict.columns(['facility', 'day', 'cluster', 'life_stage', 'purpose']).doUpdateSet((row) => ({
        visits: sql<number>`${row.ref('daily_rollups.visits')} + ${row.ref('excluded.visits')}`,
        open: sql<number>`${row.ref('daily_rollups.open')} + ${row.ref('excluded.open')}`,
      })),
    )
    .execute()
}

function add(cells: Map<string, Cell>, row: EncounterRow, sign: 1 | -1): void {
  if (notCounted.has(row.status)) return
  const { facility, day, cluster, life_stage, purpose } = row
  const key = [facility, day, cluster, life_stage, purpose].join(' ')
  const cell = cells.get(key) ?? { facility, day, cluster, life_stage, purpose, visits: 0, open: 0 }
  cell.visits += sign
  if (row.status !== 'finished') cell.open += sign
  cells.set(key, cell)
}

/** One cell of one view: facility and day, or a cluster, or a life stage, or a purpose; the others are null. */
export type VisitCount = {
  facility: string | null
  day: string | null
  cluster: ClusterCode | null
  life_stage: string | null
  purpose: string | null
  visits: number
}

/** Both days included; one facility, or all with null. All views in one pass over the counts. */
export async function countVisits(
  db: Db,
  { from, to }: { from: string; to: string },
  facilityId: string | null,
): Promise<VisitCount[]> {
  const { rows } = await sql<VisitCount>`
    select facility, day, cluster, life_stage, purpose, sum(visits)::integer as visits
    from daily_rollups
    where day between ${from}::date and ${to}::date and (${facilityId}::uuid is null or facility = ${facilityId}::uuid)
    group by grouping sets ((facility, day), (cluster), (life_stage), (purpose))
    having sum(visits) > 0
    order by day, facility, cluster, visits desc, life_stage, purpose`.execute(db)
  return rows
}

export type FacilityDays = {
  facility: string
  last_complete_day: string
  visits_on_day: number
  usual: number
}

/** Per facility: the newest day without open visits, its visits, and the mean over the 28 days before it. */
export async function describeDays(db: Db, since: string): Promise<FacilityDays[]> {
  const { rows } = await sql<FacilityDays>`
    with days as (
      select facility, day, sum(visits)::integer as visits, sum(open)::integer as open
      from daily_rollups where day >= ${since}::date group by facility, day having sum(visits) > 0
    ), newest as (
      select distinct on (facility) facility, day, visits from days where open = 0 order by facility, day desc
    )
    select newest.facility, newest.day as last_complete_day, newest.visits as visits_on_day,
      coalesce(avg(earlier.visits), 0)::float8 as usual
    from newest left join days as earlier
      on earlier.facility = newest.facility and earlier.day < newest.day and earlier.day >= newest.day - 28
    group by newest.facility, newest.day, newest.visits`.execute(db)
  return rows
}
