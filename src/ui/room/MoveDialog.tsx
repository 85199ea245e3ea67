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
import { comesBack, destinationsFor } from './offers.ts'
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

const keysOfRooms = '123456789ABCDEFGHIJ'

/** A room has finished for good with a person who is moved, so the choice is confirmed. */
function MoveForm({ leg, orders, onClose }: Props) {
  const { facility, room } = useRoom()
  const destinations = destinationsFor(leg, { room, rooms: facility.rooms })
  const { data: loads } = useQuery(api.queue.loads.queryOptions())
  const [to, setTo] = useState(destinations[0])
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
        {destinations.map((destination, index) => (
          <Destination
            key={destination.id}
            destination={destination}
            keys={keysOfRooms[index] ?? ''}
            waiting={loads?.find(({ roomId }) => roomId === destination.id)?.waiting}
            chosen={destination.id === to?.id}
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

type DestinationProps = {
  destination: Room
  keys: string
  waiting: number | undefined
  chosen: boolean
  choose: (room: Room) => void
}

function Destination({ destination, keys, waiting, chosen, choose }: DestinationProps) {
  const { facility } = useRoom()
  const cluster = facility.clusters.find(({ code }) => code === destination.cluster)
  useShortcut({ keys, label: destination.name, run: () => choose(destination) }, keys !== '')
  return (
    <li>
      <button
        type="button"
        className={styles.destination}
        aria-pressed={chosen}
        onClick={() => choose(destination)}
      >
        <KeyCap keys={keys} />
        <ClusterMark
          cluster={destination.cluster}
          numeral={cluster?.numeral ?? ''}
          label={cluster?.label ?? ''}
        />
        <span className={styles.rowName}>{destination.name}</span>
        {waiting ? <span className={styles.rowEnd}>{waiting} menunggu</span> : null}
      </button>
    </li>
  )
}
