import { type FormEvent, useEffect, useRef, useState } from 'react'
import { problem, sentenceOf } from '#domain/errors'
import { ageOn } from '#domain/local-date'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { AlreadyHere } from './AlreadyHere.tsx'
import { ArrivalFlags } from './ArrivalFlags.tsx'
import { Identifiers } from './Identifiers.tsx'
import { PersonHead } from './PersonHead.tsx'
import { PrintButton } from './PrintButton.tsx'
import { PurposeRow } from './PurposeRow.tsx'
import { RoutePreview } from './RoutePreview.tsx'
import { useRegisterVisit } from './use-register-visit.ts'
import { useRoute } from './use-route.ts'
import styles from './visit.module.css'
import { type Identifier, isWorthKeeping, type Patient } from './visit-form.ts'

type Props = { patient: Patient; proven: readonly Identifier[] }

/** One arrival, in the order of the conversation: who, what for, what to watch out for, where to. */
export function VisitPanel({ patient, proven }: Props) {
  const { today } = useFrontDesk()
  const { chosen, form, release, begin } = useDesk()
  const panel = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const ageYears = patient.birth && ageOn(patient.birth.date, today).years
  const route = useRoute(patient, ageYears)
  const registering = useRegisterVisit(patient, route)
  const unconfirmed = form.confirmedBy.length < 2 ? sentenceOf(problem('identity_unconfirmed')) : null

  function close(): void {
    release(chosen && isWorthKeeping(form) ? { chosen, form, name: patient.name } : null)
  }

  function focusFirst(): void {
    panel.current?.querySelector<HTMLInputElement>('[data-first]')?.focus()
  }

  function print(): void {
    setTried(true)
    if (unconfirmed) focusFirst()
    else registering.register()
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    print()
  }

  // Also when a field that had the focus has just gone with its tick.
  useEffect(() => {
    if (document.activeElement === document.body) focusFirst()
  })
  useEffect(focusFirst, [])
  useShortcut({ keys: 'Enter', label: 'Cetak antrean', run: print })
  useShortcut({ keys: 'Escape', label: 'Tutup pasien ini', run: close })
  useShortcut({
    keys: 'F4',
    label: 'Ubah data pasien',
    run: () => begin({ kind: 'correct', patientId: patient.id }),
  })

  return (
    <form ref={panel} className={styles.panel} onSubmit={submit} noValidate>
      <div className={styles.scroll}>
        <PersonHead patient={patient} onClose={close} />
        <AlreadyHere patientId={patient.id} />
        <Identifiers patient={patient} proven={proven} problem={tried ? unconfirmed : null} />
        <PurposeRow patient={patient} route={route} />
        <ArrivalFlags patient={patient} route={route} />
      </div>
      <RoutePreview route={route} />
      <Problems sentences={[...(tried ? registering.missing : []), ...registering.sentences]} />
      <PrintButton route={route} ready={!unconfirmed} busy={registering.busy} />
    </form>
  )
}
