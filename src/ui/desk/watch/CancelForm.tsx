import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useReason } from '#ui/shared/use-reason.ts'

type CancelFormProps = { visitId: string; onCancelled: () => void }

/** Only a person cancels, and says why. */
export function CancelForm({ visitId, onCancelled }: CancelFormProps) {
  const { reason, setReason, forgetReason } = useReason(`cancel ${visitId}`)
  const cancel = useMutation(
    api.visits.cancel.mutationOptions({
      onSuccess: () => {
        forgetReason()
        onCancelled()
      },
    }),
  )

  function submit(event: FormEvent): void {
    event.preventDefault()
    cancel.mutate({ visitId, reason })
  }

  return (
    <Stack component="form" onSubmit={submit} gap="sm">
      <TextInput
        label="Alasan dibatalkan"
        placeholder="misalnya: pasien pulang"
        autoFocus
        autoComplete="off"
        maxLength={160}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={cancel.error && sentencesOf(cancel.error)[0]}
      />
      <Button type="submit" color="danger" loading={cancel.isPending} rightSection={<KeyCap keys="Enter" />}>
        Batalkan kunjungan ini
      </Button>
    </Stack>
  )
}
