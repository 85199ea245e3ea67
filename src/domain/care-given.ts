import type { LocalDate } from './local-date.ts'
import { daysBetween } from './local-date.ts'

/**
 * How long care that was given stands for the next time it would be due: until the next visit, month, calendar year or
 * school year (from July) for everything of its code; for good, or for a number of days, for that item alone, because
 * the next dose shares its code.
 */
export type CareWindow = 'each_visit' | 'each_month' | 'each_year' | 'each_school_year' | 'once' | number

/** Care somebody noted as given; `day` is the calendar day of the visit. */
export type GivenCare = { item: string; code: string; visitId: string; day: LocalDate }

/** The care that stands for this item today, the newest first; null where it is still due. */
export function findGiven<G extends GivenCare>(
  { item, code, again }: { item: string; code: string; again: CareWindow },
  given: readonly G[],
  { visitId, today }: { visitId: string; today: LocalDate },
): G | null {
  const stands = (care: G): boolean => {
    if (care.visitId === visitId) return care.code === code
    if (again === 'once') return care.item === item
    if (typeof again === 'number') return care.item === item && daysBetween(care.day, today) <= again
    return (
      care.code === code && again !== 'each_visit' && periodOf(again, care.day) === periodOf(again, today)
    )
  }
  return given.filter(stands).toSorted((a, b) => (a.day < b.day ? 1 : -1))[0] ?? null
}

function periodOf(again: 'each_month' | 'each_year' | 'each_school_year', day: LocalDate): string {
  if (again === 'each_month') return day.slice(0, 7)
  const year = Number(day.slice(0, 4))
  return String(again === 'each_school_year' && day.slice(5, 7) < '07' ? year - 1 : year)
}
