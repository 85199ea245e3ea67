import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { accountRules } from '#ui/shared/account-rules.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { OwnAccountFields } from '#ui/shared/OwnAccountFields.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { placeProblems } from '#ui/shared/place-problems.ts'
import { api } from './client.ts'

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
          <OwnAccountFields propsOf={form.getInputProps} />
          <Problems sentences={elsewhere} />
          <Button type="submit" loading={create.isPending} rightSection={<KeyCap keys="Enter" />}>
            Buat akun dan masuk
          </Button>
        </Stack>
      </Paper>
    </Stack>
  )
}
