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
import { DisplayFields } from './DisplayFields.tsx'

/** The name by which the room hears of it, and what a television shows. Takes effect on the screen at once. */
export function ChangeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const queries = useQueryClient()
  const [name, setName] = useState(device.name)
  const [settings, setSettings] = useState(device.settings ?? usualDisplay)
  const isDisplay = device.surface === 'display'
  const change = useMutation(
    api.devices.change.mutationOptions({
      onSuccess: () => {
        void askAgain(queries, api.devices.key())
        onClose()
      },
    }),
  )

  function submit(event: FormEvent): void {
    event.preventDefault()
    change.mutate({ id: device.id, name, settings: isDisplay ? settings : null })
  }

  return (
    <Dialog title={`Ubah ${device.name}`} onClose={onClose} size={700}>
      <Stack component="form" onSubmit={submit}>
        <TextInput
          label="Nama"
          data-autofocus
          autoComplete="off"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {isDisplay && <DisplayFields settings={settings} onChange={setSettings} />}
        <Problems sentences={change.error ? sentencesOf(change.error) : []} />
        <Button type="submit" loading={change.isPending} rightSection={<KeyCap keys="Enter" />}>
          Simpan
        </Button>
      </Stack>
    </Dialog>
  )
}
