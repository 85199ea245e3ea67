import type { DistrictOutputs } from '#contract/district/district'
import { addDays, daysBetween, type LocalDate, parseLocalDate } from '#domain/local-date'

export type FacilityNight = DistrictOutputs['dashboard']['overview'][number]

/** Worst first: the order in which the dashboard lists them. */
export const deliveryStates = ['failing', 'late', 'never', 'complete'] as const
export type DeliveryState = (typeof deliveryStates)[number]
export type NightRow = { facility: FacilityNight; state: DeliveryState }

/** The nightly run starts at 20.00 (design.md §5); an hour later today's visits should be here. */
const dueHour = 21
const knownSunday = '1970-01-04' as LocalDate

/** The newest day that every Puskesmas should have sent completely. Sundays are not waited for; holidays are not known. */
export function dueDay(today: LocalDate, hour: number): LocalDate {
  const newest = hour >= dueHour ? today : addDays(today, -1)
  return isSunday(newest) ? addDays(newest, -1) : newest
}

export function deliveryStateOf(facility: FacilityNight, due: LocalDate): DeliveryState {
  if (facility.lastContactAt === null) return 'never'
  if (facility.tonight.refused > 0 || facility.unmended > 0) return 'failing'
  if (facility.waiting) return 'late'
  return facility.lastCompleteDay !== null && facility.lastCompleteDay >= due ? 'complete' : 'late'
}

/** Days that are missing up to `due`, Sundays left out; null when no day was ever complete. */
export function daysBehind(facility: FacilityNight, due: LocalDate): number | null {
  const last = parseLocalDate(facility.lastCompleteDay ?? '')
  if (!last) return null
  const missing = Array.from({ length: Math.max(0, daysBetween(last, due)) }, (_, n) => addDays(last, n + 1))
  return missing.filter((day) => !isSunday(day)).length
}

/** Less than half of a usual day: complete, and still a reason to ask. */
export function isUnusuallyFew({ visitsOnLastCompleteDay, usualVisitsPerDay }: FacilityNight): boolean {
  return visitsOnLastCompleteDay < usualVisitsPerDay / 2
}

function isSunday(day: LocalDate): boolean {
  return daysBetween(knownSunday, day) % 7 === 0
}
