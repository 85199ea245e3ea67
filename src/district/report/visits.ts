import { longestByDay, longestPeriodDays } from '#contract/district/dashboard'
import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, seesAll } from '#district/context'
import { type FacilityRow, listFacilities } from '#district/store/facilities'
import {
  countOverTime,
  countVisitsBy,
  type Period,
  sumVisitsBy,
  type VisitCount,
} from '#district/store/visit-counts'
import { refuse } from '#domain/errors'
import { daysBetween, type LocalDate } from '#domain/local-date'
import type { Shown } from '#domain/small-numbers'
import { type VisitDimension, valuesOf, visitDimensions } from '#domain/visit-words'
import { type ShownTable, showTable, tableFrom } from './tables.ts'

type Visits = DistrictOutputs['dashboard']['visits']
type Table = Visits['tables'][number]

export async function readVisits(
  context: Context,
  input: DistrictInputs['dashboard']['visits'],
): Promise<Visits> {
  const period = { from: input.from as LocalDate, to: input.to as LocalDate }
  const days = daysBetween(period.from, period.to) + 1
  if (days < 1 || days > longestPeriodDays) refuse('period_invalid', { most: longestPeriodDays })
  const { db } = context.store
  const only = input.facilityId ?? null
  const grain = days > longestByDay ? 'month' : 'day'
  const exact = seesAll(context)
  // A place alone is masked as it is among all, or the difference of two answers would tell what neither does.
  const asked = exact ? only : null
  const [facilities, times, tables] = await Promise.all([
    listFacilities(db),
    countOverTime(db, period, asked, grain),
    exact ? readExactly(context, period, only) : readMasked(context, period, only),
  ])
  const totals = tableFrom(
    times,
    ({ facility }) => facility,
    () => 'all',
    ({ visits }) => visits,
  )
  const total = showTable(totals, exact)
  const trend = showTable(
    tableFrom(
      times,
      ({ facility }) => facility,
      ({ start }) => start,
      ({ visits }) => visits,
    ),
    exact,
  )
  const line = only === null ? trend.all : (trend.rows.get(only) ?? new Map<string, Shown>())
  return {
    total: (only === null ? total.all : total.rows.get(only))?.get('all') ?? fewOrNone(totals, only),
    leftOut: only === null ? total.leftOut : 0,
    trend: {
      grain,
      withheld: isWithheld(totals, trend, only),
      rows: [...line]
        .map(([start, visits]) => ({ start, visits }))
        .sort((a, b) => (a.start < b.start ? -1 : 1)),
    },
    facilities: facilities
      .filter(({ id }) => only === null || id === only)
      .map((facility) => ({
        ...placeOf(facility),
        visits: total.rows.get(facility.id)?.get('all') ?? fewOrNone(totals, facility.id),
      })),
    tables,
  }
}

/** A place that is in no sum has fewer than five, or none. */
function fewOrNone(totals: ReadonlyMap<string, unknown>, facility: string | null): Shown {
  return facility !== null && totals.has(facility) ? 'few' : 0
}

async function readExactly({ store, areas }: Context, period: Period, only: string | null): Promise<Table[]> {
  const counts = await sumVisitsBy(store.db, period, only, visitDimensions)
  return visitDimensions.map((dimension) => {
    const cells = counts.filter((row) => row.dimension === dimension)
    const shown = new Map<string, Shown>(cells.map(({ value, visits }) => [value, visits]))
    return { dimension, leftOut: 0, withheld: false, rows: inOrder(dimension, shown, areas) }
  })
}

async function readMasked({ store, areas }: Context, period: Period, only: string | null): Promise<Table[]> {
  const counts = Map.groupBy(
    await countVisitsBy(store.db, period, null, visitDimensions),
    ({ dimension }) => dimension,
  )
  return visitDimensions.map((dimension) => {
    const found: VisitCount[] = counts.get(dimension) ?? []
    const table = tableFrom(
      found,
      ({ facility }) => facility,
      ({ value }) => value,
      ({ visits }) => visits,
    )
    const masked = showTable(table, false)
    const cells = only === null ? masked.all : (masked.rows.get(only) ?? new Map<string, Shown>())
    const withheld = isWithheld(table, masked, only)
    return {
      dimension,
      leftOut: only === null ? masked.leftOut : 0,
      withheld,
      rows: withheld ? [] : inOrder(dimension, cells, areas),
    }
  })
}

/** The place has visits, but too few, or none that could hide each other. */
function isWithheld(
  table: ReadonlyMap<string, unknown>,
  { rows }: Pick<ShownTable, 'rows'>,
  only: string | null,
): boolean {
  return only !== null && table.has(only) && !rows.has(only)
}

/** In the dimension's own order, or most first, of as many the first by its code. */
function inOrder(
  dimension: VisitDimension,
  cells: ReadonlyMap<string, Shown>,
  areas: Context['areas'],
): Table['rows'] {
  const fixed = valuesOf(dimension) ?? []
  const size = (shown: Shown | undefined) => (typeof shown === 'number' ? shown : 1)
  const others = [...cells.keys()]
    .filter((value) => !fixed.includes(value))
    .sort((a, b) => size(cells.get(b)) - size(cells.get(a)) || (a < b ? -1 : 1))
  return [...fixed, ...others].map((value) => ({
    value,
    name: dimension === 'village' ? (areas.villageByCode(value)?.name ?? null) : null,
    visits: cells.get(value) ?? 0,
  }))
}

export function placeOf({ id, code, name }: FacilityRow) {
  return { facilityId: id, code, name }
}
