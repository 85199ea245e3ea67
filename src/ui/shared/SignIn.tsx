import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { askAgain } from './ask-again.ts'
import { KeyCap } from './KeyCap.tsx'
import { problemsOf } from './problems.ts'

type Credentials = { username: string; password: string }

type Props = {
  title: string
  /** Which page this is, as «Meja pendaftaran» or a room's name. */
  place: string
  /** The hub's or the district's. */
  session: { key: () => QueryKey; signIn: { call: (who: Credentials) => Promise<unknown> } }
}

export function SignIn({ title, place, session }: Props) {
  const queries = useQueryClient()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const passwordField = useRef<HTMLInputElement>(null)
  const signIn = useMutation({
    mutationFn: (who: Credentials) => session.signIn.call(who),
    onSuccess: () => askAgain(queries, session.key()),
    onError: () => passwordField.current?.select(),
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!signIn.isPending) signIn.mutate({ username: username.trim().toLowerCase(), password })
  }

  return (
    <Stack component="main" align="center" justify="center" mih="100vh" p="xl" gap="lg">
      <Stack gap={4} align="center">
        <Title order={1} size={32} ta="center">
          {title}
        </Title>
        <Text c="dimmed">{place}</Text>
      </Stack>
      <Paper component="form" onSubmit={submit} p={32} w={400} maw="100%" withBorder>
        <Stack>
          <TextInput
            label="Nama pengguna"
            autoComplete="username"
            autoCapitalize="none"
            autoFocus
            required
            withAsterisk={false}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            ref={passwordField}
            label="Kata sandi"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={signIn.error && problemsOf(signIn.error)[0]?.sentence}
            visibilityToggleButtonProps={{ 'aria-label': 'Tampilkan kata sandi' }}
          />
          <Button type="submit" loading={signIn.isPending} rightSection={<KeyCap keys="Enter" />}>
            Masuk
          </Button>
        </Stack>
      </Paper>
    </Stack>
  )
}
