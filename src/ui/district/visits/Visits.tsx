import { useQuery } from '@tanstack/react-query'
import type { Role } from '#contract/district/base'
import { Answer } from '../Answer.tsx'
import { api } from '../client.ts'
import styles from '../district.module.css'
import { FacilityPicker } from '../FacilityPicker.tsx'
import { PrintButton } from '../PrintButton.tsx'
import { TakeButtons } from '../TakeButtons.tsx'
import { useFacilityNames } from '../use-facility-names.ts'
import { choose, usePlace } from '../use-place.ts'
import { dayOf } from '../words.ts'
import { PeriodPicker } from './PeriodPicker.tsx'
import { formatPeriod, periodBefore, readPeriod, writePeriod } from './period.ts'
import { VisitReport } from './VisitReport.tsx'
import { readCounts } from './visit-counts.ts'

/** How many came, when, to which cluster and for what; of all Puskesmas, or of the one in the address. */
export function Visits({ role }: { role: Role }) {
  const { facilityId, filters } = usePlace()
  const names = useFacilityNames()
  const today = dayOf(Date.now())
  const period = readPeriod(filters, today)
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
        <FacilityPicker section="visits" facilityId={facilityId} filters={filters} />
        <PeriodPicker
          period={period}
          today={today}
          onChange={(next) => choose('visits', facilityId, writePeriod(next, today))}
        />
        <TakeButtons table={{ name: 'visits', ...period, ...only }} />
        <PrintButton />
      </header>
      <Answer
        query={visits}
        isEmpty={({ total }) => total === 0}
        empty={`Belum ada kunjungan yang terkirim untuk ${formatPeriod(period)}. Pilih rentang lain, atau lihat «Malam ini» untuk tahu Puskesmas mana yang belum mengirim.`}
      >
        {(counts) => (
          <VisitReport
            role={role}
            counts={counts}
            before={before.data ?? null}
            period={period}
            facilityId={facilityId}
          />
        )}
      </Answer>
    </>
  )
}
