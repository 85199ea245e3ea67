import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Asks the hub again for everything under this key. A question that is under way for the first time is dropped and
 * asked anew: its answer may be older than the change, and TanStack would take it for the newer one.
 */
export async function askAgain(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  await queries.cancelQueries({ queryKey, predicate: ({ state }) => state.data === undefined })
  await queries.invalidateQueries({ queryKey })
}
