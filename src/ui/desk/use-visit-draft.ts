import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { identifiers } from '#contract/hub/visit'
import { api } from '#ui/shared/client.ts'
import { createDraftKeeper } from '#ui/shared/draft-keeper.ts'
import { useDesk } from './desk-store.ts'
import { visitForm } from './visit/visit-form.ts'

const visitDraft = z.object({
  chosen: z.object({ patientId: z.string(), proven: z.array(z.enum(identifiers)) }),
  form: visitForm,
})
const patientDraft = z.object({ patientId: z.string().nullable(), initialText: z.string() })

const once = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }

export type VisitDraft = { known: boolean; flush: () => Promise<void> }

/** Brings back what this clerk had typed and not saved, then keeps saving it. `known` once the hub has said what there was. */
export function useVisitDraft(staffId: string): VisitDraft {
  const visit = useQuery(api.drafts.load.queryOptions({ input: { kind: 'visit' }, ...once }))
  const patient = useQuery(api.drafts.load.queryOptions({ input: { kind: 'patient' }, ...once }))
  const known = visit.isSuccess && patient.isSuccess
  const restored = useRef(false)
  const [keeper] = useState(() => createDraftKeeper('visit'))

  useEffect(() => {
    if (!known || restored.current) return
    restored.current = true
    useDesk.getState().sitDown(staffId)
    restore(visit.data?.body ?? null, patient.data?.body ?? null)
  }, [known, staffId, visit.data, patient.data])

  useEffect(() => {
    if (!known) return
    const stop = useDesk.subscribe((desk, before) => {
      if (desk.chosen === before.chosen && desk.form === before.form) return
      if (desk.chosen) keeper.keep(JSON.stringify({ chosen: desk.chosen, form: desk.form }))
      else void keeper.discard()
    })
    const flush = () => void keeper.flush()
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('blur', flush)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('blur', flush)
      flush()
    }
  }, [known, keeper])

  return { known, flush: keeper.flush }
}

function restore(visitBody: string | null, patientBody: string | null): void {
  const desk = useDesk.getState()
  const visit = visitDraft.safeParse(parse(visitBody)).data
  if (visit && !desk.chosen) desk.choose(visit.chosen, visit.form)
  const patient = patientDraft.safeParse(parse(patientBody)).data
  if (!patient) return
  const { patientId, initialText } = patient
  desk.begin(patientId ? { kind: 'correct', patientId } : { kind: 'register', text: initialText })
}

/** A draft that another version of Loket wrote may be unreadable; then there is nothing to bring back. */
function parse(body: string | null): unknown {
  try {
    return body === null ? null : JSON.parse(body)
  } catch {
    return null
  }
}
