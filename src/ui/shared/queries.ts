import { type DefaultOptions, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

type Asking = Pick<NonNullable<DefaultOptions['queries']>, 'retry' | 'refetchInterval'>

/**
 * What a page asks its server and orders from it; `onError` is told whatever fails. The server is on this machine or
 * next door: the browser's idea of being online says nothing about it.
 */
export function createQueries(asking: Asking, onError: (error: unknown) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { networkMode: 'always', refetchOnWindowFocus: false, ...asking },
      mutations: { networkMode: 'always' },
    },
  })
}
