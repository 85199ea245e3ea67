import { Button, PasswordInput, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Role, roleLabels, roles } from '#contract/district/base'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { accountRules } from '../account-rules.ts'
import { api } from '../client.ts'
import { placeProblems } from '../place-problems.ts'

type NewMember = { name: string; username: string; password: string; role: Role }

const deeds: Record<Role, string> = {
  manager: 'semua, termasuk mendaftarkan Puskesmas dan menambah akun',
  viewer: 'melihat dan mencetak angka',
}

export function NewMemberDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const [elsewhere, setElsewhere] = useState<string[]>([])
  const form = useForm<NewMember>({
    initialValues: { name: '', username: '', password: '', role: 'viewer' },
    validate: accountRules,
  })
  const create = useMutation(
    api.staff.create.mutationOptions({
      onMutate: () => setElsewhere([]),
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: api.staff.key() })
        onClose()
      },
      onError: (error) => setElsewhere(placeProblems(form, error, { username_taken: 'username' })),
    }),
  )
  return (
    <Dialog title="Akun baru" onClose={onClose}>
      <form noValidate onSubmit={form.onSubmit((member) => create.mutate(member))}>
        <Stack>
          <TextInput
            label="Nama lengkap"
            maxLength={80}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Nama pengguna"
            description="untuk masuk: huruf kecil, angka, atau titik"
            autoComplete="off"
            autoCapitalize="none"
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label="Kata sandi"
            description="paling sedikit 8 huruf; boleh kalimat pendek"
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Tampilkan kata sandi' }}
            {...form.getInputProps('password')}
          />
          <Radio.Group label="Peran" {...form.getInputProps('role')}>
            <Stack gap={10} mt={8}>
              {roles.map((role) => (
                <Radio key={role} value={role} label={roleLabels[role]} description={deeds[role]} />
              ))}
            </Stack>
          </Radio.Group>
          <Problems sentences={elsewhere} />
          <Button type="submit" loading={create.isPending} rightSection={<KeyCap keys="Enter" />}>
            Simpan akun
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
