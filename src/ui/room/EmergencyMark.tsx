import { IconUrgent } from '@tabler/icons-react'
import type { LegCard } from '#contract/hub/queue'
import styles from './room.module.css'
import { saySigns } from './say.ts'

/** The alarm on a card; `who` where the person is not yet the one in front. */
export function EmergencyMark({ leg, who }: { leg: LegCard; who?: string }) {
  const signs = saySigns(leg)
  if (signs === null) return null
  return (
    <span className={styles.apart}>
      <IconUrgent size={24} aria-hidden /> {[who, signs].filter(Boolean).join(' · ')}
    </span>
  )
}
