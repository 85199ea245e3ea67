import type { ClusterCode } from '#domain/cluster'
import type { Sex } from '#domain/sex'

/** Colour means cluster, never mood (look.md); always beside its numeral or name. On white, at least 5:1. */
export const clusterColors: Record<ClusterCode, string> = {
  k1: '#475569',
  k2: '#b4236c',
  k3: '#1d4ed8',
  k4: '#b45309',
  lk: '#047857',
}

/** «L», «P», or a question mark for a person who is not yet identified. */
export function sexLetter(sex: Sex | null): string {
  return sex ?? '?'
}
