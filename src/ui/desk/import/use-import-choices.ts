import { useState } from 'react'
import { z } from 'zod'
import { type ImportReport, type UndecidedChoice, undecidedChoices } from '#contract/hub/import'
import { type ImportField, importFields } from '#domain/import/fields'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'

type Columns = readonly (ImportField | null)[]

/** What the head has chosen for a file and not ordered yet; `columns` is null while they are as Loket took them. */
const importDraft = z.object({
  id: z.string(),
  /** What the columns were taken for when they were chosen anew: after another look that choice is in force. */
  taken: z.string(),
  columns: z.array(z.enum(importFields).nullable()).nullable(),
  undecided: z.enum(undecidedChoices),
})
type ImportDraft = z.infer<typeof importDraft>

export type ImportChoices = {
  columns: Columns
  isChanged: boolean
  /** A field has one column: it leaves the one it had. */
  take: (at: number, field: ImportField | null) => void
  undecided: UndecidedChoice
  decide: (undecided: UndecidedChoice) => void
}

export function useImportChoices(id: string, report: ImportReport): ImportChoices {
  const typed = useFoundDraft('import', importDraft, (found) => found.id === id)
  const guessed = report.columns.map(({ field }) => field)
  const taken = guessed.join()
  const [choice, setChoice] = useState(typed ?? { id, taken, columns: null, undecided: 'leave' as const })
  // Another look asks about other rows, too.
  const { columns: chosen, undecided } =
    choice.taken === taken ? choice : { columns: null, undecided: 'leave' as const }
  const columns = chosen ?? guessed
  const isChanged = columns.some((field, at) => field !== guessed[at])
  const draft: ImportDraft = { id, taken, columns: isChanged ? [...columns] : null, undecided }
  useKeptDraft('import', isChanged || undecided !== 'leave' ? draft : null, typed)
  return {
    columns,
    isChanged,
    take: (at, field) => {
      const next = columns.map((one, place) => (place === at ? field : one === field ? null : one))
      setChoice({ ...draft, columns: next })
    },
    undecided,
    decide: (undecided) => setChoice({ ...draft, undecided }),
  }
}
