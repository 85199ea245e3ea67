import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ArrivalCard } from '#contract/hub/counter'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { formatEstimate } from '#ui/shared/format.ts'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { sayReceipt } from '#ui/shared/say-receipt.ts'
import { useReason } from '#ui/shared/use-reason.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { stepAlong } from '../step-along.ts'
import watch from '../watch/watch.module.css'
import styles from './counter.module.css'
import { type CounterLine, type Counters, useCounterLine, useCounters } from './use-counter.ts'

/** The numbers from the kiosk: who stands here, who comes next. Nothing is drawn where nobody takes numbers. */
export function CounterCard() {
  const counters = useCounters()
  const { data: line } = useCounterLine(counters.counter)
  if (!counters.counter || !line) return null
  if (line.active.length + line.waiting.length + line.skipped.length === 0) return null
  return <Card line={line} counters={counters} roomId={counters.counter.id} />
}

type Move = 'call' | 'recall' | 'skip' | 'rejoin' | 'undo'

function Card({ line, counters, roomId }: { line: CounterLine; counters: Counters; roomId: string }) {
  const queries = useQueryClient()
  const readBack = () => askAgain(queries, api.counter.key())
  const [asked, setAsked] = useState<string | null>(null)
  const call = useMutation(api.counter.callNext.mutationOptions({ onSettled: readBack }))
  const move = useMutation(api.counter.move.mutationOptions({ onSettled: readBack }))
  const [front] = line.active
  const dismissed = line.active.find(({ legId }) => legId === asked)
  const [next] = line.waiting
  const busy = call.isPending || move.isPending
  const callNext = () => call.mutate({ roomId })
  const make = (leg: ArrivalCard, step: Move) => move.mutate({ legId: leg.legId, roomId, move: step })
  useShortcut(
    { keys: 'Alt+A', label: 'Panggil nomor berikutnya', run: callNext },
    !busy && next !== undefined,
  )
  const fault = move.error ?? call.error
  return (
    <section className={styles.card} aria-label="Antrean loket">
      <header className={watch.header}>
        <h2 className={watch.heading}>Antrean loket</h2>
        <span className={watch.legend}>
          {line.waiting.length} menunggu{line.estimate && ` · ${formatEstimate(line.estimate)}`}
        </span>
      </header>
      {counters.counters.length > 1 && (
        <NativeSelect
          size="sm"
          mb={6}
          aria-label="Loket ini"
          value={roomId}
          data={counters.counters.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => counters.sitAt(event.currentTarget.value)}
        />
      )}
      {front && (
        <Front leg={front} busy={busy} make={make} dismiss={() => setAsked(front.legId)} key={front.legId} />
      )}
      {dismissed && (
        <DismissForm
          leg={dismissed}
          roomId={roomId}
          onClose={() => setAsked(null)}
          key={`why ${dismissed.legId}`}
        />
      )}
      <Button
        fullWidth
        variant={front ? 'default' : 'filled'}
        justify="space-between"
        px={12}
        disabled={busy || !next}
        aria-keyshortcuts="Alt+A"
        rightSection={<KeyCap keys="Alt+A" />}
        onClick={callNext}
      >
        {next ? `Panggil ${next.number}` : 'Tidak ada nomor menunggu'}
      </Button>
      {next && <p className={watch.quiet}>{[...wordsOf(next), next.turn].filter(Boolean).join(' · ')}</p>}
      <Problems sentences={fault ? sentencesOf(fault) : []} />
      {line.skipped.length > 0 && (
        <ul className={styles.missing} aria-label="Tidak hadir" onKeyDown={stepAlong}>
          {line.skipped.map((leg) => (
            <li key={leg.legId}>
              <button type="button" disabled={busy} onClick={() => make(leg, 'rejoin')}>
                {leg.number} <small>masuk lagi</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type FrontProps = {
  leg: ArrivalCard
  busy: boolean
  make: (leg: ArrivalCard, step: Move) => void
  dismiss: () => void
}

/** Called to this counter; a registration takes the number along and ends its stay here. */
function Front({ leg, busy, make, dismiss }: FrontProps) {
  useShortcut({ keys: 'Alt+W', label: `Panggil ulang ${leg.number}`, run: () => make(leg, 'recall') }, !busy)
  useShortcut({ keys: 'Alt+S', label: `Lewati ${leg.number}`, run: () => make(leg, 'skip') }, !busy)
  useShortcut({ keys: 'Alt+Q', label: `Tutup nomor ${leg.number}`, run: dismiss }, !busy)
  return (
    <div className={styles.front}>
      <p className={styles.number}>{leg.number}</p>
      <p className={styles.words}>
        {wordsOf(leg).join(' · ')}
        <br />
        {leg.timesCalled > 1 ? `dipanggil ${leg.timesCalled}×` : 'dipanggil'}
      </p>
      {leg.call && <Receipt call={leg.call} />}
      <div className={styles.deeds}>
        <Deed letter="W" label="Ulang" busy={busy} run={() => make(leg, 'recall')} />
        <Deed letter="S" label="Lewati" busy={busy} run={() => make(leg, 'skip')} />
        <Deed letter="Q" label="Tutup" busy={busy} run={dismiss} />
      </div>
    </div>
  )
}

/** The letter works with Alt, as everywhere on the desk. */
function Deed({
  letter,
  label,
  busy,
  run,
}: {
  letter: string
  label: string
  busy: boolean
  run: () => void
}) {
  return (
    <Button
      size="sm"
      h={36}
      px={8}
      justify="space-between"
      variant="default"
      disabled={busy}
      aria-keyshortcuts={`Alt+${letter}`}
      rightSection={<KeyCap keys={letter} />}
      onClick={run}
    >
      {label}
    </Button>
  )
}

/** Whether the waiting room has seen and heard it. */
function Receipt({ call }: { call: NonNullable<ArrivalCard['call']> }) {
  const { facility } = useFrontDesk()
  const { words, missed } = sayReceipt(call, { timeZone: facility.timeZone, now: useHubNow() })
  return (
    <p className={styles.receipt} data-missed={missed || undefined} role="status">
      {words}
    </p>
  )
}

/** What was answered at the kiosk. */
function wordsOf({ priority, returning, payer }: ArrivalCard): string[] {
  return [
    priority ?? '',
    returning === null ? '' : returning ? 'pernah berobat' : 'pasien baru',
    payer === null ? '' : payer === 'jkn' ? 'JKN' : 'umum',
  ].filter(Boolean)
}

type DismissFormProps = { leg: ArrivalCard; roomId: string; onClose: () => void }

/** Only asked something, or has left: the number ends without a visit, and says why. */
function DismissForm({ leg, roomId, onClose }: DismissFormProps) {
  const { reason, setReason, forgetReason } = useReason(`dismiss ${leg.legId}`)
  const dismiss = useMutation(
    api.counter.dismiss.mutationOptions({
      onSuccess: () => {
        forgetReason()
        onClose()
      },
    }),
  )
  useShortcut({ keys: 'Escape', label: 'Batal menutup nomor', run: onClose })

  function submit(event: FormEvent): void {
    event.preventDefault()
    dismiss.mutate({ legId: leg.legId, roomId, reason })
  }

  return (
    <form className={styles.dismiss} onSubmit={submit}>
      <label>
        Alasan {leg.number} ditutup
        <input
          // biome-ignore lint/a11y/noAutofocus: asked for by the key that opened it
          autoFocus
          value={reason}
          placeholder="misalnya: hanya bertanya"
          autoComplete="off"
          maxLength={160}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <Button
        type="submit"
        size="sm"
        variant="outline"
        loading={dismiss.isPending}
        rightSection={<KeyCap keys="Enter" />}
      >
        Tutup nomor
      </Button>
      <Problems sentences={dismiss.error ? sentencesOf(dismiss.error) : []} />
    </form>
  )
}
