import { IconAlertTriangle, IconDeviceTv } from '@tabler/icons-react'
import type { LegCard } from '#contract/hub/queue'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { sayReceipt } from '#ui/shared/say-receipt.ts'
import styles from './room.module.css'
import { useRoom } from './room-context.ts'

/** Whether the waiting room has seen and heard the call. */
export function CallReceipt({ call }: { call: NonNullable<LegCard['call']> }) {
  const { facility } = useRoom()
  const now = useHubNow()
  const { words, missed } = sayReceipt(call, { timeZone: facility.timeZone, now })
  const Icon = missed ? IconAlertTriangle : IconDeviceTv
  return (
    <p className={styles.receipt} data-missed={missed || undefined} role="status">
      <Icon size={20} aria-hidden /> {words}
    </p>
  )
}
