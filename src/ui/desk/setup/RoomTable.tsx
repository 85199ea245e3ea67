import { ActionIcon, Button, Checkbox, Popover, Select, Table, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { ClusterCode } from '#domain/cluster'
import { type RoomRole, roomRoleLabels, roomRoles } from '#domain/room'
import classes from './Setup.module.css'
import type { SetupFormApi } from './setup-form.ts'
import type { Presets } from './setup-values.ts'

type ClusterLabel = Presets['schemes'][number]['clusters'][number]
type RoomTableProps = { form: SetupFormApi; clusters: ClusterLabel[] }

export function RoomTable({ form, clusters }: RoomTableProps) {
  return (
    <Table className={classes.rooms} verticalSpacing={4} horizontalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Nama ruangan</Table.Th>
          <Table.Th title="Tampil di layar tunggu dan tiket: jangan menyebut penyakit">
            Tulisan untuk umum
          </Table.Th>
          <Table.Th w={230}>Klaster</Table.Th>
          <Table.Th w={72} title="Huruf depan nomor antrean">
            Seri
          </Table.Th>
          <Table.Th w={220}>Melayani</Table.Th>
          <Table.Th w={48} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {form.values.rooms.map((room, at) => (
          <RoomLine key={room.key} form={form} at={at} clusters={clusters} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function RoomLine({ form, at, clusters }: RoomTableProps & { at: number }) {
  const room = form.values.rooms[at]
  if (!room) return null
  const say = (what: string) => `${what} ${room.name || `ruangan ${at + 1}`}`
  return (
    <Table.Tr>
      <Table.Td>
        <TextInput
          size="sm"
          aria-label={`Nama ruangan ${at + 1}`}
          maxLength={40}
          {...form.getInputProps(`rooms.${at}.name`)}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          size="sm"
          aria-label={say('Tulisan untuk umum')}
          maxLength={40}
          {...form.getInputProps(`rooms.${at}.publicLabel`)}
        />
      </Table.Td>
      <Table.Td>
        <Select
          size="sm"
          aria-label={say('Klaster')}
          allowDeselect={false}
          data={clusters.map(({ code, label }) => ({ value: code, label }))}
          value={room.cluster}
          onChange={(cluster) => form.setFieldValue(`rooms.${at}.cluster`, cluster as ClusterCode)}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          size="sm"
          aria-label={say('Seri')}
          maxLength={1}
          {...form.getInputProps(`rooms.${at}.series`)}
          onChange={(event) =>
            form.setFieldValue(`rooms.${at}.series`, event.currentTarget.value.toUpperCase())
          }
        />
      </Table.Td>
      <Table.Td>
        <RolesButton
          label={say('Melayani')}
          roles={room.roles}
          onChange={(roles) => form.setFieldValue(`rooms.${at}.roles`, roles)}
        />
      </Table.Td>
      <Table.Td>
        <ActionIcon
          size={36}
          variant="subtle"
          aria-label={say('Hapus')}
          onClick={() => form.removeListItem('rooms', at)}
        >
          <IconTrash size={20} />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  )
}

type RolesButtonProps = { label: string; roles: RoomRole[]; onChange: (roles: RoomRole[]) => void }

function RolesButton({ label, roles, onChange }: RolesButtonProps) {
  const words = roles.map((role) => roomRoleLabels[role]).join(', ')
  return (
    <Popover position="bottom-end" trapFocus returnFocus withinPortal transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button
          size="sm"
          variant="default"
          fullWidth
          justify="flex-start"
          fw={400}
          aria-label={`${label}: ${words}`}
        >
          <span className={classes.roles}>{words || 'pilih'}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group
          value={roles}
          onChange={(next) => onChange(roomRoles.filter((role) => next.includes(role)))}
        >
          <div className={classes.roleChoices}>
            {roomRoles.map((role) => (
              <Checkbox key={role} size="sm" value={role} label={roomRoleLabels[role]} />
            ))}
          </div>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  )
}
