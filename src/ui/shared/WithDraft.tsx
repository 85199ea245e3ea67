import type { ReactNode } from 'react'
import type { z } from 'zod'
import { type DraftKind, useFoundDraft } from './use-draft.ts'

type WithDraftProps<T> = {
  kind: DraftKind
  shape: z.ZodType<T>
  /** What was typed about another person or record is not for this form. */
  fits: (found: T) => boolean
  children: (typed: T | null) => ReactNode
}

/** A form that opens with what was typed into it and not saved; nothing until that is known, so that the first field takes the focus. */
export function WithDraft<T>({ kind, shape, fits, children }: WithDraftProps<T>) {
  const { known, found } = useFoundDraft(kind, shape)
  if (!known) return null
  return children(found && fits(found) ? found : null)
}
