import type { ClusterScheme } from './cluster.ts'
import type { LocalDate } from './local-date.ts'

/** What is in force on a day, in the given order; `effectiveTo` is the last day. */
export function effectiveOn<T extends { effectiveFrom: string; effectiveTo?: string | null }>(
  items: readonly T[],
  today: LocalDate,
): T[] {
  return items.filter((item) => item.effectiveFrom <= today && (item.effectiveTo ?? today) >= today)
}

/** The version of a scheme that is in force; before the first version, the first. Null for an unknown code. */
export function schemeOn(
  schemes: readonly ClusterScheme[],
  code: string,
  today: LocalDate,
): ClusterScheme | null {
  const versions = schemes.filter((scheme) => scheme.code === code)
  return effectiveOn(versions, today)[0] ?? versions[0] ?? null
}
