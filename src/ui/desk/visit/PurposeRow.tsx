import { NativeSelect, TextInput } from '@mantine/core'
import { type Payer, payerLabels, payers } from '#domain/payer'
import { useDesk } from '../desk-store.ts'
import type { RouteNow } from './use-route.ts'
import styles from './visit.module.css'
import { type Patient, payerOf } from './visit-form.ts'

const payerChoices = payers.map((code) => ({ value: code, label: payerLabels[code] }))

/** Native lists: a letter or two chooses, and Enter prints, without a list to open and close. */
export function PurposeRow({ patient, route }: { patient: Patient; route: RouteNow }) {
  const form = useDesk((desk) => desk.form)
  const change = useDesk((desk) => desk.change)
  return (
    <div className={styles.purpose}>
      <NativeSelect
        label="Keperluan"
        data={route.purposes.map(({ code, label }) => ({ value: code, label }))}
        value={route.purpose}
        onChange={(event) => change({ purpose: event.currentTarget.value })}
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
    </div>
  )
}
