import { addDays, daysBetween, formatDate, type LocalDate, parseLocalDate } from '#domain/local-date'
import { monthOf as firstOfMonth } from '#domain/whole-months'

/** Both days included. */
export type Period = { from: LocalDate; to: LocalDate }

export const presets = ['month', 'thisMonth', 'lastMonth', 'thisYear'] as const
export type Preset = (typeof presets)[number]

export const presetWords: Record<Preset, string> = {
  month: '30 hari',
  thisMonth: 'Bulan ini',
  lastMonth: 'Bulan lalu',
  thisYear: 'Tahun ini',
}

export function periodOf(preset: Preset, today: LocalDate): Period {
  const first = firstOfMonth(today)
  switch (preset) {
    case 'month':
      return { from: addDays(today, -29), to: today }
    case 'thisMonth':
      return { from: first, to: today }
    case 'lastMonth': {
      const to = addDays(first, -1)
      return { from: firstOfMonth(to), to }
    }
    case 'thisYear':
      return { from: `${today.slice(0, 4)}-01-01` as LocalDate, to: today }
  }
}

/** The preset that means this period today, if any. */
export function presetOf(period: Period, today: LocalDate): Preset | null {
  const means = (preset: Preset) => {
    const { from, to } = periodOf(preset, today)
    return from === period.from && to === period.to
  }
  return presets.find(means) ?? null
}

export function lengthOf({ from, to }: Period): number {
  return daysBetween(from, to) + 1
}

/** The equally long period that ends the day before. */
export function periodBefore(period: Period): Period {
  const to = addDays(period.from, -1)
  return { from: addDays(to, 1 - lengthOf(period)), to }
}

export function daysOf(period: Period): LocalDate[] {
  return Array.from({ length: lengthOf(period) }, (_, n) => addDays(period.from, n))
}

/** 23-10-2026 s.d. 21-11-2026 */
export function formatPeriod({ from, to }: Period): string {
  return from === to ? formatDate(from) : `${formatDate(from)} s.d. ${formatDate(to)}`
}

/** The period in the address; a preset is kept by its name, so that a bookmark of this month means this month. */
export function readPeriod(filters: URLSearchParams, today: LocalDate): Period {
  const preset = presets.find((one) => one === filters.get('rentang'))
  const [from, to] = ['dari', 'sampai'].map((name) => parseLocalDate(filters.get(name) ?? ''))
  if (preset === undefined && from && to) return { from, to }
  return periodOf(preset ?? 'month', today)
}

export function writePeriod(period: Period, today: LocalDate): URLSearchParams {
  const preset = presetOf(period, today)
  return new URLSearchParams(preset === null ? { dari: period.from, sampai: period.to } : { rentang: preset })
}
