import '@fontsource-variable/plus-jakarta-sans/wght.css'
import '@mantine/core/styles.css'
import './page.css'
import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { cssVariables, theme } from './theme.ts'

/** Draws a screen into the page's #root, with all that every screen of the house shares. */
export function openPage(screen: ReactNode, queries: QueryClient): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('This page has no #root')
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        getStyleNonce={styleNonce}
        forceColorScheme="light"
      >
        <QueryClientProvider client={queries}>
          <ErrorBoundary>{screen}</ErrorBoundary>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

/** Vite leaves the response's nonce in a meta element; browsers hide it from `getAttribute`. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
