import { Title } from '@mantine/core'
import { useSession } from '#ui/shared/use-session.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { timeZoneNames } from '../setup/time-zones.ts'
import classes from './Settings.module.css'

export function AboutCard() {
  const { facility } = useFrontDesk()
  const session = useSession()
  return (
    <section aria-label="Tentang" className={classes.card}>
      <Title order={2} size={18} mb="sm">
        Tentang
      </Title>
      <dl className={classes.facts}>
        <dt>Loket</dt>
        <dd>versi {session.data?.version}</dd>
        <dt>Puskesmas</dt>
        <dd>{facility.name}</dd>
        <dt>Kode</dt>
        <dd>{facility.code}</dd>
        <dt>Waktu</dt>
        <dd>{timeZoneNames[facility.timeZone]}</dd>
      </dl>
    </section>
  )
}
