import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import type { TemporaryVisit } from './use-temporary-visit.ts'

export const assignKeys = 'Alt+I'
export const assignLabel = 'Ini orangnya: pindahkan kunjungan'

type AssignVisitProps = {
  visit: TemporaryVisit
  /** The person on file. */
  patientId: string
  onAssigned: (patientId: string) => void
  /** Has the focus from the first moment, where nothing else is asked. */
  first?: boolean
}

/** The temporary person is this patient: the number stays, the visit becomes theirs. */
export function AssignVisit({ visit, patientId, onAssigned, first }: AssignVisitProps) {
  const queries = useQueryClient()
  const assign = useMutation(
    api.visits.assign.mutationOptions({
      onSuccess: () => {
        // First away from the temporary record, which cannot be opened any more.
        onAssigned(patientId)
        void askAgain(queries, api.patients.key())
        void askAgain(queries, api.visits.key())
      },
    }),
  )
  function run(): void {
    if (!assign.isPending) assign.mutate({ visitId: visit.visitId, patientId })
  }
  useShortcut({ keys: assignKeys, label: assignLabel, run })
  return (
    <>
      <Button
        data-autofocus={first}
        loading={assign.isPending}
        rightSection={<KeyCap keys={assignKeys} />}
        onClick={run}
      >
        {assignLabel}
      </Button>
      <Problems sentences={assign.error ? sentencesOf(assign.error) : []} />
    </>
  )
}
