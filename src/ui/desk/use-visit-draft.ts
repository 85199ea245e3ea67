import { useEffect, useLayoutEffect, useState } from 'react'
import { z } from 'zod'
import { identifiers } from '#contract/hub/visit'
import type { LocalDate } from '#domain/local-date'
import type { Drafts } from '#ui/shared/drafts.ts'
import { readDraft, useDrafts } from '#ui/shared/use-draft.ts'
import { type Kept, useDesk } from './desk-store.ts'
import { completeDraft, type PatientDraft } from './register-patient/patient-draft.ts'
import { emptyVisit, visitForm } from './visit/visit-form.ts'

const chosen = z.object({ patientId: z.string(), proven: z.array(z.enum(identifiers)) })
const patientDraft = z.custom<Partial<PatientDraft>>((value) => typeof value === 'object' && value !== null)
const aside = z.object({ insteadOf: z.string().nullable(), draft: patientDraft.transform(completeDraft) })

/** The person in front, whoever was left half typed before, and of which day they are; the forms that were put aside. */
const visitDraft = z.object({
  chosen: chosen.nullable(),
  form: visitForm,
  day: z.string().nullable().default(null),
  left: z.array(z.object({ chosen, form: visitForm })).default([]),
  asides: z.array(aside).default([]),
})
const openForm = z.object({ patientId: z.string().nullable(), initialText: z.string() })

/** Brings back what this clerk had typed and not saved, then keeps saving it. True once it is there. */
export function useVisitDraft(staffId: string, today: LocalDate): boolean {
  const drafts = useDrafts()
  const [restored, setRestored] = useState(false)

  useLayoutEffect(() => {
    useDesk.getState().sitDown(staffId, today)
    if (restored) return
    restore(drafts, today)
    setRestored(true)
  }, [restored, drafts, staffId, today])

  useEffect(() => {
    const keeper = drafts.keeperOf('visit')
    return useDesk.subscribe((desk, before) => {
      if (isSameKept(desk, before)) return
      const { chosen, form, day, left, asides } = desk
      if (chosen || left.length > 0 || asides.length > 0)
        keeper.keep(JSON.stringify({ chosen, form, day, left, asides }))
      else keeper.discard()
    })
  }, [drafts])

  return restored
}

function isSameKept(one: Kept, other: Kept): boolean {
  return (
    one.chosen === other.chosen &&
    one.form === other.form &&
    one.left === other.left &&
    one.asides === other.asides
  )
}

function restore({ keeperOf }: Drafts, today: LocalDate): void {
  const desk = useDesk.getState()
  const visit = readDraft(keeperOf('visit').body(), visitDraft)
  if (visit) {
    const { chosen, form, left, asides, day } = visit
    desk.bringBack({ chosen, form: chosen ? form : emptyVisit, left: day === today ? left : [], asides })
  }
  const patient = readDraft(keeperOf('patient').body(), openForm)
  if (!patient) return
  const { patientId, initialText } = patient
  desk.begin(patientId ? { kind: 'correct', patientId } : { kind: 'register', text: initialText })
}
