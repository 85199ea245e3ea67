import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { openPageUrl } from '#ui/shared/open-page-url.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import type { Facility } from '#ui/shared/use-session.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from './desk-store.ts'
import { clusterOf, useFrontDesk } from './front-desk-context.ts'
import styles from './open-room.module.css'

/** Which room shall have its page; the address it opens is good for that room only. */
export function OpenRoomDialog() {
  const { facility } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const open = useMutation(
    api.pages.open.mutationOptions({
      onSuccess: ({ url }) => {
        openPageUrl(url, 'room')
        show(null)
      },
    }),
  )
  const rooms = facility.rooms.filter(({ active, roles }) => active && !roles.includes('loket'))
  return (
    <Dialog title="Buka halaman ruangan" onClose={() => show(null)} size={760}>
      <Stack gap={8}>
        <Text c="dimmed">
          Petugas ruangan masuk dengan akunnya sendiri di halaman yang terbuka. Pilih dengan angka, atau panah
          lalu <KeyCap keys="Enter" />.
        </Text>
        <Problems sentences={open.error ? sentencesOf(open.error) : []} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows belong to the buttons in it */}
        <div className={styles.rooms} onKeyDown={moveByArrow}>
          {rooms.map((room, place) => (
            <RoomButton
              key={room.id}
              room={room}
              place={place}
              onOpen={() => open.mutate({ surface: 'room', roomId: room.id })}
            />
          ))}
        </div>
      </Stack>
    </Dialog>
  )
}

const COLUMNS = 2
const steps: Partial<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
}

function moveByArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  if (document.activeElement instanceof HTMLElement)
    buttons[buttons.indexOf(document.activeElement) + step]?.focus()
}

type RoomButtonProps = { room: Facility['rooms'][number]; place: number; onOpen: () => void }

/** The first ten have a digit; letters are the series of the tickets. */
function RoomButton({ room, place, onOpen }: RoomButtonProps) {
  const { facility } = useFrontDesk()
  const digit = place < 10 ? String((place + 1) % 10) : null
  useShortcut({ keys: digit ?? '', label: `Buka ${room.name}`, run: onOpen }, digit !== null)
  return (
    <Button
      variant="default"
      justify="space-between"
      leftSection={<ClusterMark cluster={room.cluster} numeral={clusterOf(facility, room.cluster).numeral} />}
      rightSection={digit && <KeyCap keys={digit} />}
      data-autofocus={place === 0 || undefined}
      onClick={onOpen}
      classNames={{ label: styles.roomName }}
    >
      {room.name}
    </Button>
  )
}
