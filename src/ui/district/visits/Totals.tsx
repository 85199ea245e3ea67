import { Count } from '../Masked.tsx'
import { formatCount, formatShown, knownPart } from '../words.ts'
import { Change } from './Change.tsx'
import type { VisitCounts } from './visit-counts.ts'
import styles from './visits.module.css'

type Props = { counts: VisitCounts; before: VisitCounts | null; days: number }

/** The one number this screen is about, beside the equally long period before it. */
export function Totals({ counts, before, days }: Props) {
  const { total, grain, overTime, byFacility } = counts
  const sending = [...byFacility.values()].filter((visits) => visits !== 0).length
  return (
    <div className={styles.totals}>
      <p className={styles.total}>
        <Count shown={total} />
      </p>
      <p>kunjungan</p>
      {before && before.total !== 0 && (
        <p className={styles.fact}>
          <Change now={total} before={before.total} /> dari {days} hari sebelumnya (
          {formatShown(before.total)})
        </p>
      )}
      <p className={styles.fact}>
        rata-rata {formatCount(knownPart(total) / Math.max(1, overTime.size))} per{' '}
        {grain === 'day' ? 'hari pelayanan' : 'bulan'}
        {sending > 1 && `, dari ${sending} Puskesmas`}
      </p>
    </div>
  )
}
