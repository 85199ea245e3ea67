import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { SignIn } from '#ui/shared/SignIn.tsx'
import { api } from './client.ts'
import { Dashboard } from './Dashboard.tsx'
import { FirstAccount } from './FirstAccount.tsx'

/** A district without accounts, nobody signed in, or the dashboard. */
export function District() {
  const session = useQuery(api.session.me.queryOptions())
  return (
    <FourStates query={session} isEmpty={() => false} empty={null}>
      {(now) => {
        if (now.state === 'signed_in') return <Dashboard key={now.person.id} person={now.person} />
        if (now.state === 'signed_out')
          return <SignIn title="Dinas Kesehatan" place="Dasbor Puskesmas" session={api.session} />
        return now.canSetUp ? <FirstAccount /> : <NotOpened />
      }}
    </FourStates>
  )
}

/** Only who started the server has seen the one-time address. */
function NotOpened() {
  return (
    <Stack component="main" align="center" justify="center" mih="100vh" p="xl" gap="lg">
      <Title order={1} size={28} ta="center">
        Server dinas belum disiapkan
      </Title>
      <Text maw={560} ta="center">
        Akun pertama hanya dapat dibuat lewat alamat sekali pakai yang tampil di komputer server setiap kali
        server dinas dinyalakan. Buka alamat itu di peramban, lalu isi nama dan kata sandi Anda.
      </Text>
    </Stack>
  )
}
