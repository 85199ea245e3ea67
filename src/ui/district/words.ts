import { formatLongDate, type LocalDate } from '#domain/local-date'
import type { Shown } from '#domain/small-numbers'
import { formatClock } from '#ui/shared/format.ts'

const whole = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 })
const percent = new Intl.NumberFormat('id-ID', { style: 'percent', maximumFractionDigits: 0 })
const shortDay = new Intl.DateTimeFormat('id-ID', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

/** 4.812 */
export function formatCount(count: number): string {
  return whole.format(count)
}

/** 12%; «<1%» where there is something, but little. */
export function formatShare(part: number, all: number): string {
  if (part > 0 && part / all < 0.005) return '<1%'
  return percent.format(all === 0 ? 0 : part / all)
}

/** 4.812; «<5»; «•» for a number that would tell a smaller one (domain/small-numbers). */
export function formatShown(shown: Shown): string {
  if (typeof shown === 'number') return formatCount(shown)
  return shown === 'few' ? '<5' : '•'
}

/** Zero for what may not be known, as for a bar. */
export function knownPart(shown: Shown): number {
  return typeof shown === 'number' ? shown : 0
}

/** Sab, 21 Nov */
export function formatShortDay(day: string): string {
  return shortDay.format(Date.parse(day))
}

/** Sab, 21 Nov 20.03; by this computer's clock and zone. */
export function formatMoment(time: number): string {
  return `${formatShortDay(dayOf(time))} ${clockOf(time)}`
}

/** Sabtu, 21 November 2026 pukul 20.03; for what is kept. */
export function formatFullMoment(time: number): string {
  return `${formatLongDate(dayOf(time))} pukul ${clockOf(time)}`
}

function clockOf(time: number): string {
  return formatClock(time, Intl.DateTimeFormat().resolvedOptions().timeZone)
}

/** The calendar day of a moment on this computer. */
export function dayOf(time: number): LocalDate {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 10) as LocalDate
}
