import { useQuery } from '@tanstack/react-query'
import type { HubOutputs } from '#contract/hub/hub'
import { api } from './client.ts'

type Session = HubOutputs['session']['current']
export type Facility = NonNullable<Session['facility']>
export type SignedInStaff = NonNullable<Session['staff']>

/** Who is at this page, of which Puskesmas, on which day. */
export function useSession() {
  return useQuery(api.session.current.queryOptions())
}
