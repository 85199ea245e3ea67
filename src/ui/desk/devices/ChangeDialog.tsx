import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Device, usualDisplay } from '#contract/hub/device'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { RestoredNotice } from '#ui/shared/RestoredNotice.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { DisplayFields } from './DisplayFields.tsx'
import { deviceDraft } from './device-draft.ts'

type ChangeDialogProps = { device: Device; onClose: () => void }

/** The name by which the room hears of it, and what a television shows. Takes effect on the screen at once. */
export function ChangeDialog({ device, onClose }: ChangeDialogProps) {
  const typed = useFoundDraft('device', deviceDraft, ({ id }) => id === device.id)
  const queries = useQueryClient()
  const before = { name: device.name, settings: device.settings ?? usualDisplay }
  const [{ name, settings }, setForm] = useState(typed ?? before)
  const change = (part: Partial<typeof before>) => setForm({ name, settings, ...part })
  const untouched = JSON.stringify([name, settings]) === JSON.stringify([before.name, before.settings])
  const { id, surface } = device
  const draft = { id, surface, name, roomId: device.roomId ?? '', settings }
  const { discard } = useKeptDraft('device', untouched ? null : draft, typed)
  const isDisplay = device.surface === 'display'
  const save = useMutation(
    api.devices.change.mutationOptions({
      onSuccess: () => {
        discard()
        void askAgain(queries, api.devices.key())
        onClose()
      },
    }),
  )

  function submit(event: FormEvent): void {
    event.preventDefault()
    save.mutate({ id, name, settings: isDisplay ? settings : null })
  }

  return (
    <Dialog title={`Ubah ${device.name}`} onClose={onClose} size={700}>
      <Stack component="form" onSubmit={submit}>
        <RestoredNotice
          found={typed !== null}
          untouched={untouched}
          keys="Alt+B"
          onDrop={() => setForm(before)}
        />
        <TextInput
          label="Nama"
          data-autofocus
          autoComplete="off"
          maxLength={40}
          value={name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {isDisplay && <DisplayFields settings={settings} onChange={(settings) => change({ settings })} />}
        <Problems sentences={save.error ? sentencesOf(save.error) : []} />
        <Button type="submit" loading={save.isPending} rightSection={<KeyCap keys="Enter" />}>
          Simpan
        </Button>
      </Stack>
    </Dialog>
  )
}
