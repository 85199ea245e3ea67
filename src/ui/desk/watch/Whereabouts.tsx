import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { legStateLabels } from '#domain/leg'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { sexLetter } from '#ui/shared/labels.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { TakeFromDesk } from '../lists/TakeFromDesk.tsx'
import { stepAlong } from '../step-along.ts'
import { VisitDialog } from './VisitDialog.tsx'
import styles from './watch.module.css'

type Row = HubOutputs['visits']['today'][number]

/** «Nomor saya sudah sampai mana?» — today's visits. */
export function Whereabouts() {
  const [text, setText] = useState('')
  const [openId, setOpenId] = useState<string | null>(null)
  const [searching, setSearching] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const before = useRef<Element | null>(null)
  const today = useQuery(api.visits.today.queryOptions())
  const opened = today.data?.find(({ visitId }) => visitId === openId)
  const matching = (today.data ?? []).filter((row) => answers(row, text))
  const issuedId = useDesk((desk) => desk.issued?.ticket.visitId)
  useShortcut({ keys: 'F3', label: 'Cari di antara pasien hari ini', run: begin })
  useShortcut({ keys: 'Escape', label: 'Selesai mencari', run: end }, searching)
  // A new number must be seen arriving; a question about another one is over by then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ticket, not the text, ends the search
  useEffect(() => setText(''), [issuedId])

  function begin(): void {
    if (!searching) before.current = document.activeElement
    field.current?.select()
  }

  /** Escape ends the search before it closes anything else. */
  function end(): void {
    setText('')
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    if (before.current instanceof HTMLElement) before.current.focus()
  }

  function openOnly(event: KeyboardEvent): void {
    const [only, second] = matching
    if (event.key !== 'Enter' || text.trim() === '' || !only || second) return
    // The dialog has the focus before the key is up, and would take it as its own.
    event.preventDefault()
    setOpenId(only.visitId)
  }

  return (
    <section
      className={styles.whereabouts}
      aria-label="Siapa di mana"
      // A dialog that a row opens is a child here, but stands elsewhere.
      onFocus={({ currentTarget, target }) => setSearching(currentTarget.contains(target))}
      onBlur={() => setSearching(false)}
    >
      <header className={styles.header}>
        <h2 className={styles.heading}>Siapa di mana ({today.data?.length ?? '…'})</h2>
        <TakeFromDesk />
      </header>
      <label className={styles.filter}>
        <input
          ref={field}
          value={text}
          placeholder="Nomor atau nama"
          aria-label="Cari di antara pasien hari ini"
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={openOnly}
        />
        <KeyCap keys="F3" />
      </label>
      <FourStates
        query={today}
        isEmpty={(rows) => rows.length === 0}
        empty="Belum ada pasien hari ini. Yang didaftarkan muncul di sini, dengan tempatnya sekarang."
      >
        {() => <Rows rows={matching} onOpen={setOpenId} />}
      </FourStates>
      {opened && <VisitDialog row={opened} onClose={() => setOpenId(null)} />}
    </section>
  )
}

function Rows({ rows, onOpen }: { rows: Row[]; onOpen: (visitId: string) => void }) {
  if (rows.length === 0)
    return <p className={styles.quiet}>Tidak ada nomor atau nama seperti itu hari ini.</p>
  return (
    <ul className={`${styles.list} ${styles.scroll}`} onKeyDown={stepAlong}>
      {rows.toSorted(byPresence).map((row) => (
        <li key={row.visitId}>
          <button type="button" className={styles.visit} onClick={() => onOpen(row.visitId)}>
            <span
              className={styles.number}
              style={row.status === 'open' ? { color: `var(--cluster-${row.cluster})` } : undefined}
            >
              {row.number}
            </span>
            <span className={styles.visitName}>
              {row.patientName} <small>{[sexLetter(row.sex), row.age].filter(Boolean).join(' ')}</small>
            </span>
            {row.temporary && <b className={styles.temporary}>Lengkapi data</b>}
            <Place row={row} />
          </button>
        </li>
      ))}
    </ul>
  )
}

/** When before where: a narrow column cuts off what comes last. */
function Place({ row }: { row: Row }) {
  const now = useHubNow(15_000)
  if (!row.at)
    return <span className={styles.place}>{row.status === 'cancelled' ? 'dibatalkan' : 'selesai'}</span>
  const { state, since, roomName } = row.at
  const minutes = Math.max(0, Math.floor((now - since) / 60_000))
  return (
    <span className={styles.place}>
      {legStateLabels[state]} {minutes} mnt · {roomName}
    </span>
  )
}

function answers(row: Row, text: string): boolean {
  const wanted = text.trim().toLowerCase().replaceAll('-', '')
  return `${row.number.replaceAll('-', '')} ${row.patientName}`.toLowerCase().includes(wanted)
}

/** Those still in the house first, and among them the last to come. */
function byPresence(a: Row, b: Row): number {
  return Number(b.status === 'open') - Number(a.status === 'open') || b.registeredAt - a.registeredAt
}
