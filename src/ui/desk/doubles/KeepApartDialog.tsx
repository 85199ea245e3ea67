import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { problem, sentenceOf } from '#domain/errors'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useReason } from '#ui/shared/use-reason.ts'

type Person = { id: string; name: string; recordNo: string; nik: string | null }
type KeepApartDialogProps = { first: Person; second: Person; onDone: () => void; onClose: () => void }

/** They are two people after all: said once with a reason, the pair waits no longer. */
export function KeepApartDialog({ onClose, ...pair }: KeepApartDialogProps) {
  return (
    <Dialog title="Memang dua orang" onClose={onClose}>
      <KeepApartForm {...pair} />
    </Dialog>
  )
}

function KeepApartForm({ first, second, onDone }: Omit<KeepApartDialogProps, 'onClose'>) {
  const { reason, setReason, forgetReason } = useReason(`two people ${first.id} ${second.id}`)
  const [asked, setAsked] = useState(false)
  const keep = useMutation(
    api.merges.keepApart.mutationOptions({
      onSuccess: () => {
        forgetReason()
        onDone()
      },
    }),
  )
  const sharesNik = first.nik !== null && first.nik === second.nik
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (reason.trim() !== '') keep.mutate({ firstId: first.id, secondId: second.id, reason })
      }}
    >
      <Stack>
        <Text>
          <b>{first.name}</b> (RM {first.recordNo}) dan <b>{second.name}</b> (RM {second.recordNo}) tidak
          digabung
          {sharesNik &&
            ', dan tidak lagi menunggu dalam daftar NIK sama. NIK yang keliru tetap perlu diperbaiki'}
          .
        </Text>
        <TextInput
          data-autofocus
          label="Alasan"
          placeholder="misalnya: kakak beradik, NIK sedang diurus Dukcapil"
          maxLength={160}
          value={reason}
          error={asked && reason.trim() === '' ? sentenceOf(problem('reason_missing')) : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Problems sentences={keep.error ? sentencesOf(keep.error) : []} />
        <Button type="submit" loading={keep.isPending} rightSection={<KeyCap keys="Enter" />}>
          Simpan
        </Button>
      </Stack>
    </form>
  )
}
