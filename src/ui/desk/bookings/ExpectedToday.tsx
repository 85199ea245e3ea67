import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatClock } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { stillExpected } from './booking-words.ts'
import classes from './bookings.module.css'

/** Whoever has a time today and has not come, before anybody types. */
export function ExpectedToday() {
  const { facility, today } = useFrontDesk()
  const choose = useDesk((desk) => desk.choose)
  const show = useDesk((desk) => desk.show)
  const bookings = useQuery(api.bookings.list.queryOptions({ input: { day: today } }))
  const expected = stillExpected(bookings.data ?? [])
  return (
    <section className={classes.expected} aria-label="Diharapkan hari ini">
      <header>
        <h2>Diharapkan hari ini ({expected.length})</h2>
        <button type="button" tabIndex={-1} aria-keyshortcuts="Alt+Y" onClick={() => show('bookings')}>
          Janji… <KeyCap keys="Alt+Y" />
        </button>
      </header>
      <FourStates
        query={bookings}
        isEmpty={() => expected.length === 0}
        empty="Tidak ada janji yang masih ditunggu."
      >
        {() => (
          <ul>
            {expected.map((row) => (
              <li key={row.id}>
                <button type="button" onClick={() => choose({ patientId: row.patientId, proven: [] })}>
                  <b>{formatClock(row.dueAt, facility.timeZone)}</b>
                  <span>
                    {row.patientName}
                    <small>{[row.age, row.roomName].filter(Boolean).join(' · ')}</small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </FourStates>
    </section>
  )
}
