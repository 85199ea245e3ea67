import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportSummary } from '#contract/hub/import'
import { api } from '#ui/shared/client.ts'
import { sentencesOf } from '#ui/shared/problems.ts'
import { saveFile } from '#ui/shared/save-file.ts'

/** What can be done with an import that is over. */
export function useImportDeeds({ id, phase, added, keptOut, takenBack }: ImportSummary) {
  const [asked, setAsked] = useState<'undo' | 'kept' | null>(null)
  const file = useMutation(
    api.imports.keptOutFile.mutationOptions({ onSuccess: (file) => saveFile(file, 'baris-tertolak') }),
  )
  return {
    canDownload: keptOut > 0 && !file.isPending,
    download: () => file.mutate({ id }),
    downloading: file.isPending,
    canUndo: phase !== 'undone' && added + keptOut > 0,
    askUndo: () => setAsked('undo'),
    canSeeKept: phase === 'undone' && added > takenBack,
    seeKept: () => setAsked('kept'),
    asked,
    close: () => setAsked(null),
    problems: file.error ? sentencesOf(file.error) : [],
  }
}
