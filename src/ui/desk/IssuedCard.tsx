import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { sayAhead, sayReplaces } from '#domain/ticket-paper'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { printTicket } from '#ui/shared/print-ticket.ts'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { type Issued, useDesk } from './desk-store.ts'
import { useFrontDesk } from './front-desk-context.ts'
import styles from './issued.module.css'
import { sayNotPrinted } from './use-reprint.ts'

/** The last ticket: what to tell the patient now, and a minute to take it back. */
export function IssuedCard({ large = false }: { large?: boolean }) {
  const issued = useDesk((desk) => desk.issued)
  return issued && <Card key={issued.ticket.visitId} issued={issued} large={large} />
}

function Card({ issued, large }: { issued: Issued; large: boolean }) {
  const { facility } = useFrontDesk()
  const { ticket, name, printed } = issued
  const notePrint = useDesk((desk) => desk.notePrint)
  const clearIssued = useDesk((desk) => desk.clearIssued)
  const choose = useDesk((desk) => desk.choose)
  const left = useSecondsUntil(issued.undoUntil)
  const undo = useMutation(
    api.visits.undo.mutationOptions({
      onSuccess: () => {
        clearIssued()
        if (issued.from) choose(issued.from.chosen, issued.from.form)
      },
    }),
  )
  const takeBack = () => undo.mutate({ visitId: ticket.visitId })
  const printAgain = () =>
    void printTicket(ticket, facility.timeZone).then((outcome) => notePrint(ticket.visitId, outcome))
  useShortcut(
    { keys: 'Alt+Z', label: `Batalkan ${ticket.number}`, run: takeBack },
    left > 0 && !undo.isPending,
  )
  useShortcut({ keys: 'Alt+C', label: `Cetak ulang ${ticket.number}`, run: printAgain })
  return (
    <section
      className={styles.card}
      data-large={large || undefined}
      aria-live="polite"
      aria-label="Tiket terakhir"
    >
      <p className={styles.number}>{ticket.number}</p>
      <div className={styles.who}>
        <p className={styles.name}>{name}</p>
        <p>
          → <b>{ticket.roomLabel}</b>
        </p>
        {ticket.replaces !== null && <p>{sayReplaces(ticket.replaces)}</p>}
        {large && <p className={styles.ahead}>{sayAhead(ticket, 'di depan')}</p>}
      </div>
      <Problems
        sentences={[...sayNotPrinted(printed, ticket.number), ...(undo.error ? sentencesOf(undo.error) : [])]}
      />
      <Group gap={8} justify={large ? 'center' : 'flex-start'} wrap="nowrap">
        {left > 0 && (
          <Button
            variant="default"
            size="sm"
            h={40}
            px={large ? 18 : 8}
            loading={undo.isPending}
            rightSection={<KeyCap keys="Alt+Z" />}
            aria-keyshortcuts="Alt+Z"
            onClick={takeBack}
          >
            {large ? `Batalkan (${left} dtk)` : `Batalkan ${left}`}
          </Button>
        )}
        <Button
          variant="default"
          size="sm"
          h={40}
          px={large ? 18 : 8}
          rightSection={<KeyCap keys="Alt+C" />}
          aria-keyshortcuts="Alt+C"
          onClick={printAgain}
        >
          Cetak ulang
        </Button>
      </Group>
    </section>
  )
}

function useSecondsUntil(moment: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(tick)
  }, [])
  return Math.max(0, Math.ceil((moment - now) / 1000))
}
