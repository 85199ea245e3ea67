import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '#ui/shared/client.ts'
import type { DraftKeeper } from '#ui/shared/draft-keeper.ts'
import { useDraftKeeper } from '#ui/shared/use-draft.ts'
import { type PatientDraft, readDraft } from './patient-draft.ts'

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

/** Saves what is typed while it is typed. */
export function usePatientDraftKeeper(): PatientDraftKeeper {
  const { keep, flush, discard } = useDraftKeeper('patient')
  return useMemo(
    () => ({ flush, discard, keep: (draft: PatientDraft) => keep(JSON.stringify(draft)) }),
    [keep, flush, discard],
  )
}
