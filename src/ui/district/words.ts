import type { ClusterCode, ClusterScheme } from '#domain/cluster'
import { clusterCodes } from '#domain/cluster'
import { lifeStageLabels, motherhoodLabels } from '#domain/life-stage'
import type { LocalDate } from '#domain/local-date'
import { schemeOn } from '#domain/rule-book'
import schemes from '#resources/rules/cluster-schemes.json' with { type: 'json' }
import purposes from '#resources/rules/purposes.json' with { type: 'json' }
import { formatClock } from '#ui/shared/format.ts'

export const unknownLabel = 'Tidak diketahui'

type ClusterWord = { code: ClusterCode; label: string; numeral: string }

/** Puskesmas may count their clusters differently; the district speaks the decree's own scheme. */
export function clusterWordsOn(today: LocalDate): ClusterWord[] {
  const scheme = schemeOn(schemes as unknown as ClusterScheme[], '4-klaster', today)
  return clusterCodes.map((code) => {
    const known = scheme?.clusters.find((cluster) => cluster.code === code)
    return { code, label: known?.label.replace(/^Klaster \d /, '') ?? code, numeral: known?.numeral ?? '' }
  })
}

/** The decree counts pregnancy and the weeks after a delivery as stages of life, before all others. */
const stageLabels = new Map(Object.entries({ ...motherhoodLabels, ...lifeStageLabels }))

export function lifeStageWord(code: string): string {
  return stageLabels.get(code) ?? unknownLabel
}

/** A purpose that only a newer Loket knows keeps its code: better an odd word than a wrong one. */
export function purposeWord(code: string): string {
  if (code === 'tidak_diketahui') return unknownLabel
  return purposes.findLast((purpose) => purpose.code === code)?.label ?? code.replaceAll('_', ' ')
}

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

/** Sab, 21 Nov */
export function formatShortDay(day: string): string {
  return shortDay.format(Date.parse(day))
}

/** Sab, 21 Nov 20.03; by this computer's clock and zone. */
export function formatMoment(time: number): string {
  const clock = formatClock(time, Intl.DateTimeFormat().resolvedOptions().timeZone)
  return `${formatShortDay(dayOf(time))} ${clock}`
}

/** The calendar day of a moment on this computer. */
export function dayOf(time: number): LocalDate {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 10) as LocalDate
}
