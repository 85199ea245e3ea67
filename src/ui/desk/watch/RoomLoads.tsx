import { useQuery } from '@tanstack/react-query'
import type { HubOutputs } from '#contract/hub/hub'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatEstimate } from '#ui/shared/format.ts'
import { clusterOf, useFrontDesk } from '../front-desk-context.ts'
import styles from './watch.module.css'

type Load = HubOutputs['queue']['loads'][number]

/** Where the crowd is. Rooms where nobody waits are only counted, so that the full ones stand out. */
export function RoomLoads() {
  const loads = useQuery(api.queue.loads.queryOptions())
  return (
    <section className={styles.rooms} aria-label="Ruangan">
      <header className={styles.header}>
        <h2 className={styles.heading}>Ruangan</h2>
        <span className={styles.legend}>sekarang · menunggu · perkiraan</span>
      </header>
      <FourStates
        query={loads}
        isEmpty={(rows) => rows.length === 0}
        empty="Belum ada ruangan. Tambahkan di Pengaturan."
      >
        {(rows) => <Rooms rows={rows} />}
      </FourStates>
    </section>
  )
}

/** The counter has its own card above. */
function Rooms({ rows: all }: { rows: Load[] }) {
  const { facility } = useFrontDesk()
  const counters = new Set(facility.rooms.filter(({ roles }) => roles.includes('loket')).map(({ id }) => id))
  const rows = all.filter(({ roomId }) => !counters.has(roomId))
  const busy = rows.filter(({ waiting, current }) => waiting > 0 || current !== null)
  if (busy.length === 0) return <p className={styles.quiet}>Belum ada yang menunggu di ruangan mana pun.</p>
  return (
    <div className={styles.scroll}>
      <ul className={styles.list}>
        {busy.map((row) => (
          <RoomRow key={row.roomId} row={row} />
        ))}
      </ul>
      {busy.length < rows.length && (
        <p className={styles.quiet}>{rows.length - busy.length} ruangan lain kosong.</p>
      )}
    </div>
  )
}

function RoomRow({ row }: { row: Load }) {
  const { facility } = useFrontDesk()
  const { label, numeral } = clusterOf(facility, row.cluster)
  return (
    <li className={styles.room} data-bottleneck={row.bottleneck || undefined}>
      <ClusterMark cluster={row.cluster} numeral={numeral} label={label} />
      <span className={styles.roomName} title={row.name}>
        {shorten(row.name)}
        {row.bottleneck && <small className={styles.slowest}>paling lama</small>}
      </span>
      <span className={styles.current}>{row.current ?? '–'}</span>
      <b className={styles.waiting}>{row.waiting}</b>
      <span className={styles.estimate} title={sayLongest(row)}>
        {row.estimate && row.waiting > 0 ? formatEstimate(row.estimate) : ''}
      </span>
    </li>
  )
}

/** «Ibu & Anak»: the heading says «Ruangan», and the column is narrow. «Ruang 5» stays whole. */
function shorten(name: string): string {
  return name.replace(/^Ruang (?=[A-Za-z]{2})/, '')
}

function sayLongest({ longestWait }: Load): string {
  return longestWait === null ? '' : `Yang paling lama menunggu: ${longestWait} menit`
}
