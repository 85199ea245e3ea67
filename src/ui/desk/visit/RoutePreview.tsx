import { NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { clusterOf, useFrontDesk } from '../front-desk-context.ts'
import type { RouteNow } from './use-route.ts'
import styles from './visit.module.css'

type Preview = NonNullable<RouteNow['preview']>

/** Where Loket sends this person, and why, in words that can be said to them. */
export function RoutePreview({ route }: { route: RouteNow }) {
  const { preview } = route
  const override = useDesk((desk) => desk.form.override)
  const change = useDesk((desk) => desk.change)
  const toggle = () => change({ override: override ? null : { roomId: '', reason: '' } })
  useShortcut({ keys: 'Alt+L', label: 'Pilih ruangan lain', run: toggle })
  if (!preview) {
    return route.asking ? (
      <Skeleton h={120} mx={16} w="auto" />
    ) : (
      <p className={styles.waiting}>Perbaiki isian di atas, lalu Loket menunjukkan ruangannya.</p>
    )
  }
  return (
    <section
      className={styles.route}
      aria-label="Rute"
      aria-busy={route.asking}
      style={{ borderColor: `var(--cluster-${preview.route.cluster})` }}
    >
      <Destination preview={preview} />
      <button
        type="button"
        className={styles.other}
        onClick={toggle}
        aria-expanded={override !== null}
        tabIndex={-1}
      >
        {override ? 'Ikuti saran' : 'Ruangan lain'} <KeyCap keys="Alt+L" />
      </button>
      <Marks preview={preview} />
      {override ? <OtherRoom suggested={preview.route.roomId} /> : <Reasons preview={preview} />}
    </section>
  )
}

/** What is worth asking again stands first. */
function Reasons({ preview: { doubts, route } }: { preview: Preview }) {
  return (
    <ul className={styles.reasons}>
      {doubts.map((doubt) => (
        <li key={doubt} data-doubt>
          {doubt}
        </li>
      ))}
      {route.reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}

function Destination({ preview: { route } }: { preview: Preview }) {
  const { facility } = useFrontDesk()
  const roomId = useDesk((desk) => desk.form.override?.roomId)
  const other = facility.rooms.find((room) => room.id === roomId)
  const cluster = other?.cluster ?? route.cluster
  const { label, numeral } = clusterOf(facility, cluster)
  return (
    <p className={styles.destination}>
      <b className={styles.room}>→ {other?.name ?? route.roomName}</b>
      <span className={styles.cluster}>
        <ClusterMark cluster={cluster} numeral={numeral} /> {label}
      </span>
    </p>
  )
}

/** The first three change what somebody has to do now. */
function Marks({ preview }: { preview: Preview }) {
  const { facility } = useFrontDesk()
  const { route, firstEver, firstThisYear } = preview
  const marks = [
    route.priority && `Didahulukan: ${route.priority.label}`,
    route.apart && 'Tunggu terpisah',
    route.noticeToK4 && `Kabari ${clusterOf(facility, 'k4').shortLabel}`,
    route.visitKind === 'sehat' ? 'Sehat' : 'Sakit',
    firstEver ? 'Pertama kali di sini' : firstThisYear && 'Pertama tahun ini',
  ]
  return (
    <ul className={styles.marks}>
      {marks.map(
        (mark, place) =>
          mark && (
            <li key={mark} data-strong={place < 3 || undefined}>
              {mark}
            </li>
          ),
      )}
    </ul>
  )
}

function OtherRoom({ suggested }: { suggested: string }) {
  const { facility } = useFrontDesk()
  const override = useDesk((desk) => desk.form.override)
  const change = useDesk((desk) => desk.change)
  const room = useRef<HTMLSelectElement>(null)
  useEffect(() => room.current?.focus(), [])
  if (!override) return null
  const rooms = facility.rooms.filter(
    ({ active, id, roles }) => active && id !== suggested && !roles.includes('loket'),
  )
  return (
    <div className={styles.override}>
      <NativeSelect
        ref={room}
        label="Ruangan lain"
        data={[{ value: '', label: 'pilih …' }, ...rooms.map(({ id, name }) => ({ value: id, label: name }))]}
        value={override.roomId}
        onChange={(event) => change({ override: { ...override, roomId: event.currentTarget.value } })}
      />
      <TextInput
        label="Alasan"
        placeholder="misalnya: dokter gigi tidak ada"
        autoComplete="off"
        maxLength={160}
        value={override.reason}
        onChange={(event) => change({ override: { ...override, reason: event.currentTarget.value } })}
      />
    </div>
  )
}
