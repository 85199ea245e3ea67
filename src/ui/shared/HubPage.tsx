import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { problem, sentenceOf } from '#domain/errors'
import { askAgain } from './ask-again.ts'
import { api } from './client.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { forgetEverything, startLive, useLiveState } from './live.ts'
import { openPage } from './Page.tsx'
import { hasProblem, isUnreachable } from './problems.ts'
import { createQueries } from './queries.ts'

/** Draws a screen that the hub keeps fresh, and that knows when the hub is silent or has shown it out. */
export function openHubPage(screen: ReactNode): void {
  const queries = createQueries(
    { retry: (failures, error) => failures < 2 && isUnreachable(error) },
    (error) => {
      if (hasProblem(error, 'signed_out')) void askAgain(queries, api.session.key())
      if (hasProblem(error, 'device_revoked')) forgetEverything(queries)
    },
  )
  openPage(<HubPage>{screen}</HubPage>, queries)
}

function HubPage({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  useEffect(() => startLive(queries), [queries])
  const state = useLiveState()
  if (state === 'revoked') return <ShownOut />
  return (
    <>
      <ErrorBoundary>{children}</ErrorBoundary>
      {state === 'stale' && (
        <div className="hub-silent" role="alert">
          {sentenceOf(problem('hub_silent'))}
        </div>
      )}
    </>
  )
}

function ShownOut() {
  return (
    <main className="shown-out" role="alert">
      <p>{sentenceOf(problem('device_revoked'))}</p>
      <a href="/pair/">{location.host}/pair/</a>
    </main>
  )
}
