import type { DistrictOutputs } from '#contract/district/district'
import type { Shown } from '#domain/small-numbers'
import type { VisitDimension } from '#domain/visit-words'

/** Visits of one key, as a month or a Puskesmas. */
export type Counts = ReadonlyMap<string, Shown>

type Answer = DistrictOutputs['dashboard']['visits']
export type VisitTable = Answer['tables'][number]

export type VisitCounts = {
  total: Shown
  leftOut: number
  grain: 'day' | 'month'
  /** Too few to be told apart in time. */
  withheld: boolean
  overTime: Counts
  byFacility: Counts
  tables: ReadonlyMap<VisitDimension, VisitTable>
}

/** The district's answer by what one looks a number up with. */
export function readCounts({ total, leftOut, trend, facilities, tables }: Answer): VisitCounts {
  return {
    total,
    leftOut,
    grain: trend.grain,
    withheld: trend.withheld,
    overTime: new Map(trend.rows.map(({ start, visits }) => [start, visits])),
    byFacility: new Map(facilities.map(({ facilityId, visits }) => [facilityId, visits])),
    tables: new Map(tables.map((table) => [table.dimension, table])),
  }
}
