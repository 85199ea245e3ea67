import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { identifiers } from '#contract/hub/visit'
import type { LocalDate } from '#domain/local-date'
import { api } from '#ui/shared/client.ts'
import { readDraft, useDraftKeeper } from '#ui/shared/use-draft.ts'
import { type Kept, useDesk } from './desk-store.ts'
import { completeDraft, type PatientDraft } from './register-patient/patient-draft.ts'
import { emptyVisit, visitForm } from './visit/visit-form.ts'

const chosen = z.object({ patientId: z.string(), proven: z.array(z.enum(identifiers)) })
const patientDraft = z.custom<Partial<PatientDraft>>((value) => typeof value === 'object' && value !== null)
const aside = z.object({ insteadOf: z.string(), draft: patientDraft.transform(completeDraft) })

/** The person in front, whoever was left half typed before, and the form that was put aside; of which day they are. */
const visitDraft = z.object({
  chosen: chosen.nullable(),
  form: visitForm,
  day: z.string().nullable().default(null),
  left: z.array(z.object({ chosen, form: visitForm })).default([]),
  aside: aside.nullable().default(null),
})
const openForm = z.object({ patientId: z.string().nullable(), initialText: z.string() })

const once = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }

/** Brings back what this clerk had typed and not saved, then keeps saving it. True once the hub has said what there was. */
export function useVisitDraft(staffId: string, today: LocalDate): boolean {
  const visit = useQuery(api.drafts.load.queryOptions({ input: { kind: 'visit' }, ...once }))
  const patient = useQuery(api.drafts.load.queryOptions({ input: { kind: 'patient' }, ...once }))
  const known = visit.isSuccess && patient.isSuccess
  const restored = useRef(false)
  const keeper = useDraftKeeper('visit')

  useEffect(() => {
    if (!known) return
    useDesk.getState().sitDown(staffId, today)
    if (restored.current) return
    restored.current = true
    restore(visit.data?.body ?? null, patient.data?.body ?? null, today)
  }, [known, staffId, today, visit.data, patient.data])

  useEffect(() => {
    if (!known) return
    return useDesk.subscribe((desk, before) => {
      if (isSameKept(desk, before)) return
      const { chosen, form, day, left, aside } = desk
      if (chosen || left.length > 0 || aside) keeper.keep(JSON.stringify({ chosen, form, day, left, aside }))
      else void keeper.discard()
    })
  }, [known, keeper])

  return known
}

function isSameKept(one: Kept, other: Kept): boolean {
  return (
    one.chosen === other.chosen &&
    one.form === other.form &&
    one.left === other.left &&
    one.aside === other.aside
  )
}

function restore(visitBody: string | null, patientBody: string | null, today: LocalDate): void {
  const desk = useDesk.getState()
  const visit = visitBody && readDraft(visitBody, visitDraft)
  if (visit) {
    const { chosen, form, left, aside, day } = visit
    const before = day === today ? { left, aside } : { left: [], aside: null }
    desk.bringBack({ chosen, form: chosen ? form : emptyVisit, ...before })
  }
  const patient = patientBody && readDraft(patientBody, openForm)
  if (!patient) return
  const { patientId, initialText } = patient
  desk.begin(patientId ? { kind: 'correct', patientId } : { kind: 'register', text: initialText })
}
