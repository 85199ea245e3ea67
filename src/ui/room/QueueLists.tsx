import { IconAlertTriangle, IconChevronsUp, IconNote, IconUrgent } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import type { LegCard } from '#contract/hub/queue'
import { legStateLabels } from '#domain/leg'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { NoticeList } from './NoticeList.tsx'
import styles from './room.module.css'
import { useRoom } from './room-context.ts'
import { sayMinutes, saySigns } from './say.ts'

type RoomState = HubOutputs['queue']['room']
type Choice = { chosen: string | null; choose: (legId: string) => void }

/** Below the person: who waits, in the order of calling, who did not come, and who was here last. */
export function QueueLists({ state, chosen, choose }: { state: RoomState } & Choice) {
  const { room } = useRoom()
  const now = useHubNow(5000)
  const row = (leg: LegCard, end: ReactNode) => (
    <Row key={leg.legId} leg={leg} end={end} chosen={leg.legId === chosen} choose={choose} />
  )
  const waited = (leg: LegCard) => sayMinutes(now - leg.enteredAt)
  return (
    <div className={styles.lists}>
      <List title="Urutan panggilan" legs={state.waiting} empty="Tidak ada yang menunggu.">
        {(leg) => row(leg, waited(leg))}
      </List>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles.sideLists} aria-label="Daftar lain" tabIndex={0}>
        {room.cluster === 'k4' && <NoticeList />}
        {state.active.length > 1 && (
          <List title="Sedang di ruangan" legs={state.active} empty="">
            {(leg) => row(leg, legStateLabels[leg.state])}
          </List>
        )}
        <List title="Tidak hadir" legs={state.skipped} empty="Tidak ada.">
          {(leg) => row(leg, `dipanggil ${leg.timesCalled}×`)}
        </List>
        <List title="Baru selesai" legs={state.recentlyDone} empty="Belum ada.">
          {(leg) => row(leg, leg.movedTo ? `ke ${leg.movedTo}` : legStateLabels[leg.state])}
        </List>
      </section>
    </div>
  )
}

type ListProps = {
  title: string
  legs: readonly LegCard[]
  empty: string
  children: (leg: LegCard) => ReactNode
}

function List({ title, legs, empty, children }: ListProps) {
  return (
    <section className={styles.list} aria-label={title}>
      <h3 className={styles.listTitle}>
        {title} {legs.length > 0 && <span className={styles.count}>{legs.length}</span>}
      </h3>
      {legs.length === 0 ? (
        <p className={styles.quiet}>{empty}</p>
      ) : (
        <ul className={styles.rows}>{legs.map(children)}</ul>
      )}
    </section>
  )
}

type RowProps = { leg: LegCard; end: ReactNode; chosen: boolean; choose: (legId: string) => void }

function Row({ leg, end, chosen, choose }: RowProps) {
  const signs = saySigns(leg)
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        data-emergency={signs !== null}
        aria-current={chosen || undefined}
        onClick={() => choose(leg.legId)}
      >
        <b className={styles.rowNumber}>{leg.number}</b>
        <span className={styles.rowName}>
          {leg.patientName}
          <span className={styles.rowFacts}>
            {[leg.age ?? 'umur ?', leg.purpose, leg.turn].filter(Boolean).join(' · ')}
          </span>
        </span>
        <span className={styles.rowMarks}>
          {leg.apart && (
            <span className={styles.rowApart}>
              <IconAlertTriangle size={18} aria-label="Pisahkan" /> <span aria-hidden>pisahkan</span>
            </span>
          )}
          {signs !== null && (
            <span className={styles.rowApart}>
              <IconUrgent size={18} aria-label={signs} /> <span aria-hidden>{signs}</span>
            </span>
          )}
          {leg.priority && !leg.emergency && (
            <span className={styles.rowMark}>
              <IconChevronsUp size={18} aria-label="Didahulukan:" /> {leg.priority}
            </span>
          )}
          {leg.cameFrom && <span className={styles.rowMark}>dari {leg.cameFrom}</span>}
          {leg.note && (
            <span className={styles.rowMark} title={leg.note}>
              <IconNote size={18} aria-label={`Catatan: ${leg.note}`} />
            </span>
          )}
        </span>
        <span className={styles.rowEnd}>{end}</span>
      </button>
    </li>
  )
}
