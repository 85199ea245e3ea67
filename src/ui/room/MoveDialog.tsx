import { Button, Checkbox, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LegCard } from '#contract/hub/queue'
import type { Room } from '#domain/room'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { comesBack, type Destination, destinationsFrom } from './offers.ts'
import styles from './room.module.css'
import { useRoom } from './room-context.ts'
import type { Orders } from './use-orders.ts'

type Props = { leg: LegCard; orders: Orders; onClose: () => void }

export function MoveDialog(props: Props) {
  return (
    <Dialog title={`Pindahkan ${props.leg.number} ke mana?`} onClose={props.onClose} size={760}>
      <MoveForm {...props} />
    </Dialog>
  )
}

/** A room has finished for good with a person who is moved, so the choice is confirmed. */
function MoveForm({ leg, orders, onClose }: Props) {
  const { facility, room } = useRoom()
  const destinations = destinationsFrom({ room, rooms: facility.rooms })
  const { data: loads } = useQuery(api.queue.loads.queryOptions())
  const [to, setTo] = useState(destinations[0]?.room)
  const [ticked, setTicked] = useState<boolean | null>(null)
  // Someone on loan already has a way back, which this room must not cut off.
  const returns = ticked ?? (to !== undefined && leg.returnsTo === null && comesBack(to))

  function choose(next: Room): void {
    setTo(next)
    setTicked(null)
  }
  function submit(): void {
    if (to) orders.give({ do: 'transfer', legId: leg.legId, toRoomId: to.id, returns }, onClose)
  }
  useShortcut({ keys: 'Enter', label: 'Pindahkan', run: submit })
  useShortcut({ keys: 'K', label: 'Kembali ke sini', run: () => setTicked(!returns) })

  return (
    <>
      <ul className={styles.destinations}>
        {destinations.map((destination) => (
          <DestinationButton
            key={destination.room.id}
            {...destination}
            waiting={loads?.find(({ roomId }) => roomId === destination.room.id)?.waiting}
            chosen={destination.room.id === to?.id}
            choose={choose}
          />
        ))}
      </ul>
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
  waiting: number | undefined
  chosen: boolean
  choose: (room: Room) => void
}

function DestinationButton({ room, keys, waiting, chosen, choose }: DestinationProps) {
  const { facility } = useRoom()
  const cluster = facility.clusters.find(({ code }) => code === room.cluster)
  useShortcut({ keys, label: room.name, run: () => choose(room) }, keys !== '')
  return (
    <li>
      <button type="button" className={styles.destination} aria-pressed={chosen} onClick={() => choose(room)}>
        <KeyCap keys={keys} />
        <ClusterMark cluster={room.cluster} numeral={cluster?.numeral ?? ''} label={cluster?.label ?? ''} />
        <span className={styles.rowName}>{room.name}</span>
        {waiting ? <span className={styles.rowEnd}>{waiting} menunggu</span> : null}
      </button>
    </li>
  )
}
