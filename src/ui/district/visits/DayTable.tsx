import { formatMonth, type LocalDate } from '#domain/local-date'
import { Count } from '../Masked.tsx'
import { startsOf } from './DayChart.tsx'
import type { Period } from './period.ts'
import type { Counts } from './visit-counts.ts'
import styles from './visits.module.css'

type Props = { counts: Counts; grain: 'day' | 'month'; period: Period; open: boolean; printed: boolean }

/**
 * The numbers of the chart: a line a month with its days, or a line a year with its months. There for who does not see
 * the chart, on the screen where it is `open`, on paper also where it is `printed`.
 */
export function DayTable({ counts, grain, period, open, printed }: Props) {
  const cut = grain === 'day' ? 7 : 4
  const starts = startsOf(grain, period)
  const lines = [...new Set(starts.map((start) => start.slice(0, cut)))]
  const columns = [...new Set(starts.map((start) => start.slice(cut)))].sort()
  return (
    <table className={styles.numbers} data-open={open} data-printed={printed}>
      <caption>{grain === 'day' ? 'Kunjungan per hari' : 'Kunjungan per bulan'}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((column) => (
            <th key={column} scope="col">
              {grain === 'day' ? Number(column.slice(1)) : monthWord(`2000${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line}>
            <th scope="row">{grain === 'day' ? `${monthWord(`${line}-01`)} ${line.slice(0, 4)}` : line}</th>
            {columns.map((column) => {
              const start = `${line}${column}` as LocalDate
              return (
                <td key={column}>{starts.includes(start) && <Count shown={counts.get(start) ?? 0} />}</td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Nov */
function monthWord(first: string): string {
  return formatMonth(first as LocalDate).slice(0, 3)
}
