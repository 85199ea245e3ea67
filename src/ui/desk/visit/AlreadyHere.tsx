import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { formatClock } from '#ui/shared/format.ts'
import { legStateLabels } from '#ui/shared/labels.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import styles from './visit.module.css'

/** Said before anything is typed, not after. */
export function AlreadyHere({ patientId }: { patientId: string }) {
  const { facility } = useFrontDesk()
  const { data: open } = useQuery({
    ...api.visits.today.queryOptions(),
    select: (rows) => rows.find((row) => row.patientId === patientId && row.status === 'open'),
  })
  if (!open?.at) return null
  return (
    <p className={styles.warning} role="status">
      Sudah terdaftar hari ini: <b>{open.number}</b> di {open.at.roomName}, {legStateLabels[open.at.state]}{' '}
      sejak {formatClock(open.at.since, facility.timeZone)}.
    </p>
  )
}
