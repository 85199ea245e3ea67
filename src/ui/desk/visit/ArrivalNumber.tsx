import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useArrivalInFront, useArrivalToTakeAlong } from '../counter/use-counter.ts'
import { useDesk } from '../desk-store.ts'
import styles from './visit.module.css'

/** Whose number this is: the one called to the counter goes along, unless the clerk serves somebody in between. */
export function ArrivalNumber() {
  const front = useArrivalInFront()
  const along = useArrivalToTakeAlong()
  const setAside = useDesk((desk) => desk.setArrivalAside)
  const toggle = () => front && setAside(along ? front.arrivalId : null)
  useShortcut({ keys: 'Alt+E', label: 'Pakai atau lepas nomor loket', run: toggle }, front !== null)
  if (!front) return null
  return (
    <button type="button" className={styles.arrival} aria-pressed={along !== null} onClick={toggle}>
      {along ? (
        <>
          Nomor <b>{front.number}</b> dari loket ikut
        </>
      ) : (
        <>
          Tanpa nomor <b>{front.number}</b>
        </>
      )}{' '}
      <KeyCap keys="Alt+E" />
    </button>
  )
}
