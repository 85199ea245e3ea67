import type { LocalDate } from './local-date.ts'

type Visit = { id: string; day: LocalDate; registeredAt: number; cancelled: boolean }
/** Both readings of «kunjungan baru»: the first ever here, and the first in its calendar year. */
export type Newness = { firstEver: boolean; firstThisYear: boolean }

/** Of each visit, by all of one person's: a cancelled visit makes no later one an old visit. */
export function newnessOf(visits: readonly Visit[]): Map<string, Newness> {
  const inOrder = visits.toSorted(
    (a, b) =>
      (a.day === b.day ? a.registeredAt - b.registeredAt : a.day < b.day ? -1 : 1) || (a.id < b.id ? -1 : 1),
  )
  const found = new Map<string, Newness>()
  let last: LocalDate | null = null
  for (const { id, day, cancelled } of inOrder) {
    found.set(id, { firstEver: last === null, firstThisYear: last?.slice(0, 4) !== day.slice(0, 4) })
    if (!cancelled) last = day
  }
  return found
}
