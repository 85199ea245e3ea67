import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { openPageUrl } from '#ui/shared/open-page-url.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { CounterCard } from '../counter/CounterCard.tsx'
import desk from '../desk.module.css'
import { useDesk } from '../desk-store.ts'
import { DeviceAlerts } from '../devices/DeviceAlerts.tsx'
import { Nameless } from './Nameless.tsx'
import { RoomLoads } from './RoomLoads.tsx'
import { Whereabouts } from './Whereabouts.tsx'
import styles from './watch.module.css'

export function TodayColumn() {
  return (
    <aside className={desk.column} aria-label="Hari ini">
      <CounterCard />
      <RoomLoads />
      <Whereabouts />
      <Nameless />
      <DeviceAlerts />
      <Doors />
    </aside>
  )
}

/** Everything that opens something else. */
function Doors() {
  const show = useDesk((state) => state.show)
  const display = useMutation(
    api.pages.open.mutationOptions({ onSuccess: ({ url }) => openPageUrl(url, 'display') }),
  )
  const openDisplay = () => display.mutate({ surface: 'display' })
  useShortcut({ keys: 'F6', label: 'Buka layar tunggu', run: openDisplay })
  useShortcut({ keys: 'F7', label: 'Buka ruangan', run: () => show('rooms') })
  useShortcut({ keys: 'F8', label: 'Tutup hari', run: () => show('day') })
  return (
    <footer className={styles.doors}>
      <Problems sentences={display.error ? sentencesOf(display.error) : []} />
      <Button
        variant="default"
        justify="space-between"
        px={12}
        loading={display.isPending}
        rightSection={<KeyCap keys="F6" />}
        onClick={openDisplay}
      >
        Buka layar tunggu
      </Button>
      <div className={styles.pair}>
        <Button
          variant="default"
          justify="space-between"
          px={12}
          rightSection={<KeyCap keys="F7" />}
          onClick={() => show('rooms')}
        >
          Ruangan…
        </Button>
        <Button
          variant="default"
          justify="space-between"
          px={12}
          rightSection={<KeyCap keys="F8" />}
          onClick={() => show('day')}
        >
          Tutup hari
        </Button>
      </div>
    </footer>
  )
}
