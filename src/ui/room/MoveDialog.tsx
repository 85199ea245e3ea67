import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { z } from 'zod'
import type { HubOutputs } from '#contract/hub/hub'
import type { LegCard } from '#contract/hub/queue'
import type { Room } from '#domain/room'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { formatEstimate } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { comesBack, type Destination, destinationsFrom } from './offers.ts'
import styles from './room.module.css'
import { useRoom } from './room-context.ts'
import type { Orders } from './use-orders.ts'

type Props = { leg: LegCard; orders: Orders; onClose: () => void }

/** What was written to the next room, and which that is. */
const moveDraft = z.object({
  legId: z.string(),
  roomId: z.string(),
  ticked: z.boolean().nullable(),
  note: z.string(),
})

export function MoveDialog(props: Props) {
  return (
    <Dialog title={`Pindahkan ${props.leg.number} ke mana?`} onClose={props.onClose} size={760}>
      <MoveForm {...props} />
    </Dialog>
  )
}

/** A room has finished for good with a person who is moved, so the choice is confirmed. */
function MoveForm({ leg, orders, onClose }: Props) {
  const begun = useFoundDraft('move', moveDraft, ({ legId }) => legId === leg.legId)
  const { facility, room } = useRoom()
  const destinations = destinationsFrom({ room, rooms: facility.rooms })
  const { data: loads } = useQuery(api.queue.loads.queryOptions())
  const before = destinations.find((destination) => destination.room.id === begun?.roomId)
  const [to, setTo] = useState((before ?? destinations[0])?.room)
  const [ticked, setTicked] = useState<boolean | null>(begun?.ticked ?? null)
  const [note, setNote] = useState(begun?.note ?? '')
  const draft = note === '' || !to ? null : { legId: leg.legId, roomId: to.id, ticked, note }
  const { discard } = useKeptDraft('move', draft, begun)
  const noteField = useRef<HTMLInputElement>(null)
  // Someone on loan already has a way back, which this room must not cut off.
  const returns = ticked ?? (to !== undefined && leg.returnsTo === null && comesBack(to))

  function choose(next: Room): void {
    setTo(next)
    setTicked(null)
  }
  function submit(): void {
    const deed = { do: 'transfer', legId: leg.legId, returns, note: note.trim() || null } as const
    if (to) orders.give({ ...deed, toRoomId: to.id }, close)
  }
  function close(): void {
    discard()
    onClose()
  }
  function submitByEnter({ key }: KeyboardEvent): void {
    if (key === 'Enter') submit()
  }
  useShortcut({ keys: 'Enter', label: 'Pindahkan', run: submit })
  useShortcut({ keys: 'K', label: 'Kembali ke sini', run: () => setTicked(!returns) })
  useShortcut({ keys: 'T', label: 'Tulis catatan', run: () => noteField.current?.focus() })

  return (
    <>
      <ul className={styles.destinations}>
        {destinations.map((destination) => (
          <DestinationButton
            key={destination.room.id}
            {...destination}
            load={loads?.find(({ roomId }) => roomId === destination.room.id)}
            chosen={destination.room.id === to?.id}
            choose={choose}
          />
        ))}
      </ul>
      <TextInput
        ref={noteField}
        mt="md"
        label="Catatan untuk ruangan berikutnya"
        placeholder="misalnya: cek Hb, lalu kembali"
        autoComplete="off"
        maxLength={200}
        rightSection={<KeyCap keys="T" />}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={submitByEnter}
      />
      <Group justify="space-between" mt="lg" wrap="nowrap">
        <Checkbox
          checked={returns}
          onChange={(event) => setTicked(event.currentTarget.checked)}
          label={
            <>
              Kembali ke {room.name} setelah selesai <KeyCap keys="K" />
            </>
          }
        />
        <Button
          data-autofocus
          h={52}
          flex="none"
          loading={orders.running !== null}
          rightSection={<KeyCap keys="Enter" />}
          onClick={submit}
        >
          Pindahkan ke {to?.name}
        </Button>
      </Group>
      <Problems sentences={orders.sentences} />
    </>
  )
}

type DestinationProps = Destination & {
  load: HubOutputs['queue']['loads'][number] | undefined
  chosen: boolean
  choose: (room: Room) => void
}

function DestinationButton({ room, keys, load, chosen, choose }: DestinationProps) {
  const { facility } = useRoom()
  const cluster = facility.clusters.find(({ code }) => code === room.cluster)
  useShortcut({ keys, label: room.name, run: () => choose(room) }, keys !== '')
  return (
    <li>
      <button type="button" className={styles.destination} aria-pressed={chosen} onClick={() => choose(room)}>
        <KeyCap keys={keys} />
        <ClusterMark cluster={room.cluster} numeral={cluster?.numeral ?? ''} label={cluster?.label ?? ''} />
        <span className={styles.rowName}>{room.name}</span>
        {load && load.waiting > 0 && (
          <span className={styles.rowEnd}>
            {load.waiting} menunggu{load.estimate && ` · ${formatEstimate(load.estimate)}`}
          </span>
        )}
      </button>
    </li>
  )
}
