import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { checkPassword } from '#domain/account'
import { sentenceOf } from '#domain/errors'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import type { Member } from './StaffCard.tsx'

type NewPasswordDialogProps = { member: Member; onClose: () => void }

export function NewPasswordDialog({ member, onClose }: NewPasswordDialogProps) {
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const change = useMutation(
    api.staff.change.mutationOptions({
      onSuccess: onClose,
      onError: (error) => setRefusal(sentencesOf(error).join(' ')),
    }),
  )

  function submit(event: FormEvent): void {
    event.preventDefault()
    const weak = checkPassword(password)
    setRefusal(weak && sentenceOf(weak))
    if (!weak) change.mutate({ id: member.id, password })
  }

  return (
    <Dialog title={`Sandi baru untuk ${member.name}`} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text>Yang lama langsung tidak berlaku, dan {member.name} harus masuk lagi di semua layar.</Text>
          <PasswordInput
            label="Kata sandi baru"
            autoComplete="new-password"
            data-autofocus
            value={password}
            error={refusal}
            visibilityToggleButtonProps={{ 'aria-label': 'Tampilkan kata sandi' }}
            onChange={(event) => {
              setPassword(event.currentTarget.value)
              setRefusal(null)
            }}
          />
          <Button type="submit" loading={change.isPending} rightSection={<KeyCap keys="Enter" />}>
            Ganti kata sandi
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
