import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { accountRules } from './account-rules.ts'
import { api } from './client.ts'
import { placeProblems } from './place-problems.ts'

/** The first person of the district's office; shown only on the page that was opened by the one-time address. */
export function FirstAccount() {
  const queries = useQueryClient()
  const [elsewhere, setElsewhere] = useState<string[]>([])
  const form = useForm({
    initialValues: { name: '', username: '', password: '', again: '' },
    validate: {
      ...accountRules,
      again: (again, { password }) => (again === password ? null : 'Kedua kata sandi belum sama.'),
    },
  })
  const create = useMutation(
    api.session.createFirstAccount.mutationOptions({
      onMutate: () => setElsewhere([]),
      onSuccess: () => queries.invalidateQueries({ queryKey: api.session.key() }),
      onError: (error) => setElsewhere(placeProblems(form, error, { username_taken: 'username' })),
    }),
  )
  const showPassword = { 'aria-label': 'Tampilkan kata sandi' }
  return (
    <Stack component="main" align="center" justify="center" mih="100vh" p="xl" gap="lg">
      <Stack gap={8} align="center" maw={520}>
        <Title order={1} size={32}>
          Siapkan dasbor dinas
        </Title>
        <Text ta="center">
          Akun ini menjadi <b>pengelola dinas</b>: mendaftarkan Puskesmas dan menambah pembaca dasbor. Tidak
          ada akun bawaan.
        </Text>
      </Stack>
      <Paper
        component="form"
        noValidate
        onSubmit={form.onSubmit(({ again: _, ...account }) => create.mutate(account))}
        p={32}
        w={480}
        maw="100%"
        withBorder
      >
        <Stack>
          <TextInput
            label="Nama Anda"
            maxLength={80}
            autoComplete="name"
            autoFocus
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Nama pengguna"
            description="untuk masuk: huruf kecil, angka, atau titik"
            autoComplete="username"
            autoCapitalize="none"
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label="Kata sandi"
            description="paling sedikit 8 huruf; kalimat pendek mudah diingat dan sulit ditebak"
            autoComplete="new-password"
            visibilityToggleButtonProps={showPassword}
            {...form.getInputProps('password')}
          />
          <PasswordInput
            label="Kata sandi sekali lagi"
            autoComplete="new-password"
            visibilityToggleButtonProps={showPassword}
            {...form.getInputProps('again')}
          />
          <Problems sentences={elsewhere} />
          <Button type="submit" loading={create.isPending} rightSection={<KeyCap keys="Enter" />}>
            Buat akun dan masuk
          </Button>
        </Stack>
      </Paper>
    </Stack>
  )
}
