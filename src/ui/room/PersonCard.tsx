import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowRight,
  IconChevronsUp,
  IconNote,
  IconWallet,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { LegCard } from '#contract/hub/queue'
import { lifeStageLabels } from '#domain/life-stage'
import { HelpMarks } from '#ui/shared/HelpMarks.tsx'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { CallReceipt } from './CallReceipt.tsx'
import { CareList } from './CareList.tsx'
import { EmergencyMark } from './EmergencyMark.tsx'
import styles from './room.module.css'
import { useRoom } from './room-context.ts'
import { saySex, sayState } from './say.ts'

/** The person in front: number, name and age large, then what to know before opening the door. */
export function PersonCard({ leg, children }: { leg: LegCard; children: ReactNode }) {
  const { facility } = useRoom()
  const now = useHubNow()
  const facts = [
    leg.age ?? 'umur ?',
    saySex(leg.sex),
    leg.lifeStage && lifeStageLabels[leg.lifeStage],
    `RM ${leg.recordNo}`,
  ]
  return (
    <section className={styles.person} aria-label={`Antrean ${leg.number}`}>
      <div className={styles.who}>
        <div className={styles.headline}>
          <p className={styles.number}>{leg.number}</p>
          <p className={styles.state} aria-live="polite">
            {sayState(leg, { timeZone: facility.timeZone, now })}
          </p>
        </div>
        {leg.call && leg.state === 'called' && <CallReceipt call={leg.call} />}
        <h2 className={styles.name}>{leg.patientName}</h2>
        <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
        <HelpMarks disabilities={leg.disabilities} language={leg.language} large />
        {leg.note && (
          <p className={styles.note}>
            <IconNote size={22} aria-hidden /> {leg.cameFrom ? `${leg.cameFrom}: ` : ''}
            {leg.note}
          </p>
        )}
        <Marks leg={leg} />
      </div>
      <div className={styles.why}>
        <p className={styles.purpose}>{leg.purpose}</p>
        {leg.complaint && <p className={styles.complaint}>{leg.complaint}</p>}
        <ul className={styles.reasons}>
          {leg.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <CareList leg={leg} />
      </div>
      {children}
    </section>
  )
}

function Marks({ leg }: { leg: LegCard }) {
  return (
    <div className={styles.marks}>
      <EmergencyMark leg={leg} />
      {leg.apart && (
        <span className={styles.apart}>
          <IconAlertTriangle size={24} aria-hidden /> Pisahkan: beri masker, tunggu di tempat terpisah
        </span>
      )}
      {leg.priority && !leg.emergency && (
        <span className={styles.mark}>
          <IconChevronsUp size={22} aria-hidden /> Didahulukan: {leg.priority}
        </span>
      )}
      {leg.cameFrom && (
        <span className={styles.mark}>
          <IconArrowRight size={22} aria-hidden /> Dari {leg.cameFrom}
        </span>
      )}
      {leg.returnsTo && (
        <span className={styles.mark}>
          <IconArrowBackUp size={22} aria-hidden /> Kembali ke {leg.returnsTo}
        </span>
      )}
      {leg.paysAtCashier && (
        <span className={styles.mark}>
          <IconWallet size={22} aria-hidden /> {leg.passedCashier ? 'Sudah ke kasir' : 'Bayar di kasir'}
        </span>
      )}
    </div>
  )
}
