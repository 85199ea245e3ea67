import type { CSSProperties } from 'react'
import { formatLongDate, formatMonth, type LocalDate } from '#domain/local-date'
import { formatCount } from '../words.ts'
import { daysOf, type Period } from './period.ts'
import type { Counts } from './visit-counts.ts'
import styles from './visits.module.css'

/** More columns than this leave no room for a number above each. */
const mostNumbered = 31

/** One column a day, its number above it; a list of days for who does not see it. Prints as it stands. */
export function DayChart({ byDay, period }: { byDay: Counts; period: Period }) {
  const days = daysOf(period)
  const most = Math.max(1, ...byDay.values())
  const numbered = days.length <= mostNumbered
  return (
    <ol className={styles.chart} aria-label="Kunjungan per hari">
      {days.map((day, index) => {
        const visits = byDay.get(day) ?? 0
        const said = `${formatLongDate(day)}: ${formatCount(visits)} kunjungan`
        return (
          <li key={day} title={said} style={{ '--part': visits / most } as CSSProperties}>
            <span className={styles.said}>{said}</span>
            <span className={styles.bar} aria-hidden>
              {numbered && visits > 0 && <span>{formatCount(visits)}</span>}
            </span>
            <span className={styles.day} aria-hidden>
              {numbered || Number(day.slice(8)) % 5 === 0 ? Number(day.slice(8)) : '\u00a0'}
              <b>{startsMonth(day, index) && monthOf(day)}</b>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function startsMonth(day: LocalDate, index: number): boolean {
  return index === 0 || day.endsWith('-01')
}

function monthOf(day: LocalDate): string {
  return formatMonth(day).slice(0, 3)
}
