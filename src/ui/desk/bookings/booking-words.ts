import type { Booking } from '#contract/hub/booking'
import { formatClock } from '#ui/shared/format.ts'

/** Whoever has not come yet, in the order of their times. */
export function stillExpected(bookings: readonly Booking[]): Booking[] {
  return bookings.filter(({ number }) => number === null)
}

/** «janji temu 09.00 · Ruang Ibu» */
export function sayBooking({ dueAt, roomName }: Booking, timeZone: string): string {
  return [`janji temu ${formatClock(dueAt, timeZone)}`, roomName].filter(Boolean).join(' · ')
}
