import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { formatLongDate } from '#domain/local-date'
import { askAgain } from '#ui/shared/ask-again.ts'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import { api } from '#ui/shared/client.ts'
import { formatClock } from '#ui/shared/format.ts'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { LiveDot } from '#ui/shared/LiveDot.tsx'
import { useDrafts } from '#ui/shared/use-draft.ts'
import { useSession } from '#ui/shared/use-session.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import styles from './room.module.css'
import { useRoom } from './room-context.ts'

/** Which room, where, when, whether the picture is fresh, and who sits here. */
export function RoomBar() {
  const { facility, room, staff } = useRoom()
  const today = useSession().data?.today
  const now = useHubNow()
  const queries = useQueryClient()
  const drafts = useDrafts()
  const signOut = useMutation(
    api.session.signOut.mutationOptions({
      onSuccess: () => askAgain(queries, api.session.key()),
    }),
  )
  const leave = () => void drafts.flush().then(() => signOut.mutate({}))
  useShortcut({ keys: 'Alt+K', label: 'Keluar', run: leave }, !signOut.isPending)
  const cluster = facility.clusters.find(({ code }) => code === room.cluster)
  return (
    <header className={styles.bar}>
      <ClusterMark cluster={room.cluster} numeral={cluster?.numeral ?? ''} label={cluster?.label ?? ''} />
      <h1 className={styles.room}>{room.name}</h1>
      <p className={styles.today}>
        {facility.name}
        {today && ` · ${formatLongDate(today)}`} · <b>{formatClock(now, facility.timeZone)}</b>
      </p>
      <LiveDot />
      <span className={styles.help}>
        <KeyCap keys="?" /> semua tombol
      </span>
      <Button
        variant="subtle"
        size="sm"
        h={40}
        loading={signOut.isPending}
        aria-keyshortcuts="Alt+K"
        rightSection={<KeyCap keys="Alt+K" />}
        onClick={leave}
      >
        {staff.name} · Keluar
      </Button>
    </header>
  )
}
