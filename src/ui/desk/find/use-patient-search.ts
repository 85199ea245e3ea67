import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { isSearchable } from '#domain/search-text'
import { api } from '#ui/shared/client.ts'

/**
 * Hits from the first key on and at every one: the hub answers faster than a pause would take. The last ones stay on screen until newer are
 * here; `fresh` says whether they answer this very text.
 */
export function usePatientSearch(text: string, limit: number) {
  const typed = text.trim()
  const asks = isSearchable(typed)
  const query = useQuery(
    api.patients.search.queryOptions({
      input: asks ? { text: typed, limit } : skipToken,
      placeholderData: keepPreviousData,
      gcTime: 30_000,
    }),
  )
  return { asks, fresh: asks && query.data !== undefined && !query.isPlaceholderData, query }
}
