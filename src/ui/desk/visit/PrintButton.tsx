import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useArrivalToTakeAlong } from '../counter/use-counter.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import type { RouteNow } from './use-route.ts'
import styles from './visit.module.css'

/** Says what Enter will do; pale until two identifiers are compared, but never dead: pressed early, it says what is missing. */
export function PrintButton({ route, ready, busy }: { route: RouteNow; ready: boolean; busy: boolean }) {
  const { facility } = useFrontDesk()
  const roomId = useDesk((desk) => desk.form.override?.roomId)
  const other = facility.rooms.find((room) => room.id === roomId)
  const series = other?.series ?? route.preview?.series
  const arrival = useArrivalToTakeAlong()
  const { data: settings } = useQuery(api.settings.read.queryOptions())
  const keeps = arrival && settings?.newNumberAtRegistration === false
  const number = keeps ? arrival.number : series ? `${series}-…` : ''
  return (
    <Button
      type="submit"
      className={styles.print}
      size="xl"
      h={54}
      variant={ready && route.preview ? 'filled' : 'default'}
      loading={busy}
      leftSection={<IconPrinter size={26} aria-hidden />}
      rightSection={<KeyCap keys="Enter" />}
      justify="space-between"
    >
      Cetak antrean {number}
    </Button>
  )
}
