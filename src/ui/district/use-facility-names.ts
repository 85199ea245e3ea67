import { useQuery } from '@tanstack/react-query'
import { api } from './client.ts'

/** Every Puskesmas by id, in the order of its name. Readers may not list keys, hence from the overview. */
export function useFacilityNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(
    api.dashboard.overview.queryOptions({
      staleTime: Number.POSITIVE_INFINITY,
      select: (facilities) => new Map(facilities.map(({ facilityId, name }) => [facilityId, name])),
    }),
  )
  return data ?? none
}

const none: ReadonlyMap<string, string> = new Map()
