import { Button, Menu, UnstyledButton } from '@mantine/core'
import {
  IconChevronDown,
  IconCloudCheck,
  IconCloudExclamation,
  IconCloudUp,
  IconUrgent,
} from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { roleLabels } from '#contract/access'
import { formatLongDate } from '#domain/local-date'
import { api } from '#ui/shared/client.ts'
import { formatClock } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useLiveState } from '#ui/shared/live.ts'
import { type PaperWidth, readPaperWidth, savePaperWidth } from '#ui/shared/paper.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
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

function LiveDot() {
  const state = useLiveState()
  return (
    <span className={styles.live} data-state={state}>
      {state === 'live' ? 'langsung' : 'terputus'}
    </span>
  )
}

/** When the district last had everything, or what still waits for it. */
function SyncState() {
  const { facility } = useFrontDesk()
  const { data } = useQuery(api.sync.status.queryOptions())
  if (!data) return null
  if (!data.configured) return <span className={styles.sync}>Dinas belum diatur</span>
  const { lastRun, waiting } = data
  if (lastRun?.state === 'running') {
    return (
      <span className={styles.sync}>
        <IconCloudUp size={20} aria-hidden /> mengirim {lastRun.counts.confirmed}/{lastRun.counts.total}
      </span>
    )
  }
  if (lastRun?.state === 'stopped' || (lastRun?.counts.toFix ?? 0) > 0) {
    return (
      <span className={styles.sync} data-attention>
        <IconCloudExclamation size={20} aria-hidden /> perlu dilihat · {waiting} menunggu
      </span>
    )
  }
  return (
    <span className={styles.sync}>
      <IconCloudCheck size={20} aria-hidden />
      {lastRun?.endedAt
        ? `terkirim ${formatClock(lastRun.endedAt, facility.timeZone)}`
        : 'belum pernah dikirim'}
      {waiting > 0 && ` · ${waiting} menunggu`}
    </span>
  )
}

function PersonMenu({ beforeSignOut }: Props) {
  const { staff } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const queries = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [paper, setPaper] = useState(readPaperWidth)
  const signOut = useMutation(
    api.session.signOut.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.session.key() }),
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
