import { addDays, type LocalDate } from './local-date.ts'

/** What arrived for one day of a Puskesmas; `open` visits are not finished yet. */
export type ArrivedDay = { visits: number; open: number }

export type DeliveryDays = {
  /** The newest day of which every visit received is finished; null when there is none. */
  lastCompleteDay: LocalDate | null
  visitsOnLastCompleteDay: number
  /** Mean visits a day over the 28 days before `lastCompleteDay`, days without visits left out. */
  usualVisitsPerDay: number
  /** Days on which this Puskesmas usually works but of which nothing arrived, oldest first. */
  missingDays: LocalDate[]
  /** Days before today of which visits are not finished, oldest first. */
  openDays: LocalDate[]
}

/** How far back days are looked at, today included. */
const lookBack = 28
/** How far back `arrived` has to reach: the weeks that say what is usual for the oldest day looked at. */
export const historyDays = 2 * lookBack

/** Reads which days a Puskesmas owes, from what it sent (days without visits left out). */
export function describeDelivery(
  arrived: ReadonlyMap<LocalDate, ArrivedDay>,
  today: LocalDate,
): DeliveryDays {
  const days = [...arrived.keys()].sort()
  const last = days.findLast((day) => arrived.get(day)?.open === 0) ?? null
  const before = last === null ? [] : days.filter((day) => day < last && day >= addDays(last, -lookBack))
  const sum = before.reduce((total, day) => total + (arrived.get(day)?.visits ?? 0), 0)
  const recent = Array.from({ length: lookBack }, (_, n) => addDays(today, n + 1 - lookBack))
  return {
    lastCompleteDay: last,
    visitsOnLastCompleteDay: last === null ? 0 : (arrived.get(last)?.visits ?? 0),
    usualVisitsPerDay: before.length === 0 ? 0 : sum / before.length,
    missingDays: recent.filter((day) => !arrived.has(day) && isWorkingDay(arrived, day)),
    openDays: recent.filter((day) => day < today && (arrived.get(day)?.open ?? 0) > 0),
  }
}

/** Three of the four same weekdays before had visits: Sundays and weekly closing days find themselves. */
function isWorkingDay(arrived: ReadonlyMap<LocalDate, ArrivedDay>, day: LocalDate): boolean {
  return [7, 14, 21, 28].filter((back) => arrived.has(addDays(day, -back))).length >= 3
}
