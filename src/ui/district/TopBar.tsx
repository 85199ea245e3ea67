import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { roleLabels } from '#contract/district/base'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { api } from './client.ts'
import type { Person } from './Dashboard.tsx'
import styles from './district.module.css'
import { addressOf, type Section } from './use-place.ts'

type Tab = { section: Section; label: string; keys: string; managersOnly: boolean }

const tabs: Tab[] = [
  { section: 'tonight', label: 'Malam ini', keys: '1', managersOnly: false },
  { section: 'visits', label: 'Kunjungan', keys: '2', managersOnly: false },
  { section: 'facilities', label: 'Puskesmas', keys: '3', managersOnly: true },
  { section: 'staff', label: 'Akun', keys: '4', managersOnly: true },
]

export function TopBar({ person, section }: { person: Person; section: Section }) {
  const shown = tabs.filter(({ managersOnly }) => !managersOnly || person.role === 'manager')
  return (
    <header className={styles.bar}>
      <h1>Dinas Kesehatan</h1>
      <nav aria-label="Bagian dasbor">
        {shown.map((tab) => (
          <TabLink key={tab.section} tab={tab} current={tab.section === section} />
        ))}
      </nav>
      <p>
        {person.name} <span className={styles.quiet}>· {roleLabels[person.role]}</span>
      </p>
      <SignOut />
    </header>
  )
}

function TabLink({ tab, current }: { tab: Tab; current: boolean }) {
  const { section, label, keys } = tab
  useShortcut({ keys, label, run: () => location.assign(addressOf(section)) })
  return (
    <a href={addressOf(section)} aria-current={current ? 'page' : undefined} aria-keyshortcuts={keys}>
      {label} <KeyCap keys={keys} />
    </a>
  )
}

function SignOut() {
  const queries = useQueryClient()
  const signOut = useMutation(
    api.session.signOut.mutationOptions({ onSuccess: () => queries.resetQueries() }),
  )
  const run = () => signOut.mutate()
  useShortcut({ keys: 'Alt+K', label: 'Keluar', run })
  return (
    <>
      <Problems sentences={signOut.error ? sentencesOf(signOut.error) : []} />
      <Button
        variant="subtle"
        loading={signOut.isPending}
        rightSection={<KeyCap keys="Alt+K" />}
        onClick={run}
      >
        Keluar
      </Button>
    </>
  )
}
