import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Answer } from '../Answer.tsx'
import { api } from '../client.ts'
import styles from '../district.module.css'
import { PrintButton } from '../PrintButton.tsx'
import { useFacilityNames } from '../use-facility-names.ts'
import { dayOf } from '../words.ts'
import { FacilityPicker } from './FacilityPicker.tsx'
import { PeriodPicker } from './PeriodPicker.tsx'
import { formatPeriod, periodBefore, periodOf } from './period.ts'
import { VisitReport } from './VisitReport.tsx'
import { readCounts } from './visit-counts.ts'

/** How many came, when, to which cluster and for what; of all Puskesmas, or of the one in the address. */
export function Visits({ facilityId }: { facilityId: string | null }) {
  const names = useFacilityNames()
  const today = dayOf(Date.now())
  const [period, setPeriod] = useState(() => periodOf('month', today))
  const only = facilityId === null ? {} : { facilityId }
  const visits = useQuery(
    api.dashboard.visits.queryOptions({ input: { ...period, ...only }, select: readCounts }),
  )
  const before = useQuery(
    api.dashboard.visits.queryOptions({ input: { ...periodBefore(period), ...only }, select: readCounts }),
  )
  return (
    <>
      <header className={styles.head}>
        <h2>
          Kunjungan{' '}
          <span className={styles.printed}>
            {names.get(facilityId ?? '') ?? 'semua Puskesmas'} · {formatPeriod(period)}
          </span>
        </h2>
        <FacilityPicker facilityId={facilityId} />
        <PeriodPicker period={period} today={today} onChange={setPeriod} />
        <PrintButton />
      </header>
      <Answer
        query={visits}
        isEmpty={({ total }) => total === 0}
        empty={`Belum ada kunjungan yang terkirim untuk ${formatPeriod(period)}. Pilih rentang lain, atau lihat «Malam ini» untuk tahu Puskesmas mana yang belum mengirim.`}
      >
        {(counts) => (
          <VisitReport counts={counts} before={before.data ?? null} period={period} facilityId={facilityId} />
        )}
      </Answer>
    </>
  )
}
