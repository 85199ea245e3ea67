import { createContext, useContext, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { DraftKeeper } from './draft-keeper.ts'
import type { DraftKind, Drafts } from './drafts.ts'

export const DraftsContext = createContext<Drafts | null>(null)

export function useDrafts(): Drafts {
  const drafts = useContext(DraftsContext)
  if (!drafts) throw new Error('A form that keeps what is typed stands where nobody is signed in')
  return drafts
}

/** What whoever is signed in had typed into that form before it opened; what `fits` turns down was typed about another person or record. */
export function useFoundDraft<T>(
  kind: DraftKind,
  shape: z.ZodType<T>,
  fits: (found: T) => boolean = () => true,
): T | null {
  const drafts = useDrafts()
  const [found] = useState(() => {
    const draft = readDraft(drafts.keeperOf(kind).body(), shape)
    return draft && fits(draft) ? draft : null
  })
  return found
}

/** Keeps a small form as it is typed; null is a form with nothing in it. A form that closes once it is saved discards by itself. */
export function useKeptDraft<T>(
  kind: DraftKind,
  value: T | null,
  found: T | null,
): Pick<DraftKeeper, 'discard'> {
  const keeper = useDrafts().keeperOf(kind)
  const body = value === null ? null : JSON.stringify(value)
  const kept = useRef(found === null ? null : JSON.stringify(found))
  useEffect(() => {
    if (kept.current === body) return
    kept.current = body
    if (body === null) keeper.discard()
    else keeper.keep(body)
  }, [body, keeper])
  return keeper
}

/** A draft that another version of Loket wrote may be unreadable; then there is nothing to bring back. */
export function readDraft<T>(body: string | null, shape: z.ZodType<T>): T | null {
  if (body === null) return null
  try {
    return shape.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}
