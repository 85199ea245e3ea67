import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Role, roleLabels, seesPatients } from '#contract/district/base'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { api } from './client.ts'
import type { Person } from './Dashboard.tsx'
import styles from './district.module.css'
import { addressOf, open, type Section } from './use-place.ts'

type Tab = { section: Section; label: string; keys: string; for: (role: Role) => boolean }

const tabs: Tab[] = [
  { section: 'tonight', label: 'Malam ini', keys: '1', for: everybody },
  { section: 'visits', label: 'Kunjungan', keys: '2', for: everybody },
  { section: 'contacts', label: 'Angka kontak', keys: '3', for: everybody },
  { section: 'villages', label: 'PWS desa', keys: '4', for: everybody },
  { section: 'people', label: 'Orang sama', keys: '5', for: seesPatients },
  { section: 'facilities', label: 'Puskesmas', keys: '6', for: isManager },
  { section: 'staff', label: 'Akun', keys: '7', for: isManager },
]

function everybody(): boolean {
  return true
}

function isManager(role: Role): boolean {
  return role === 'manager'
}

/** The section, or the first one where this role may not open it. */
export function sectionFor(role: Role, section: Section): Section {
  return tabs.some((tab) => tab.section === section && tab.for(role)) ? section : 'tonight'
}

export function TopBar({ person, section }: { person: Person; section: Section }) {
  const shown = tabs.filter((tab) => tab.for(person.role))
  return (
    <header className={styles.bar}>
      <h1>Dinas Kesehatan</h1>
      <nav aria-label="Bagian dasbor">
        {shown.map((tab) => (
          <TabLink key={tab.section} tab={tab} current={tab.section === section} />
        ))}
      </nav>
      <p className={styles.who}>
        {person.name} <span className={styles.quiet}>{roleLabels[person.role]}</span>
      </p>
      <SignOut />
    </header>
  )
}

function TabLink({ tab, current }: { tab: Tab; current: boolean }) {
  const { section, label, keys } = tab
  useShortcut({ keys, label, run: () => open(section) })
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
