import { type FormEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { problem, sentenceOf } from '#domain/errors'
import { ageOn } from '#domain/local-date'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { AlreadyHere, useOpenVisit } from './AlreadyHere.tsx'
import { ArrivalFlags } from './ArrivalFlags.tsx'
import { ArrivalNumber } from './ArrivalNumber.tsx'
import { Identifiers } from './Identifiers.tsx'
import { signsOf } from './identity-signs.ts'
import { PersonHead } from './PersonHead.tsx'
import { PrintButton } from './PrintButton.tsx'
import { PurposeRow } from './PurposeRow.tsx'
import { RoutePreview } from './RoutePreview.tsx'
import { useRegisterVisit } from './use-register-visit.ts'
import { useRoute } from './use-route.ts'
import styles from './visit.module.css'
import type { Identifier, Patient } from './visit-form.ts'

type Props = { patient: Patient; proven: readonly Identifier[] }

/** One arrival, in the order of the conversation: who, what for, what to watch out for, where to. */
export function VisitPanel({ patient, proven }: Props) {
  const { today } = useFrontDesk()
  const form = useDesk((desk) => desk.form)
  const chosen = useDesk((desk) => desk.chosen)
  const release = useDesk((desk) => desk.release)
  const begin = useDesk((desk) => desk.begin)
  const panel = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const ageYears = patient.birth && ageOn(patient.birth.date, today).years
  const route = useRoute(patient, ageYears)
  const signs = signsOf(patient, today)
  const compared = form.confirmedBy.filter((code) => signs.some((sign) => sign.code === code))
  const registering = useRegisterVisit(patient, compared, route)
  const open = useOpenVisit(patient.id)
  // The list of today may know of the new number before this form does.
  const here = registering.begun ? null : open
  const unconfirmed = compared.length < 2 ? sentenceOf(problem('identity_unconfirmed')) : null

  function focusFirst(): void {
    panel.current?.querySelector<HTMLElement>('[data-first]')?.focus()
  }

  function print(): void {
    setTried(true)
    if (unconfirmed) focusFirst()
    else registering.register()
  }

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault()
    print()
  }

  /** A list does not submit its form, as a field does. */
  function printFromList(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) submit(event)
  }

  // Before the next key: a digit would go into the search box. Also when a field has just gone with its tick.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) focusFirst()
  })
  // Also when the same person is chosen once more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a choice, not a redraw, moves the focus
  useLayoutEffect(focusFirst, [chosen])
  useShortcut({ keys: 'Enter', label: 'Cetak antrean', run: print }, here === null)
  useShortcut({ keys: 'Escape', label: 'Tutup pasien ini', run: release })
  useShortcut({
    keys: 'F4',
    label: 'Ubah data pasien',
    run: () => begin({ kind: 'correct', patientId: patient.id }),
  })

  return (
    <form ref={panel} className={styles.panel} onSubmit={submit} onKeyDown={printFromList} noValidate>
      <div className={styles.scroll}>
        <PersonHead patient={patient} onClose={release} />
        {here ? (
          <AlreadyHere row={here} />
        ) : (
          <>
            <Identifiers
              signs={signs}
              compared={compared}
              proven={proven}
              problem={tried ? unconfirmed : null}
            />
            <PurposeRow patient={patient} route={route} />
            <ArrivalFlags patient={patient} route={route} />
          </>
        )}
      </div>
      {!here && (
        <>
          <ArrivalNumber />
          <RoutePreview route={route} />
          <Problems sentences={[...(tried ? registering.missing : []), ...registering.sentences]} />
          <PrintButton route={route} ready={!unconfirmed} busy={registering.busy} />
        </>
      )}
    </form>
  )
}
