import { useState } from 'react'
import { z } from 'zod'
import { readDraft, useDrafts } from './use-draft.ts'

const reasons = z.array(z.object({ about: z.string(), reason: z.string() }))
const mostReasons = 8

export type KeptReason = {
  reason: string
  setReason: (reason: string) => void
  /** The deed is done, or its reason is not wanted any more. */
  forgetReason: () => void
}

/** Why something is done, with what was written there and not saved. `about` is the deed, and whose: a reason for one is there for no other. */
export function useReason(about: string): KeptReason {
  const keeper = useDrafts().keeperOf('reason')
  const kept = () => readDraft(keeper.body(), reasons) ?? []
  const [reason, setReason] = useState(() => kept().find((one) => one.about === about)?.reason ?? '')

  function write(next: string): void {
    const others = kept().filter((one) => one.about !== about)
    const all = next === '' ? others : [...others, { about, reason: next }].slice(-mostReasons)
    if (all.length === 0) keeper.discard()
    else keeper.keep(JSON.stringify(all))
  }

  return {
    reason,
    setReason(next) {
      setReason(next)
      write(next)
    },
    forgetReason: () => write(''),
  }
}
