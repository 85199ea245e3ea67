import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { useKeptDraft } from './use-draft.ts'
import { WithDraft } from './WithDraft.tsx'

const reasonDraft = z.object({ about: z.string(), reason: z.string() })

export type KeptReason = {
  reason: string
  setReason: (reason: string) => void
  /** The deed is done, or its reason is not wanted any more. */
  forgetReason: () => Promise<void>
}

type WithReasonProps = {
  /** The deed, and whose: no reason written for one is there for another. */
  about: string
  children: (kept: KeptReason) => ReactNode
}

/** A form that asks why, with what was written there and not saved. */
export function WithReason({ about, children }: WithReasonProps) {
  return (
    <WithDraft kind="reason" shape={reasonDraft} fits={(found) => found.about === about}>
      {(found) => (
        <Kept about={about} found={found}>
          {children}
        </Kept>
      )}
    </WithDraft>
  )
}

function Kept({ about, found, children }: WithReasonProps & { found: z.infer<typeof reasonDraft> | null }) {
  const [reason, setReason] = useState(found?.reason ?? '')
  const { discard } = useKeptDraft('reason', reason === '' ? null : { about, reason }, found)
  return children({ reason, setReason, forgetReason: discard })
}
