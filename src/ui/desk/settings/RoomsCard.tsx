import { Button, Group, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Room, roomRoleLabels } from '#domain/room'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { clusterOf, useFrontDesk } from '../front-desk-context.ts'
import { RowDeeds } from '../RowDeeds.tsx'
import { stepAlong } from '../step-along.ts'
import { RoomDialog } from './RoomDialog.tsx'
import classes from './Settings.module.css'

/** Rooms as they are called today. One that was ever used is switched off, never deleted. */
export function RoomsCard() {
  const { facility } = useFrontDesk()
  const [editing, setEditing] = useState<Room | 'new' | null>(null)
  const add = () => setEditing('new')
  useShortcut({ keys: 'Alt+U', label: 'Tambah ruangan', run: add })
  const rooms = useQuery(api.rooms.list.queryOptions())
  return (
    <section aria-label="Ruangan" className={classes.card}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size={18}>
          Ruangan
        </Title>
        <Button variant="default" rightSection={<KeyCap keys="Alt+U" />} onClick={add}>
          Tambah ruangan
        </Button>
      </Group>
      <FourStates query={rooms} isEmpty={(list) => list.length === 0} empty="Belum ada ruangan.">
        {(list) => (
          <Table verticalSpacing={6} onKeyDown={stepAlong}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Ruangan</Table.Th>
                <Table.Th>Di layar dan tiket</Table.Th>
                <Table.Th>Seri</Table.Th>
                <Table.Th>Prioritas : umum</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {list.map((room) => (
                <Table.Tr key={room.id}>
                  <Table.Td>
                    <Text fw={600} {...(!room.active && { c: 'dimmed' })}>
                      {room.name}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {[
                        clusterOf(facility, room.cluster).shortLabel,
                        room.active
                          ? room.roles.map((role) => roomRoleLabels[role]).join(', ')
                          : 'tidak dipakai',
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </Text>
                  </Table.Td>
                  <Table.Td>{room.publicLabel}</Table.Td>
                  <Table.Td>{room.series}</Table.Td>
                  <Table.Td>{room.ratio} : 1</Table.Td>
                  <Table.Td ta="right">
                    <RowDeeds
                      deeds={[
                        {
                          keys: 'U',
                          label: 'Ubah',
                          name: `Ubah ${room.name}`,
                          run: () => setEditing(room),
                        },
                      ]}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </FourStates>
      {editing && <RoomDialog room={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </section>
  )
}
