import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { HubInputs } from '#contract/hub/hub'
import { api } from './client.ts'
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts'

export type DraftKind = HubInputs['drafts']['save']['kind']

const standing = new Set<DraftKeeper>()

/** Everything typed on this page goes to the hub at once: when somebody turns away from it, and before they sign out. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...standing].map(({ flush }) => flush()))
}

const flushAll = () => void flushDrafts()
document.addEventListener('visibilitychange', flushAll)
window.addEventListener('blur', flushAll)
window.addEventListener('pagehide', () => {
  for (const keeper of standing) keeper.leave()
})

/** Keeps what is typed under the name of whoever is signed in, as long as the form stands and once more when it goes. */
export function useDraftKeeper(kind: DraftKind): DraftKeeper {
  const [keeper] = useState(() =>
    createDraftKeeper({
      save: (body) => api.drafts.save.call({ kind, body }),
      discard: () => api.drafts.discard.call({ kind }),
    }),
  )
  useEffect(() => {
    standing.add(keeper)
    return () => {
      standing.delete(keeper)
      void keeper.flush()
    }
  }, [keeper])
  return keeper
}

export type FoundDraft<T> = { known: boolean; found: T | null }

/** What this clerk had typed into that form when it opened; `known` once the hub has said whether there was anything. */
export function useFoundDraft<T>(kind: DraftKind, shape: z.ZodType<T>): FoundDraft<T> {
  const { data, isFetchedAfterMount } = useQuery({
    queryKey: ['draft', kind],
    queryFn: () => api.drafts.load.call({ kind }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnMount: 'always',
  })
  const body = isFetchedAfterMount ? data?.body : undefined
  return { known: body !== undefined, found: body ? readDraft(body, shape) : null }
}

/** Keeps a small form as it is typed; null is a form with nothing in it. A form that closes once it is saved discards by itself. */
export function useKeptDraft<T>(
  kind: DraftKind,
  value: T | null,
  found: T | null,
): Pick<DraftKeeper, 'discard'> {
  const keeper = useDraftKeeper(kind)
  const body = value === null ? null : JSON.stringify(value)
  const kept = useRef(found === null ? null : JSON.stringify(found))
  useEffect(() => {
    if (kept.current === body) return
    kept.current = body
    if (body === null) void keeper.discard()
    else keeper.keep(body)
  }, [body, keeper])
  return keeper
}

/** A draft that another version of Loket wrote may be unreadable; then there is nothing to bring back. */
export function readDraft<T>(body: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}
