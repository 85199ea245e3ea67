import { Button } from '@mantine/core'
import { IconCalendarDue, IconCheck, IconSquare, IconSquareCheckFilled } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { LegCard } from '#contract/hub/queue'
import { sayCareValues } from '#domain/care-values'
import { dueCareNote } from '#domain/due-care'
import { formatDate } from '#domain/local-date'
import { formatClock } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { CareValuesDialog } from './CareValuesDialog.tsx'
import styles from './room.module.css'
import { useRoom } from './room-context.ts'
import { type Care, useCare } from './use-care.ts'

type Item = LegCard['dueCare'][number]

const measureKeys = 'H'
const mostKeys = 9

/**
 * Care that is due, and what of it was given: one key each marks it, and takes it back until the visit ends. The person's
 * own booklet has the last word.
 */
export function CareList({ leg }: { leg: LegCard }) {
  const care = useCare(leg.legId)
  const [measuring, setMeasuring] = useState(false)
  const given = leg.dueCare.filter((item) => item.given?.here)
  const measures = leg.canNoteCare && given.some(({ asks }) => asks.length > 0)
  useShortcut({ keys: measureKeys, label: 'Tulis hasil ukur', run: () => setMeasuring(true) }, measures)
  if (leg.dueCare.length === 0) return null
  return (
    <section className={styles.due} aria-label="Jatuh tempo">
      <h3 className={styles.dueTitle}>
        <IconCalendarDue size={18} aria-hidden /> Jatuh tempo
      </h3>
      <p className={styles.dueNote}>{dueCareNote}</p>
      <ul>
        {leg.dueCare.map((item, place) => (
          <li key={item.item}>
            {leg.canNoteCare && (item.given === null || item.given.here) ? (
              <CareButton item={item} keys={place < mostKeys ? String(place + 1) : ''} care={care} />
            ) : (
              <p className={styles.careItem} data-given={item.given !== null} title={item.reason}>
                <CareWords item={item}>{item.given && <IconCheck size={20} aria-hidden />}</CareWords>
              </p>
            )}
          </li>
        ))}
      </ul>
      {measures && (
        <Button
          className={styles.careMeasure}
          variant="default"
          size="sm"
          aria-keyshortcuts={measureKeys}
          rightSection={<KeyCap keys={measureKeys} />}
          onClick={() => setMeasuring(true)}
        >
          Tulis hasil ukur…
        </Button>
      )}
      <Problems sentences={measuring ? [] : care.sentences} />
      {measuring && (
        <CareValuesDialog
          legId={leg.legId}
          number={leg.number}
          given={given}
          care={care}
          onClose={() => setMeasuring(false)}
        />
      )}
    </section>
  )
}

function CareButton({ item, keys, care }: { item: Item; keys: string; care: Care }) {
  const isGiven = item.given !== null
  const toggle = () => care.give({ do: isGiven ? 'takeBack' : 'note', item: item.item })
  const isRunning = care.running !== null && 'item' in care.running && care.running.item === item.item
  const label = isGiven ? `Batalkan: ${item.label}` : item.label
  useShortcut({ keys, label, run: toggle }, keys !== '')
  const Tick = isGiven ? IconSquareCheckFilled : IconSquare
  return (
    <button
      type="button"
      className={styles.careItem}
      data-given={isGiven}
      title={item.reason}
      aria-pressed={isGiven}
      aria-busy={isRunning}
      // A tick is no step of the visit: the focus stays on what comes next.
      onMouseDown={(event) => event.preventDefault()}
      onClick={toggle}
    >
      <CareWords item={item} running={isRunning}>
        <Tick size={22} aria-hidden />
      </CareWords>
      {keys !== '' && <KeyCap keys={keys} />}
    </button>
  )
}

function CareWords({
  item: { label, given },
  running = false,
  children,
}: {
  item: Item
  running?: boolean
  children: ReactNode
}) {
  const { facility } = useRoom()
  const when = given && (given.here ? formatClock(given.at, facility.timeZone) : formatDate(given.day))
  const values = given && sayCareValues(given.values)
  return (
    <>
      {children}
      <span className={styles.careWords}>
        <span className={styles.careLabel}>{label}</span>
        {given && (
          <span className={styles.careGiven}>
            {given.here ? 'dicatat' : 'sudah,'} {when} · {given.here ? given.by : given.room}
            {values && (
              <>
                {' '}
                · <b>{values}</b>
              </>
            )}
          </span>
        )}
        {running && !given && <span className={styles.careGiven}>mencatat…</span>}
      </span>
    </>
  )
}
