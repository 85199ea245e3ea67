import { Button, Menu, UnstyledButton } from '@mantine/core'
import {
  IconChevronDown,
  IconCloudCheck,
  IconCloudExclamation,
  IconCloudOff,
  IconCloudUp,
  IconUrgent,
} from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { roleLabels } from '#contract/access'
import { formatLongDate } from '#domain/local-date'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { formatClock } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { LiveDot } from '#ui/shared/LiveDot.tsx'
import { type PaperWidth, readPaperWidth, savePaperWidth } from '#ui/shared/paper.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { standingOf } from './day/sync-words.ts'
import { useDesk } from './desk-store.ts'
import { useFrontDesk } from './front-desk-context.ts'
import styles from './top-bar.module.css'

type Props = { beforeSignOut: () => Promise<void> }

export function TopBar({ beforeSignOut }: Props) {
  const { facility, today } = useFrontDesk()
  return (
    <header className={styles.bar}>
      <h1 className={styles.facility}>{facility.name}</h1>
      <p className={styles.now}>
        <Clock timeZone={facility.timeZone} /> · {formatLongDate(today)}
      </p>
      <LiveDot />
      <SyncState />
      <EmergencyButton />
      <PersonMenu beforeSignOut={beforeSignOut} />
    </header>
  )
}

/** In reach from everything the desk may be busy with. */
function EmergencyButton() {
  const show = useDesk((desk) => desk.show)
  useShortcut({ keys: 'F9', label: 'Gawat darurat', run: () => show('emergency') })
  return (
    <Button
      size="sm"
      h={40}
      px={12}
      color="danger"
      variant="outline"
      leftSection={<IconUrgent size={20} aria-hidden />}
      rightSection={<KeyCap keys="F9" />}
      onClick={() => show('emergency')}
      aria-keyshortcuts="F9"
    >
      Gawat darurat
    </Button>
  )
}

function Clock({ timeZone }: { timeZone: string }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(tick)
  }, [])
  return <time className={styles.clock}>{formatClock(now, timeZone)}</time>
}

/** When the district last had everything, or what still waits for it. */
function SyncState() {
  const { facility } = useFrontDesk()
  const { data } = useQuery(api.sync.status.queryOptions())
  if (!data) return null
  const { kind, words } = standingOf(data, facility.timeZone)
  const Icon = cloudOf[kind]
  return (
    <span className={styles.sync} data-attention={kind === 'attention' || undefined}>
      <Icon size={20} aria-hidden /> {words}
    </span>
  )
}

const cloudOf = {
  unset: IconCloudOff,
  running: IconCloudUp,
  attention: IconCloudExclamation,
  fine: IconCloudCheck,
}

function PersonMenu({ beforeSignOut }: Props) {
  const { staff } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const queries = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [paper, setPaper] = useState(readPaperWidth)
  const signOut = useMutation(
    api.session.signOut.mutationOptions({
      onSuccess: () => askAgain(queries, api.session.key()),
    }),
  )
  useShortcut({ keys: 'Alt+M', label: 'Menu petugas', run: () => setOpened(true) })

  function choosePaper(width: PaperWidth): void {
    savePaperWidth(width)
    setPaper(width)
  }

  return (
    <Menu
      returnFocus
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={260}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <UnstyledButton className={styles.person} aria-keyshortcuts="Alt+M">
          {staff.name} <IconChevronDown size={18} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{roleLabels[staff.role]}</Menu.Label>
        {staff.role === 'head' && <Menu.Item onClick={() => show('settings')}>Pengaturan</Menu.Item>}
        <Menu.Item onClick={() => choosePaper(paper === 58 ? 80 : 58)} closeMenuOnClick={false}>
          Kertas tiket: {paper} mm
        </Menu.Item>
        <Menu.Item onClick={() => void beforeSignOut().then(() => signOut.mutate())}>Keluar</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
