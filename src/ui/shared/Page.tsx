import '@fontsource-variable/plus-jakarta-sans/wght.css'
import '@mantine/core/styles.css'
import './page.css'
import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { problem, sentenceOf } from '#domain/errors'
import { askAgain } from './ask-again.ts'
import { api } from './client.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { startLive, useLiveState } from './live.ts'
import { hasProblem, isUnreachable } from './problems.ts'
import { cssVariables, theme } from './theme.ts'

/** Draws a screen into the page's #root, with all that every screen of the house shares. */
export function openPage(screen: ReactNode): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('This page has no #root')
  createRoot(root).render(
    <StrictMode>
      <Page>{screen}</Page>
    </StrictMode>,
  )
}

function Page({ children }: { children: ReactNode }) {
  const [queries] = useState(createQueries)
  useEffect(() => startLive(queries), [queries])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      forceColorScheme="light"
    >
      <QueryClientProvider client={queries}>
        <ErrorBoundary>{children}</ErrorBoundary>
        <HubSilentBanner />
      </QueryClientProvider>
    </MantineProvider>
  )
}

function HubSilentBanner() {
  if (useLiveState() === 'live') return null
  return (
    <div className="hub-silent" role="alert">
      {sentenceOf(problem('hub_silent'))}
    </div>
  )
}

/** The hub is on this machine or next door: the browser's idea of being online says nothing about it. */
function createQueries(): QueryClient {
  const onError = (error: unknown) => {
    if (hasProblem(error, 'signed_out')) void askAgain(queries, api.session.key())
  }
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && isUnreachable(error),
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
