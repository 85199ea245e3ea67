import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import type { LegCard } from '#contract/hub/queue'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { CancelDialog } from './CancelDialog.tsx'
import { IdleCard } from './IdleCard.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { NextButton, OfferButton } from './OfferButton.tsx'
import { nextFor, type Offer, othersFor, type Place, type Question } from './offers.ts'
import { PersonCard } from './PersonCard.tsx'
import { QueueLists } from './QueueLists.tsx'
import { RoomBar } from './RoomBar.tsx'
import styles from './room.module.css'
import { useRoom } from './room-context.ts'
import { useOrders } from './use-orders.ts'

export function ServiceRoom() {
  const { room } = useRoom()
  const state = useQuery(api.queue.room.queryOptions({ input: { roomId: room.id } }))
  return (
    <div className={styles.screen}>
      <RoomBar />
      <FourStates query={state} isEmpty={() => false} empty={null}>
        {(data) => <Floor state={data} />}
      </FourStates>
      <ShortcutList />
    </div>
  )
}

type RoomState = HubOutputs['queue']['room']

/** A question stays with whom it was asked about, whoever is in front meanwhile. */
type Asked = { ask: Question; leg: LegCard }

/** One person is in front: whoever was called last, or whom the nurse picked from the lists. */
function Floor({ state }: { state: RoomState }) {
  const { facility, room } = useRoom()
  const now = useHubNow()
  const [chosen, setChosen] = useState<string | null>(null)
  const [question, setQuestion] = useState<Asked | null>(null)
  const orders = useOrders(room.id, setChosen)
  const button = useRef<HTMLButtonElement>(null)
  const floor = useRef<HTMLElement>(null)

  const usual = state.active[0] ?? null
  const everyone = [...state.active, ...state.waiting, ...state.skipped, ...state.recentlyDone]
  const leg = everyone.find(({ legId }) => legId === chosen) ?? usual
  const place = { room, rooms: facility.rooms, now }
  const next = leg ? nextFor(leg, place) : callNextOffer(state)
  const offers = leg ? othersFor(leg, place) : []
  const beside = leg ? oneMoreOffer(state) : takeBackOffer(state, place)
  const busy = orders.running !== null
  const close = () => setChosen(null)
  const run = (offer: Offer) => {
    if (!('ask' in offer)) orders.give(offer.deed)
    else if (leg) setQuestion({ ask: offer.ask, leg })
  }

  const moment = `${leg?.legId} ${leg?.state} ${leg?.timesCalled} ${next?.label}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next sensible thing gets the focus when it changes
  useLayoutEffect(() => {
    if (!question) (button.current ?? floor.current)?.focus()
  }, [moment, question])
  useShortcut({ keys: 'Escape', label: 'Tutup pilihan', run: close }, leg !== usual)

  const primary = (
    <div className={styles.next}>
      {next && <NextButton label={next.label} run={() => run(next)} busy={busy} button={button} />}
      {leg && !next && (
        <>
          <NextButton label="Tutup" run={close} busy={busy} button={button} />
          <p className={styles.state}>Di ruangan ini sudah selesai.</p>
        </>
      )}
      <Problems sentences={orders.sentences} />
    </div>
  )
  return (
    <main ref={floor} tabIndex={-1} className={styles.floor}>
      {leg ? <PersonCard leg={leg}>{primary}</PersonCard> : <IdleCard state={state}>{primary}</IdleCard>}
      <aside className={styles.side} aria-label="Tindakan">
        {offers.map((offer) => (
          <OfferButton key={offer.keys} {...offer} run={() => run(offer)} busy={busy} />
        ))}
        <div className={styles.beside}>
          {!leg && state.waiting.length > 0 && 'Pilih nama pada daftar untuk memanggil di luar urutan.'}
          {beside && <OfferButton {...beside} run={() => run(beside)} busy={busy} />}
        </div>
      </aside>
      <QueueLists state={state} chosen={leg?.legId ?? null} choose={setChosen} />
      {question?.ask === 'move' && (
        <MoveDialog leg={question.leg} orders={orders} onClose={() => setQuestion(null)} />
      )}
      {question?.ask === 'cancel' && (
        <CancelDialog leg={question.leg} orders={orders} onClose={() => setQuestion(null)} />
      )}
    </main>
  )
}

function callNextOffer({ waiting }: RoomState): Offer | null {
  return waiting.length > 0 ? { keys: 'Enter', label: 'Panggil berikutnya', deed: { do: 'callNext' } } : null
}

/** A laboratory or a room with two tables has more than one person at a time. */
function oneMoreOffer({ waiting }: RoomState): Offer | null {
  return waiting.length > 0 ? { keys: 'N', label: 'Panggil satu lagi', deed: { do: 'callNext' } } : null
}

/** The last finish, while it can still be taken back. */
function takeBackOffer({ recentlyDone: [last] }: RoomState, place: Place): Offer | null {
  const undo = last ? nextFor(last, place) : null
  return last && undo ? { ...undo, keys: 'Z', label: `Batalkan selesai ${last.number}` } : null
}
