import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
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
        <Text c="dimmed">Petugas ruangan masuk dengan akunnya sendiri di halaman yang terbuka.</Text>
        <Problems sentences={open.error ? sentencesOf(open.error) : []} />
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 }}>
          {rooms.map((room, place) => (
            <RoomButton
              key={room.id}
              room={room}
              first={place === 0}
              letter={String.fromCharCode(65 + place)}
              onOpen={() => open.mutate({ surface: 'room', roomId: room.id })}
            />
          ))}
        </div>
      </Stack>
    </Dialog>
  )
}

type RoomButtonProps = { room: Facility['rooms'][number]; letter: string; first: boolean; onOpen: () => void }

function RoomButton({ room, letter, first, onOpen }: RoomButtonProps) {
  const { facility } = useFrontDesk()
  useShortcut({ keys: letter, label: `Buka ${room.name}`, run: onOpen })
  return (
    <Button
      variant="default"
      justify="space-between"
      leftSection={<ClusterMark cluster={room.cluster} numeral={clusterOf(facility, room.cluster).numeral} />}
      rightSection={<KeyCap keys={letter} />}
      data-autofocus={first || undefined}
      onClick={onOpen}
      styles={{ label: { flex: 1, display: 'block', overflow: 'hidden', textOverflow: 'ellipsis' } }}
    >
      {room.name}
    </Button>
  )
}
