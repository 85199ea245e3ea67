import { addDays, formatLongDate, formatMonth, type LocalDate } from '#domain/local-date'
import { monthOf as firstOfMonth } from '#domain/whole-months'
import { type Column, ColumnChart } from '../charts/ColumnChart.tsx'
import { formatCount, formatShown } from '../words.ts'
import { daysOf, type Period } from './period.ts'
import type { Counts } from './visit-counts.ts'

/** More columns than this leave no room for a number above each; then the numbers are printed as a table. */
export const mostNumbered = 31

type Props = { counts: Counts; grain: 'day' | 'month'; period: Period }

/** Visits over time: one column a day or month. */
export function DayChart({ counts, grain, period }: Props) {
  const starts = startsOf(grain, period)
  const numbered = starts.length <= mostNumbered
  const columns = starts.map((start, place): Column => {
    const visits = counts.get(start) ?? 0
    const isDay = grain === 'day'
    const named = isDay ? formatLongDate(start) : formatMonth(start)
    const day = Number(start.slice(8))
    return {
      key: start,
      said: `${named}: ${formatShown(visits)} kunjungan`,
      visits,
      tick: isDay && (numbered || day % 5 === 0) ? String(day) : '',
      group: !isDay || place === 0 || day === 1 ? formatMonth(start).slice(0, 3) : '',
    }
  })
  return (
    <ColumnChart
      title={grain === 'day' ? 'Kunjungan per hari' : 'Kunjungan per bulan'}
      description={summaryOf(columns)}
      columns={columns}
      numbered={numbered}
    />
  )
}

/** The days or the first days of the months of a period. */
export function startsOf(grain: 'day' | 'month', { from, to }: Period): LocalDate[] {
  if (grain === 'day') return daysOf({ from, to })
  const months: LocalDate[] = []
  for (let first = firstOfMonth(from); first <= to; first = firstOfMonth(addDays(first, 31)))
    months.push(first)
  return months
}

function summaryOf(columns: readonly Column[]): string {
  const known = columns.flatMap(({ visits }) => (typeof visits === 'number' ? visits : []))
  const most = Math.max(...known)
  const busiest = columns.find(({ visits }) => visits === most)
  const masked = columns.length - known.length
  return [
    busiest && `Paling banyak ${busiest.said}, dari ${columns.length} kolom.`,
    masked > 0 && `${formatCount(masked)} kolom disamarkan.`,
    'Semua angka ada di tabel di bawahnya.',
  ]
    .filter(Boolean)
    .join(' ')
}
