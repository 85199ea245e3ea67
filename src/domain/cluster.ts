import type { LocalDate } from './local-date.ts'

/** Canonical everywhere; a scheme changes only labels, numerals and order. `lk` is lintas klaster. */
export const clusterCodes = ['k1', 'k2', 'k3', 'k4', 'lk'] as const
export type ClusterCode = (typeof clusterCodes)[number]

type Cluster = {
  code: ClusterCode
  label: string
  shortLabel: string
  numeral: string
  kind: 'management' | 'lifecycle' | 'disease' | 'cross'
  sort: number
  /** Whether this scheme counts it among its klaster ("4 klaster" does not count lintas klaster). */
  counted: boolean
}

/** One reading of the decree. Versions of a scheme share its code and differ in `effectiveFrom`. */
export type ClusterScheme = {
  code: string
  name: string
  effectiveFrom: LocalDate
  effectiveTo: LocalDate | null
  source: string
  clusters: Cluster[]
}

/** The scheme's words for a cluster; a scheme that lacks it leaves the canonical code. */
export function clusterLabel(scheme: ClusterScheme, code: ClusterCode): string {
  return scheme.clusters.find((cluster) => cluster.code === code)?.label ?? code
}
