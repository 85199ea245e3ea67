import { addDays, daysBetween, formatDate, type LocalDate } from '#domain/local-date'

/** Both days included. */
export type Period = { from: LocalDate; to: LocalDate }

export const presets = ['week', 'month', 'thisMonth', 'lastMonth'] as const
export type Preset = (typeof presets)[number]

export const presetWords: Record<Preset, string> = {
  week: '7 hari',
  month: '30 hari',
  thisMonth: 'Bulan ini',
  lastMonth: 'Bulan lalu',
}

export function periodOf(preset: Preset, today: LocalDate): Period {
  const first = firstOfMonth(today)
  switch (preset) {
    case 'week':
      return { from: addDays(today, -6), to: today }
    case 'month':
      return { from: addDays(today, -29), to: today }
    case 'thisMonth':
      return { from: first, to: today }
    case 'lastMonth': {
      const to = addDays(first, -1)
      return { from: firstOfMonth(to), to }
    }
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

function firstOfMonth(day: LocalDate): LocalDate {
  return addDays(day, 1 - Number(day.slice(8)))
}
