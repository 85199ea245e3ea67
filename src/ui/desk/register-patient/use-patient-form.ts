import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'
import type { Family } from '#contract/hub/family'
import type { LocalDate } from '#domain/local-date'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { problemsOf } from '#ui/shared/problems.ts'
import type { KeptReason } from '#ui/shared/use-reason.ts'
import { joinFamily } from './inherit.ts'
import { inheritFromMother } from './newborn.ts'
import { focusField, setFields } from './patient-form.ts'
import {
  formFieldOf,
  type Patient,
  type PatientErrors,
  type PatientFields,
  type PatientValues,
  readPatient,
} from './patient-values.ts'

type Options = {
  root: RefObject<HTMLElement | null>
  patient: Patient | null
  values: PatientValues
  today: LocalDate
  onTyped: (values: PatientValues) => void
  onSaved: (saved: Saved) => void
}

/** Who is on file now. */
export type Saved = Pick<Patient, 'id' | 'recordNo'>

type Order = {
  fields: PatientFields
  recordNo: string | null
  /** Why somebody else may have the same NIK; null until the hub has asked. */
  sameNik: KeptReason | null
  addressForFamily: boolean
  payerForFamily: boolean
}

/** The form and its two orders: save this person, and take over what a newborn's mother brings. */
export function usePatientForm({ root, patient, values, today, onTyped, onSaved }: Options) {
  const queries = useQueryClient()
  const form = useForm<PatientValues>({ initialValues: values, onValuesChange: onTyped })
  const save = useMutation({
    mutationFn: (order: Order) => sendOrder(order, patient),
    onSuccess: (saved, { sameNik }) => {
      sameNik?.forgetReason()
      void askAgain(queries, api.patients.key())
      onSaved(saved)
    },
    onError: (error) => showErrors(errorsByField(error)),
  })
  const mother = useMutation({
    mutationFn: (id: string) => api.patients.open.call({ id }),
    onSuccess: (found) => {
      setFields(form, inheritFromMother(form.getValues(), found))
      form.clearFieldError('motherText')
      focusField(root.current, ['name'])
    },
  })

  function showErrors(errors: PatientErrors): void {
    form.setErrors(errors)
    focusField(root.current, Object.keys(errors))
  }

  function submit(sameNik: KeptReason | null): void {
    if (save.isPending) return
    const typed = form.getValues()
    const read = readPatient(typed, today)
    if ('errors' in read) showErrors(read.errors)
    else
      save.mutate({
        fields: read.fields,
        recordNo: typed.recordNo.trim() || null,
        sameNik,
        addressForFamily: typed.addressForFamily,
        payerForFamily: typed.payerForFamily,
      })
  }

  const problems = [save.error, mother.error].flatMap((error) => (error ? problemsOf(error) : []))
  return {
    form,
    submit,
    chooseMother: mother.mutate,
    chooseFamily: (found: Family) => setFields(form, joinFamily(form.getValues(), found)),
    saving: save.isPending,
    takenNik: problems.find(({ code }) => code === 'nik_taken') ?? null,
    isOutdated: problems.some(({ code }) => code === 'patient_changed'),
    /** What belongs to no field of the form. */
    sentences: problems.filter(({ field }) => formFieldOf(field) === null).map(({ sentence }) => sentence),
    forgetProblems: save.reset,
  }
}

function sendOrder(
  { fields, recordNo, sameNik, addressForFamily, payerForFamily }: Order,
  patient: Patient | null,
): Promise<Saved> {
  const sameNikReason = sameNik?.reason ?? null
  if (patient === null) return api.patients.register.call({ ...fields, recordNo, sameNikReason })
  const kept = fields.nik === patient.nik ? patient.sameNikReason : null
  const { id, revision } = patient
  return api.patients.correct.call({
    ...fields,
    id,
    revision,
    sameNikReason: sameNikReason ?? kept,
    addressForFamily,
    payerForFamily,
  })
}

function errorsByField(error: unknown): PatientErrors {
  const errors: PatientErrors = {}
  for (const { field, sentence } of problemsOf(error)) {
    const place = formFieldOf(field)
    if (place) errors[place] ??= sentence
  }
  return errors
}
