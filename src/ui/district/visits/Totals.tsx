import { formatCount } from '../words.ts'
import { Change } from './Change.tsx'
import type { VisitCounts } from './visit-counts.ts'
import styles from './visits.module.css'

type Props = { counts: VisitCounts; before: VisitCounts | null; days: number }

/** The one number this screen is about, beside the equally long period before it. */
export function Totals({ counts, before, days }: Props) {
  const { total, byDay, byFacility } = counts
  return (
    <div className={styles.totals}>
      <p className={styles.total}>{formatCount(total)}</p>
      <p>kunjungan</p>
      {before && before.total > 0 && (
        <p className={styles.fact}>
          <Change now={total} before={before.total} /> dari {days} hari sebelumnya (
          {formatCount(before.total)})
        </p>
      )}
      <p className={styles.fact}>
        rata-rata {formatCount(total / Math.max(1, byDay.size))} per hari pelayanan
        {byFacility.size > 1 && `, dari ${byFacility.size} Puskesmas`}
      </p>
    </div>
  )
}
