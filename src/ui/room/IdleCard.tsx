import type { ReactNode } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { formatEstimate } from '#ui/shared/format.ts'
import { EmergencyMark } from './EmergencyMark.tsx'
import styles from './room.module.css'

/** Nobody is in the room: how many wait outside, or what to expect. */
export function IdleCard({ state, children }: { state: HubOutputs['queue']['room']; children: ReactNode }) {
  const { waiting, estimate } = state
  const [first] = waiting
  return (
    <section className={styles.person} aria-label="Ruangan kosong">
      {first ? (
        <div className={styles.whoever}>
          <p className={styles.number}>{waiting.length} menunggu</p>
          <p className={styles.facts}>
            Berikutnya <b>{first.number}</b> · {first.patientName}
            {first.turn && ` · ${first.turn}`}
          </p>
          <p className={styles.state}>
            {estimate && `Yang datang sekarang menunggu ${formatEstimate(estimate)}.`}
          </p>
          <div className={styles.marks}>
            {waiting.map((leg) => (
              <EmergencyMark key={leg.legId} leg={leg} who={leg.number} />
            ))}
          </div>
        </div>
      ) : (
        <div className={styles.whoever}>
          <h2 className={styles.name}>Belum ada pasien menunggu.</h2>
          <p className={styles.facts}>Pasien yang didaftarkan muncul di sini.</p>
        </div>
      )}
      {children}
    </section>
  )
}
