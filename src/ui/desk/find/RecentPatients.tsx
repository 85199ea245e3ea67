import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatAgeOf, formatPlace } from '#ui/shared/format.ts'
import { sexLetter } from '#ui/shared/labels.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import styles from './search.module.css'

/** Whom this clerk had in front last, on whatever screen: they come back with a paper, or were left by a slip. */
export function RecentPatients() {
  const { today } = useFrontDesk()
  const choose = useDesk((desk) => desk.choose)
  const nobodyInFront = useDesk((desk) => desk.chosen === null)
  const recent = useQuery(api.patients.recent.queryOptions({ refetchOnMount: 'always' }))
  const { refetch } = recent
  useEffect(() => {
    if (nobodyInFront) void refetch()
  }, [nobodyInFront, refetch])
  return (
    <section className={styles.recent} aria-label="Terakhir dibuka">
      <h2>Terakhir Anda buka</h2>
      <FourStates
        query={recent}
        isEmpty={(found) => found.length === 0}
        empty="Belum ada. Pasien yang Anda buka atau daftarkan muncul di sini."
      >
        {(found) => (
          <ul>
            {found.map((person) => (
              <li key={person.id}>
                <button type="button" onClick={() => choose({ patientId: person.id, proven: [] })}>
                  <span className={styles.first}>
                    <b className={styles.name}>{person.name}</b>
                    <span>
                      {sexLetter(person.sex)} · {formatAgeOf(person.birth, today)}
                    </span>
                  </span>
                  <small>{[`RM ${person.recordNo}`, formatPlace(person)].filter(Boolean).join(' · ')}</small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </FourStates>
    </section>
  )
}
