import '@fontsource-variable/plus-jakarta-sans/wght.css'
import '@mantine/core/styles.css'
import '#ui/shared/page.css'
import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from '#ui/shared/ErrorBoundary.tsx'
import { hasProblem, isUnreachable } from '#ui/shared/problems.ts'
import { cssVariables, theme } from '#ui/shared/theme.ts'
import { api } from './client.ts'

const tryAgainMs = 5000

/** Draws a screen of the district into the page's #root; the house's look on the district's own server. */
export function openDistrictPage(screen: ReactNode): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('This page has no #root')
  createRoot(root).render(
    <StrictMode>
      <DistrictPage>{screen}</DistrictPage>
    </StrictMode>,
  )
}

function DistrictPage({ children }: { children: ReactNode }) {
  const [queries] = useState(createQueries)
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      forceColorScheme="light"
    >
      <QueryClientProvider client={queries}>
        <ErrorBoundary>{children}</ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Nothing is asked on a timer, for every look at the dashboard is in the audit trail; only a silent server is. */
function createQueries(): QueryClient {
  const onError = (error: unknown) => {
    if (hasProblem(error, 'signed_out')) void queries.invalidateQueries({ queryKey: api.session.key() })
  }
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: false,
        refetchInterval: ({ state }) => (isUnreachable(state.error) ? tryAgainMs : false),
      },
      mutations: { networkMode: 'always' },
    },
  })
  return queries
}

/** Vite leaves the response's nonce in a meta element; browsers hide it from `getAttribute`. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
