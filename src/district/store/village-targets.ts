import { sql } from 'kysely'
import type { TargetGroup } from '#domain/village-target'
import type { Db, Tx } from './open.ts'

export type VillageTarget = { village: string; target_group: TargetGroup; target: number }

export async function listTargets(db: Db, year: number): Promise<VillageTarget[]> {
  return await db
    .selectFrom('village_targets')
    .select(['village', 'target_group', 'target'])
    .where('year', '=', year)
    .execute()
}

/** In place of what was set for that village and year before. */
export async function replaceTargets(
  tx: Tx,
  year: number,
  village: string,
  targets: readonly Omit<VillageTarget, 'village'>[],
  by: { staff: string; at: Date },
): Promise<void> {
  await tx.deleteFrom('village_targets').where('year', '=', year).where('village', '=', village).execute()
  if (targets.length === 0) return
  const rows = targets.map((target) => ({ ...target, year, village, set_by: by.staff, set_at: by.at }))
  await tx.insertInto('village_targets').values(rows).execute()
}

export type Reached = { village: string; target_group: string; people: number }

/**
 * People of each village and group whom somebody saw in this year up to a month (YYYY-MM-DD), once per facility; only
 * of groups for which some village has a target.
 */
export async function countReached(db: Db, year: number, through: string): Promise<Reached[]> {
  const { rows } = await sql<Reached>`
    select village, target_group, sum(people)::integer as people from reached_counts
    where year = make_date(${year}::integer, 1, 1) and month <= ${through}::date
      and target_group in (select target_group from village_targets where village_targets.year = ${year}::integer)
    group by village, target_group having sum(people) > 0`.execute(db)
  return rows
}
