import { Button, VisuallyHidden } from '@mantine/core'
import { formatDate } from '#domain/local-date'
import { type KeepReason, keepReasonLabels } from '#domain/merge'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import classes from './doubles.module.css'
import { sayBelongings } from './field-words.ts'
import type { Side } from './use-merge-choice.ts'

type RecordHeadProps = {
  /** Opens this record's form. */
  keys: string
  side: Side
  stays: boolean
  mayStay: boolean
  /** Why Loket proposes this one; empty where it proposes the other. */
  reasons: readonly KeepReason[]
  onKeep: () => void
}

/** One record at the head of its column: which it is, what hangs on it, and whether it is the one that stays. */
export function RecordHead({ keys, side, stays, mayStay, reasons, onKeep }: RecordHeadProps) {
  const { facility } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const begin = useDesk((desk) => desk.begin)
  const { person, createdAt, visits, lastVisit, formerNumbers } = side
  const since = new Intl.DateTimeFormat('id-ID', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: facility.timeZone,
  }).format(createdAt)

  function correct(): void {
    show(null)
    begin({ kind: 'correct', patientId: person.id })
  }

  useShortcut({ keys, label: `Ubah data RM ${person.recordNo}`, run: correct })

  return (
    <th scope="col" className={classes.record} data-stays={stays || undefined}>
      <label className={classes.keep}>
        <input type="radio" name="kept" checked={stays} disabled={!mayStay} onChange={onKeep} />
        <span>
          <b className={classes.recordNo}>RM {person.recordNo}</b>
          <span className={classes.verdict}>{stays ? 'tetap dipakai' : 'menjadi nomor lama'}</span>
        </span>
      </label>
      <p>
        {visits === 0 ? 'Belum pernah berkunjung' : sayBelongings({ visits, bookings: 0, children: 0 })}
        {lastVisit && `, terakhir ${formatDate(lastVisit)}`}
      </p>
      <p>
        Terdaftar {since}
        {formerNumbers.length > 0 && ` · RM lama ${formerNumbers.join(', ')}`}
      </p>
      <div className={classes.recordFoot}>
        <p>
          {reasons.length > 0 && `Saran: ${reasons.map((reason) => keepReasonLabels[reason]).join(', ')}`}
        </p>
        <Button
          variant="subtle"
          size="compact-md"
          h={40}
          px={8}
          flex="none"
          rightSection={<KeyCap keys={keys} />}
          onClick={correct}
        >
          Ubah data<VisuallyHidden>&nbsp;RM {person.recordNo}</VisuallyHidden>
        </Button>
      </div>
    </th>
  )
}
