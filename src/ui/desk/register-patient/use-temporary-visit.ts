import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import type { Patient } from './patient-values.ts'

export type TemporaryVisit = { visitId: string; number: string }

/** Today's visit of a person who came without a name; it can be given to somebody on file. Null for everybody else. */
export function useTemporaryVisit(patient: Patient | null): TemporaryVisit | null {
  const temporary = patient?.temporary === true
  const today = useQuery(api.visits.today.queryOptions({ enabled: temporary }))
  const rows = temporary ? today.data : undefined
  return rows?.find(({ patientId, status }) => patientId === patient?.id && status !== 'cancelled') ?? null
}
