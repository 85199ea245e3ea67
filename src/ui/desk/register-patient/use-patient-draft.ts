import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '#ui/shared/client.ts'
import { createDraftKeeper, type DraftKeeper } from '#ui/shared/draft-keeper.ts'
import { emptyValues, type PatientValues } from './patient-values.ts'

/** Whose form it is: a person on file, or a new one that was begun from this search text. */
export type DraftTarget = { patientId: string | null; initialText: string }

/** `before` is what the form held when nothing had been typed yet. */
export type PatientDraft = DraftTarget & { before: PatientValues; values: PatientValues }

/** The draft as it was when the form opened; never again while it stands. */
export function usePatientDraft() {
  return useQuery({
    queryKey: ['draft of the patient form'],
    queryFn: () => api.drafts.load.call({ kind: 'patient' }),
    select: ({ body }) => readDraft(body),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnMount: 'always',
  })
}

export type PatientDraftKeeper = Pick<DraftKeeper, 'flush' | 'discard'> & {
  keep: (draft: PatientDraft) => void
}

/** Saves what is typed a moment after the last key, when a field is left, and when the page goes away. */
export function usePatientDraftKeeper(): PatientDraftKeeper {
  const [keeper] = useState(() => {
    const { keep, ...rest } = createDraftKeeper('patient')
    return { ...rest, keep: (draft: PatientDraft) => keep(JSON.stringify(draft)) }
  })
  useEffect(() => {
    const flush = () => void keeper.flush()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [keeper])
  return keeper
}

/** A draft of another version of Loket keeps the fields that both know. */
function readDraft(body: string | null): PatientDraft | null {
  if (body === null) return null
  try {
    const read = JSON.parse(body) as Partial<PatientDraft>
    return {
      patientId: read.patientId ?? null,
      initialText: read.initialText ?? '',
      before: { ...emptyValues, ...read.before },
      values: { ...emptyValues, ...read.values },
    }
  } catch {
    return null
  }
}
