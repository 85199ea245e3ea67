import type { DistrictOutputs } from '#contract/district/district'

/** Visits of one key, as a cluster or a day. */
export type Counts = ReadonlyMap<string, number>

export type VisitCounts = {
  total: number
  byDay: Counts
  byFacility: Counts
  byCluster: Counts
  byLifeStage: Counts
  byPurpose: Counts
}

/** The district's answer by what one looks a number up with. */
export function readCounts(answer: DistrictOutputs['dashboard']['visits']): VisitCounts {
  const { total, days, clusters, lifeStages, purposes } = answer
  return {
    total,
    byDay: sumBy(days, ({ day }) => day),
    byFacility: sumBy(days, ({ facilityId }) => facilityId),
    byCluster: sumBy(clusters, ({ cluster }) => cluster),
    byLifeStage: sumBy(lifeStages, ({ lifeStage }) => lifeStage),
    byPurpose: sumBy(purposes, ({ purpose }) => purpose),
  }
}

function sumBy<T extends { visits: number }>(rows: readonly T[], keyOf: (row: T) => string): Counts {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.visits)
  return sums
}
