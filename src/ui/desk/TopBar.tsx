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
import { useState } from 'react'
import { roleLabels } from '#contract/access'
import { formatLongDate } from '#domain/local-date'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { formatClock } from '#ui/shared/format.ts'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { LiveDot } from '#ui/shared/LiveDot.tsx'
import { type PaperWidth, readPaperWidth, savePaperWidth } from '#ui/shared/paper.ts'
import { useDrafts } from '#ui/shared/use-draft.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { standingOf } from './day/sync-words.ts'
import { useDesk } from './desk-store.ts'
import { DoublesItem } from './doubles/DoublesItem.tsx'
import { useFrontDesk } from './front-desk-context.ts'
import styles from './top-bar.module.css'

export function TopBar() {
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
      <PersonMenu />
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
  return <time className={styles.clock}>{formatClock(useHubNow(), timeZone)}</time>
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

function PersonMenu() {
  const { staff } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const queries = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [paper, setPaper] = useState(readPaperWidth)
  const drafts = useDrafts()
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
      // Mantine also closes at a key pressed elsewhere: at the arrow that comes before the menu has taken the focus.
      clickOutsideEvents={['mousedown', 'touchstart']}
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={260}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <UnstyledButton className={styles.person} aria-keyshortcuts="Alt+M">
          {staff.name} <IconChevronDown size={18} aria-hidden /> <KeyCap keys="Alt+M" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{roleLabels[staff.role]}</Menu.Label>
        <Menu.Item onClick={() => show('devices')}>Layar dan perangkat</Menu.Item>
        <Menu.Item onClick={() => show('contingency')}>Cadangan listrik padam</Menu.Item>
        <Menu.Item onClick={() => show('report')}>Laporan pengiriman</Menu.Item>
        <DoublesItem onClick={() => show('doubles')} />
        {staff.role === 'head' && <Menu.Item onClick={() => show('settings')}>Pengaturan</Menu.Item>}
        {staff.role === 'head' && <Menu.Item onClick={() => show('imports')}>Impor data pasien</Menu.Item>}
        <Menu.Item onClick={() => choosePaper(paper === 58 ? 80 : 58)} closeMenuOnClick={false}>
          Kertas tiket: {paper} mm
        </Menu.Item>
        <Menu.Item onClick={() => void drafts.flush().then(() => signOut.mutate())}>Keluar</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
