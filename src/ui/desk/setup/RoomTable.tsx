import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Popover,
  Select,
  Stack,
  Table,
  TextInput,
  VisuallyHidden,
} from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type FocusEvent, useRef, useState } from 'react'
import type { ClusterCode } from '#domain/cluster'
import { type RoomRole, roomRoleLabels, roomRoles } from '#domain/room'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './Setup.module.css'
import type { SetupFormApi } from './setup-form.ts'
import type { Presets } from './setup-values.ts'
import type { RoomDeeds } from './use-rooms.ts'

type ClusterLabel = Presets['schemes'][number]['clusters'][number]
type RoomTableProps = { form: SetupFormApi; clusters: ClusterLabel[]; deeds: RoomDeeds }

/** The rooms, one a row. A row that comes takes the focus, one that goes leaves it to its neighbour. */
export function RoomTable({ form, clusters, deeds }: RoomTableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const { rooms } = form.values

  function focusName(at: number): void {
    requestAnimationFrame(() => {
      const name = body.current?.rows.item(at)?.querySelector('input')
      const next = name ?? addButton.current
      next?.focus()
    })
  }

  function add(): void {
    form.insertListItem('rooms', {
      key: String(performance.now()),
      name: '',
      publicLabel: '',
      cluster: 'k3',
      series: 'C',
      roles: [],
    })
    focusName(rooms.length)
  }

  function remove(at: number): void {
    deeds.remove(at)
    focusName(Math.min(at, rooms.length - 2))
  }

  function bringBack(): void {
    deeds.bringBack?.()
    focusName(0)
  }

  useShortcut({ keys: 'Alt+U', label: 'Tambah ruangan', run: add })
  useShortcut({ keys: 'Alt+K', label: 'Kembalikan ruangan tadi', run: bringBack }, deeds.bringBack !== null)
  return (
    <Stack gap="lg">
      <Table className={classes.rooms} verticalSpacing={4} horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Nama ruangan</Table.Th>
            <Table.Th title="Tampil di layar tunggu dan tiket: jangan menyebut penyakit">
              Tulisan untuk umum
            </Table.Th>
            <Table.Th w={220}>Klaster</Table.Th>
            <Table.Th w={60} title="Huruf depan nomor antrean">
              Seri
            </Table.Th>
            <Table.Th w={230}>Melayani</Table.Th>
            <Table.Th w={100} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {rooms.map((room, at) => (
            <RoomLine key={room.key} form={form} at={at} clusters={clusters} onRemove={() => remove(at)} />
          ))}
        </Table.Tbody>
      </Table>
      {form.errors.rooms && <Problems sentences={[String(form.errors.rooms)]} />}
      <Group>
        <Button ref={addButton} variant="default" rightSection={<KeyCap keys="Alt+U" />} onClick={add}>
          Tambah ruangan
        </Button>
        {deeds.bringBack && (
          <Button variant="default" rightSection={<KeyCap keys="Alt+K" />} onClick={bringBack}>
            Kembalikan ruangan tadi
          </Button>
        )}
      </Group>
    </Stack>
  )
}

type RoomLineProps = Omit<RoomTableProps, 'deeds'> & { at: number; onRemove: () => void }

/** The keys of its buttons work and stand on them while the focus is in the row. */
function RoomLine({ form, at, clusters, onRemove }: RoomLineProps) {
  const [here, setHere] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const room = form.values.rooms[at]
  const say = (what: string) => `${what} ${room?.name || `ruangan ${at + 1}`}`
  useShortcut({ keys: 'Alt+H', label: say('Hapus'), run: onRemove }, here && !choosing)
  if (!room) return null

  function leave({ currentTarget, relatedTarget }: FocusEvent): void {
    if (!currentTarget.contains(relatedTarget)) setHere(false)
  }

  return (
    <Table.Tr onFocus={() => setHere(true)} onBlur={leave}>
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
          here={here}
          opened={choosing}
          onOpen={setChoosing}
          onChange={(roles) => form.setFieldValue(`rooms.${at}.roles`, roles)}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            size={36}
            variant="subtle"
            aria-label={say('Hapus')}
            aria-keyshortcuts="Alt+H"
            onClick={onRemove}
          >
            <IconTrash size={20} />
          </ActionIcon>
          {here && <KeyCap keys="Alt+H" />}
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

type RolesButtonProps = {
  label: string
  roles: RoomRole[]
  here: boolean
  opened: boolean
  onOpen: (opened: boolean) => void
  onChange: (roles: RoomRole[]) => void
}

function RolesButton({ label, roles, here, opened, onOpen, onChange }: RolesButtonProps) {
  const words = roles.map((role) => roomRoleLabels[role]).join(', ') || 'pilih'
  const toggle = () => onOpen(!opened)
  useShortcut({ keys: 'Alt+L', label, run: toggle }, here)
  // Otherwise Escape would leave the step as well.
  useShortcut({ keys: 'Escape', label: 'Tutup pilihan', run: toggle }, opened)
  return (
    <Popover
      opened={opened}
      onChange={onOpen}
      position="bottom-end"
      trapFocus
      returnFocus
      withinPortal
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          size="sm"
          variant="default"
          fullWidth
          px={10}
          justify="space-between"
          fw={400}
          rightSection={here && <KeyCap keys="Alt+L" />}
          onClick={toggle}
        >
          <span className={classes.roles}>
            <VisuallyHidden>{label}: </VisuallyHidden>
            {words}
          </span>
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
