import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, seesAll } from '#district/context'
import { listFacilities } from '#district/store/facilities'
import { countReached, listTargets, type VillageTarget } from '#district/store/village-targets'
import { countVillagers, countVillages, findHomes, type VillageCount } from '#district/store/visit-counts'
import { type LocalDate, yearOf } from '#domain/local-date'
import { type Shown, showCount } from '#domain/small-numbers'
import { dueThrough } from '#domain/village-target'
import { programmePurposes } from '#domain/visit-words'
import { type ShownTable, showTable, tableFrom } from './tables.ts'
import { placeOf } from './visits.ts'

type Villages = DistrictOutputs['dashboard']['villages']
type Row = Villages['elsewhere']

const elsewhere = 'elsewhere'
/** Stands for every purpose that is no programme's, so that a row of programmes adds up to its visits. */
const otherPurpose = 'lain'

/** Wherever a village's people were seen: what one watches is the village, not the counter. */
export async function readVillages(
  context: Context,
  { period, facilityId }: DistrictInputs['dashboard']['villages'],
): Promise<Villages> {
  const { store, areas, system } = context
  const isYear = period.length === 4
  const from = (isYear ? `${period}-01-01` : `${period}-01`) as LocalDate
  const grain = isYear ? 'year' : 'month'
  const through = isYear ? lastMonthOf(yearOf(from), system.now()) : period
  const [facilities, counts, people, homes, targets, seenByGroup] = await Promise.all([
    listFacilities(store.db),
    countVillages(store.db, grain, from, ['life_stage', 'purpose']),
    countVillagers(store.db, grain, from),
    // A village without visits in this month is still somebody's, also in January.
    findHomes(store.db, [`${yearOf(from) - 1}-01-01`, `${yearOf(from)}-01-01`]),
    listTargets(store.db, yearOf(from)),
    countReached(store.db, yearOf(from), `${through}-01`),
  ])
  const exact = seesAll(context)
  const villageOf = ({ village }: VillageCount) => (homes.has(village) ? village : elsewhere)
  const stages = tableOf(counts, 'life_stage', villageOf, ({ value }) => value)
  const programmes = tableOf(counts, 'purpose', villageOf, ({ value }) =>
    programmePurposes.includes(value) ? value : otherPurpose,
  )
  const groups = tableFrom(
    seenByGroup.filter(({ village }) => homes.has(village)),
    ({ village }) => village,
    ({ target_group }) => target_group,
    ({ people }) => people,
  )
  const reachedBy = showTable(groups, exact).rows
  const targetsOf = Map.groupBy(targets, ({ village }) => village)
  const reachedOf = (village: string) =>
    reachedFrom(targetsOf.get(village) ?? [], through, (group) =>
      cellOf(reachedBy.get(village), groups.has(village), group),
    )
  const shown = { stages: showTable(stages, exact), programmes: showTable(programmes, exact) }
  const rowOf = (village: string, seen: number): Row => rowFrom(village, stages, shown, seen, exact)
  const outside = [...people].filter(([village]) => !homes.has(village)).reduce((sum, [, n]) => sum + n, 0)
  const places = new Map(facilities.map((facility) => [facility.id, placeOf(facility)]))
  const rows = [...homes].flatMap(([village, home]) => {
    const facility = places.get(home)
    const known = areas.villageByCode(village)
    if (!facility || (facilityId !== undefined && home !== facilityId)) return []
    const named = { code: village, name: known?.name ?? `Desa ${village}`, district: known?.district ?? '' }
    return [{ ...named, facility, seen: people.get(village) ?? 0 }]
  })
  return {
    villages: rows
      .sort((a, b) => a.seen - b.seen || (a.code < b.code ? -1 : 1))
      .map(({ seen, ...village }) => ({
        ...village,
        ...rowOf(village.code, seen),
        reached: reachedOf(village.code),
      })),
    reachedThrough: targets.length === 0 ? null : through,
    elsewhere: rowOf(elsewhere, outside),
  }
}

/** The last month of a year that has begun. */
function lastMonthOf(year: number, now: Date): string {
  const today = now.toISOString().slice(0, 7)
  return today < `${year}-12` && today >= `${year}-01` ? today : `${year}-12`
}

function reachedFrom(
  targets: readonly VillageTarget[],
  through: string,
  seen: (group: string) => Shown,
): Villages['villages'][number]['reached'] {
  return Object.fromEntries(
    targets.map(({ target_group, target }) => [
      target_group,
      { target, due: dueThrough(target, through), people: seen(target_group) },
    ]),
  )
}

/** A row that was seen and is not shown was left out by the mask. */
function cellOf(cells: ReadonlyMap<string, Shown> | undefined, seen: boolean, group: string): Shown {
  return cells === undefined && seen ? 'hidden' : (cells?.get(group) ?? 0)
}

function tableOf(
  counts: readonly VillageCount[],
  dimension: string,
  rowOf: (count: VillageCount) => string,
  columnOf: (count: VillageCount) => string,
) {
  const those = counts.filter((count) => count.dimension === dimension)
  return tableFrom(those, rowOf, columnOf, ({ visits }) => visits)
}

function rowFrom(
  village: string,
  totals: ReadonlyMap<string, ReadonlyMap<string, number>>,
  { stages, programmes }: { stages: ShownTable; programmes: ShownTable },
  people: number,
  exact: boolean,
): Row {
  const visits = [...(totals.get(village)?.values() ?? [])].reduce((sum, count) => sum + count, 0)
  const show = (count: number): Shown => (exact ? count : showCount(count))
  return {
    visits: show(visits),
    people: show(people),
    lifeStages: cellsOf(stages, village, visits),
    programmes: cellsOf(programmes, village, visits),
  }
}

function cellsOf({ rows }: ShownTable, village: string, visits: number): Row['lifeStages'] {
  const cells = rows.get(village)
  if (!cells) return visits === 0 ? {} : null
  return Object.fromEntries([...cells].filter(([value]) => value !== otherPurpose))
}
