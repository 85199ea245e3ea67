import { useMemo, useState } from 'react'
import { useDrafts } from '#ui/shared/use-draft.ts'
import { type PatientDraft, readDraft } from './patient-draft.ts'

export type PatientDraftKeeper = {
  keep: (draft: PatientDraft) => void
  flush: () => Promise<void>
  discard: () => void
}

/** The draft as it was when the form opened, never again while it stands, and what saves it while it is typed. */
export function usePatientDraft(): { found: PatientDraft | null; keeper: PatientDraftKeeper } {
  const kept = useDrafts().keeperOf('patient')
  const [found] = useState(() => readDraft(kept.body()))
  const keeper = useMemo(
    () => ({
      keep: (draft: PatientDraft) => kept.keep(JSON.stringify(draft)),
      flush: kept.flush,
      discard: kept.discard,
    }),
    [kept],
  )
  return { found, keeper }
}
