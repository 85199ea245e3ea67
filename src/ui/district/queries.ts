import type { QueryClient } from '@tanstack/react-query'
import { hasProblem, isUnreachable } from '#ui/shared/problems.ts'
import { createQueries } from '#ui/shared/queries.ts'
import { api } from './client.ts'

const tryAgainMs = 5000

/** Nothing is asked on a timer, for every look at the dashboard is in the audit trail; only a silent server is. */
export function createDistrictQueries(): QueryClient {
  const queries = createQueries(
    {
      retry: false,
      refetchInterval: ({ state }) => (isUnreachable(state.error) ? tryAgainMs : false),
    },
    // Signed out meanwhile, or given another role.
    (error) => {
      if (hasProblem(error, 'signed_out') || hasProblem(error, 'not_allowed'))
        void queries.invalidateQueries({ queryKey: api.session.key() })
    },
  )
  return queries
}
