import { useQuery } from '@tanstack/react-query'
import type { HubOutputs } from '#contract/hub/hub'
import { legStateLabels } from '#domain/leg'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatClock } from '#ui/shared/format.ts'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import styles from './watch.module.css'

type Stay = HubOutputs['visits']['journey'][number]

/** From the counter to the way home: where, since when, and how long each stop took. */
export function Journey({ visitId }: { visitId: string }) {
  const journey = useQuery(api.visits.journey.queryOptions({ input: { visitId } }))
  return (
    <FourStates query={journey} isEmpty={(stays) => stays.length === 0} empty="Belum masuk ruangan.">
      {(stays) => (
        <ol className={styles.journey} aria-label="Perjalanan">
          {stays.map((stay) => (
            <Stop key={`${stay.roomName} ${stay.enteredAt}`} stay={stay} />
          ))}
        </ol>
      )}
    </FourStates>
  )
}

function Stop({ stay }: { stay: Stay }) {
  const { facility } = useFrontDesk()
  const now = useHubNow(5000)
  const end = stay.endedAt ?? now
  return (
    <li className={styles.stop} data-open={stay.endedAt === null || undefined}>
      <span>{formatClock(stay.enteredAt, facility.timeZone)}</span>
      <b>{stay.roomName}</b>
      <span>
        {legStateLabels[stay.state]} · menunggu {minutesOf((stay.servedAt ?? end) - stay.enteredAt)}
        {stay.servedAt !== null && ` · dilayani ${minutesOf(end - stay.servedAt)}`}
      </span>
      {stay.note && <em>{stay.note}</em>}
    </li>
  )
}

function minutesOf(ms: number): string {
  return `${Math.max(0, Math.round(ms / 60_000))} mnt`
}
