import { Button, PasswordInput, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Role, roleLabels, roles } from '#contract/access'
import { checkPassword, checkUsername } from '#domain/account'
import { sentenceOf } from '#domain/errors'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { problemsOf, sentencesOutside } from '#ui/shared/problems.ts'

type NewStaff = { name: string; username: string; password: string; role: Role }

const deeds: Record<Role, string> = {
  clerk: 'mendaftarkan pasien dan menutup hari',
  nurse: 'memanggil dan melayani di ruangan',
  head: 'semua, termasuk pengaturan ini',
}

export function NewStaffDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const form = useForm<NewStaff>({
    initialValues: { name: '', username: '', password: '', role: 'clerk' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Nama petugas belum diisi.' : null),
      username: (username) => sentence(checkUsername(username)),
      password: (password) => sentence(checkPassword(password)),
    },
  })
  const create = useMutation(
    api.staff.create.mutationOptions({
      onSuccess: () => {
        void askAgain(queries, api.staff.key())
        onClose()
      },
      onError: (error) => {
        for (const { code, field, sentence } of problemsOf(error)) {
          form.setFieldError(code === 'username_taken' ? 'username' : (field ?? ''), sentence)
        }
      },
    }),
  )
  const elsewhere = create.error
    ? problemsOf(create.error).filter(({ code }) => code !== 'username_taken')
    : []
  return (
    <Dialog title="Petugas baru" onClose={onClose}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Stack>
          <TextInput label="Nama lengkap" autoComplete="off" data-autofocus {...form.getInputProps('name')} />
          <TextInput
            label="Nama pengguna"
            description="untuk masuk: huruf kecil, angka, atau titik"
            autoComplete="off"
            autoCapitalize="none"
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label="Kata sandi"
            description="paling sedikit 8 huruf; petugas boleh memakai kalimat"
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Tampilkan kata sandi' }}
            {...form.getInputProps('password')}
          />
          <Radio.Group size="md" label="Peran" {...form.getInputProps('role')}>
            <Stack gap={10} mt={8}>
              {roles.map((role) => (
                <Radio key={role} value={role} label={roleLabels[role]} description={deeds[role]} />
              ))}
            </Stack>
          </Radio.Group>
          <Problems sentences={sentencesOutside(elsewhere, Object.keys(form.values))} />
          <Button type="submit" loading={create.isPending} rightSection={<KeyCap keys="Enter" />}>
            Simpan petugas
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

function sentence(found: Parameters<typeof sentenceOf>[0] | null): string | null {
  return found && sentenceOf(found)
}
