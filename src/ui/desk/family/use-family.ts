import { useQueryClient } from '@tanstack/react-query'
import type { Family } from '#contract/hub/family'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'

/** What every order about a family leaves behind: the panel shows the answer, and the desk asks for its people anew. */
export function useFamilyChanged(patientId: string): (family: Family | null) => void {
  const queries = useQueryClient()
  return (family) => {
    queries.setQueryData(api.families.ofPerson.queryKey({ input: { patientId } }), family)
    void askAgain(queries, api.families.key())
    void askAgain(queries, api.patients.key())
  }
}
