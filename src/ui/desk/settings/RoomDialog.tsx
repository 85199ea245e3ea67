import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { room as roomShape } from '#contract/hub/shapes'
import { wordsToSpell } from '#domain/announcement'
import type { ClusterCode } from '#domain/cluster'
import { type Room, type RoomRole, roomRoleLabels, roomRoles, usualRatio } from '#domain/room'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { problemsOf, sentencesOutside } from '#ui/shared/problems.ts'
import { RestoredNotice } from '#ui/shared/RestoredNotice.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import classes from './Settings.module.css'

type RoomForm = Omit<Room, 'id' | 'roles'> & { roles: RoomRole[] }

const newRoom: RoomForm = {
  name: '',
  publicLabel: '',
  cluster: 'k3',
  series: 'C',
  roles: [],
  ratio: usualRatio,
  active: true,
}

/** As typed; `id` null is a room that is new. */
const roomDraft = roomShape.extend({ id: z.string().nullable(), series: z.string() })

type RoomDialogProps = { room: Room | null; onClose: () => void }

export function RoomDialog({ room, onClose }: RoomDialogProps) {
  const id = room?.id ?? null
  const typed = useFoundDraft('room', roomDraft, (draft) => draft.id === id)
  const { facility } = useFrontDesk()
  const queries = useQueryClient()
  const start: RoomForm = room ? { ...room, roles: [...room.roles] } : newRoom
  const form = useForm<RoomForm>({
    initialValues: { ...start, ...typed },
    validate: {
      name: (name) => (name.trim() === '' ? 'Nama ruangan belum diisi.' : null),
      publicLabel: (label) => (label.trim() === '' ? 'Tulisan untuk umum belum diisi.' : null),
      series: (series) => (/^[A-Z]$/.test(series) ? null : 'Seri satu huruf A–Z.'),
    },
  })
  const untouched = JSON.stringify({ ...form.values, id }) === JSON.stringify({ ...start, id })
  const { discard } = useKeptDraft('room', untouched ? null : { ...form.values, id }, typed)
  const save = useMutation(
    api.rooms.save.mutationOptions({
      onSuccess: () => {
        discard()
        void askAgain(queries, api.rooms.key())
        void askAgain(queries, api.session.key())
        onClose()
      },
      onError: (error) => {
        for (const { field, sentence } of problemsOf(error)) if (field) form.setFieldError(field, sentence)
      },
    }),
  )
  const problems = save.error ? problemsOf(save.error) : []
  const spelled = wordsToSpell(form.values.publicLabel)
  return (
    <Dialog title={room ? `Ubah ${room.name}` : 'Ruangan baru'} onClose={onClose} size={800}>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate({ ...values, id }))}>
        <Stack gap="sm">
          <RestoredNotice
            found={typed !== null}
            untouched={untouched}
            keys="Alt+B"
            onDrop={() => form.setValues(start)}
          />
          <TextInput
            label="Nama ruangan"
            description="untuk petugas"
            data-autofocus
            autoComplete="off"
            maxLength={40}
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Tulisan untuk umum"
            description="di layar tunggu, tiket, dan suara: jangan menyebut penyakit"
            autoComplete="off"
            maxLength={30}
            {...form.getInputProps('publicLabel')}
          />
          {spelled.length > 0 && (
            <Text size="sm">
              Belum ada rekaman untuk: {spelled.join(', ')}. Kata itu dieja huruf demi huruf.
            </Text>
          )}
          <Group align="flex-start" wrap="nowrap">
            <NativeSelect
              flex={5}
              label="Klaster"
              value={form.values.cluster}
              data={facility.clusters.map(({ code, label }) => ({ value: code, label }))}
              onChange={(event) => form.setFieldValue('cluster', event.currentTarget.value as ClusterCode)}
            />
            <TextInput
              flex={2}
              label="Seri nomor"
              maxLength={1}
              {...form.getInputProps('series')}
              onChange={(event) => form.setFieldValue('series', event.currentTarget.value.toUpperCase())}
            />
            <NumberInput
              flex={4}
              label="Prioritas tiap 1 umum"
              min={1}
              max={9}
              allowDecimal={false}
              clampBehavior="strict"
              value={form.values.ratio}
              onChange={(ratio) => form.setFieldValue('ratio', Number(ratio) || usualRatio)}
            />
          </Group>
          <Checkbox.Group
            label="Melayani"
            value={form.values.roles}
            onChange={(next) =>
              form.setFieldValue(
                'roles',
                roomRoles.filter((role) => next.includes(role)),
              )
            }
          >
            <div className={classes.roleChoices}>
              {roomRoles.map((role) => (
                <Checkbox key={role} size="sm" value={role} label={roomRoleLabels[role]} />
              ))}
            </div>
          </Checkbox.Group>
          <Checkbox label="Dipakai" {...form.getInputProps('active', { type: 'checkbox' })} />
          <Problems sentences={sentencesOutside(problems, Object.keys(form.values))} />
          <Button type="submit" loading={save.isPending} rightSection={<KeyCap keys="Enter" />}>
            Simpan ruangan
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
