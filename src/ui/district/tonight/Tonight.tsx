import { useQuery } from '@tanstack/react-query'
import { formatLongDate } from '#domain/local-date'
import { Answer } from '../Answer.tsx'
import { api } from '../client.ts'
import styles from '../district.module.css'
import { PrintButton } from '../PrintButton.tsx'
import { ReloadButton } from '../ReloadButton.tsx'
import { TakeButtons } from '../TakeButtons.tsx'
import { addressOf } from '../use-place.ts'
import { dayOf, formatMoment } from '../words.ts'
import { DeliveryMark } from './DeliveryMark.tsx'
import {
  type DeliveryState,
  deliveryStateOf,
  deliveryStates,
  dueDay,
  type NightRow,
} from './delivery-state.ts'
import { NightTable } from './NightTable.tsx'
import tonight from './tonight.module.css'

/** Who is missing: every Puskesmas with the day it should have sent, the missing ones on top. */
export function Tonight() {
  const overview = useQuery(api.dashboard.overview.queryOptions())
  const now = Date.now()
  const due = dueDay(dayOf(now), new Date(now).getHours())
  return (
    <>
      <header className={styles.head}>
        <div>
          <h2>Kiriman {formatLongDate(due)}</h2>
          {overview.data && <p className={styles.quiet}>dilihat {formatMoment(overview.dataUpdatedAt)}</p>}
        </div>
        <ReloadButton busy={overview.isFetching} reload={() => void overview.refetch()} />
        <TakeButtons table={{ name: 'tonight' }} />
        <PrintButton />
      </header>
      <Answer
        query={overview}
        isEmpty={(facilities) => facilities.length === 0}
        empty={
          <>
            Belum ada Puskesmas. Pengelola mendaftarkannya di bagian{' '}
            <a href={addressOf('facilities')}>Puskesmas</a>; kirimannya muncul di sini.
          </>
        }
      >
        {(facilities) => {
          const rows = facilities
            .map((facility) => ({ facility, state: deliveryStateOf(facility, due) }))
            .sort(byUrgency)
          return (
            <>
              <Summary states={rows.map(({ state }) => state)} />
              <NightTable rows={rows} due={due} />
            </>
          )
        }}
      </Answer>
    </>
  )
}

/** Worst state first; within it the longest silence first, then by name as the server sends them. */
function byUrgency(a: NightRow, b: NightRow): number {
  const rank = deliveryStates.indexOf(a.state) - deliveryStates.indexOf(b.state)
  if (rank !== 0 || a.state === 'complete') return rank
  return (a.facility.lastCompleteDay ?? '').localeCompare(b.facility.lastCompleteDay ?? '')
}

function Summary({ states }: { states: DeliveryState[] }) {
  const countOf = (wanted: DeliveryState) => states.filter((state) => state === wanted).length
  const missing = deliveryStates.filter((state) => state !== 'complete' && countOf(state) > 0)
  return (
    <section className={tonight.summary} aria-label="Ringkasan">
      <p>
        <strong>{countOf('complete')}</strong> dari {states.length} Puskesmas lengkap
      </p>
      {missing.map((state) => (
        <DeliveryMark key={state} state={state} count={countOf(state)} />
      ))}
    </section>
  )
}
