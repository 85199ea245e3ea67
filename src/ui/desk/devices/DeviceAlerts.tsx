import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { hubNow } from '#ui/shared/hub-clock.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { needsAttention, sayStanding } from './device-words.ts'
import styles from './devices.module.css'

/** Which television is mute or gone, where the clerk sees it without looking for it. Whoever closed the day may go dark. */
export function DeviceAlerts() {
  const { facility, today } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const { data: devices = [] } = useQuery(api.devices.list.queryOptions())
  const { data: printer } = useQuery(api.kiosk.printer.queryOptions())
  const { data: day } = useQuery(api.days.state.queryOptions({ input: { day: today } }))
  const isClosed = typeof day?.closedAt === 'number'
  const ill = devices.filter((device) => needsAttention(device) && (device.connected || !isClosed))
  const lookThere = () => show('devices')
  useShortcut({ keys: 'F10', label: 'Periksa layar dan perangkat', run: lookThere }, ill.length > 0)
  if (ill.length === 0 && !printer) return null
  return (
    <section className={styles.alerts} aria-label="Perlu diperiksa">
      {printer && (
        <p className={styles.alert}>
          Kiosk: {printer.problem.sentence}
          {printer.numbers.length > 0 && ` Tanpa kertas: ${printer.numbers.join(', ')}.`}
        </p>
      )}
      {ill.map((device, at) => (
        <button key={device.id} type="button" className={styles.alert} onClick={lookThere}>
          {device.name}: {sayStanding(device, { timeZone: facility.timeZone, now: hubNow() })}
          {at === 0 && <KeyCap keys="F10" />}
        </button>
      ))}
    </section>
  )
}
