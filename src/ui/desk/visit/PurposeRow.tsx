import { NativeSelect, TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { type Payer, payerLabels, payers } from '#domain/payer'
import { useDesk } from '../desk-store.ts'
import { Membership } from './Membership.tsx'
import type { RouteNow } from './use-route.ts'
import styles from './visit.module.css'
import { type Patient, payerOf, turnToPurpose } from './visit-form.ts'

const payerChoices = payers.map((code) => ({ value: code, label: payerLabels[code] }))

/** Native lists: a letter or two chooses, and Enter prints, without a list to open and close. */
export function PurposeRow({ patient, route }: { patient: Patient; route: RouteNow }) {
  const form = useDesk((desk) => desk.form)
  const change = useDesk((desk) => desk.change)

  /** Letters go on choosing in the list; whoever leaves it is asked for the date without which there is no route. */
  function askForDelivery(event: KeyboardEvent<HTMLElement>): void {
    const leaves = event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)
    if (!leaves || !form.postpartum || form.deliveredOn !== '') return
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.closest('form')?.querySelector<HTMLElement>('[data-detail]')?.focus()
  }

  return (
    <div className={styles.purpose}>
      <NativeSelect
        label="Keperluan"
        data={route.purposes.map(({ code, label }) => ({ value: code, label }))}
        value={route.purpose}
        onChange={(event) => change(turnToPurpose(form, route.purpose, event.currentTarget.value))}
        onKeyDown={askForDelivery}
        error={route.problems.purpose}
      />
      <TextInput
        label="Keluhan"
        placeholder="dengan kata pasien"
        autoComplete="off"
        maxLength={300}
        value={form.complaint}
        onChange={(event) => change({ complaint: event.currentTarget.value })}
      />
      <NativeSelect
        label="Penjamin"
        data={payerChoices}
        value={payerOf(form, patient)}
        onChange={(event) => change({ payer: event.currentTarget.value as Payer })}
      />
      <Membership patient={patient} />
    </div>
  )
}
