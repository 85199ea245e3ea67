import type { ShownCall } from '#contract/hub/display'
import type { Answer } from '../shared/ask-hub.ts'

type Batch = { shown: number[]; spoken: number[] }

export type Receipts = {
  /** These calls stand on the screen, painted. Each is confirmed once. */
  confirmShown: (calls: readonly ShownCall[]) => void
  /** This call was heard to its end. */
  confirmSpoken: (callId: number) => void
}

const RETRY_MS = 2000
/** The contract's limit for one batch; older receipts would tell a room nothing any more. */
const MOST = 60

/** Tells the hub what was painted and spoken: one message at a time, all that has gathered meanwhile in the next. */
export function createReceipts(send: (batch: Batch) => Promise<Answer<unknown> | null>): Receipts {
  const shown = new Set<number>()
  const spoken = new Set<number>()
  let confirmed: ReadonlySet<number> = new Set()
  let sending = false

  function confirmShown(calls: readonly ShownCall[]): void {
    for (const { callId } of calls) if (!confirmed.has(callId)) shown.add(callId)
    // Only what still stands there can be reported again: the set never grows beyond one screen.
    confirmed = new Set(calls.map(({ callId }) => callId))
    void sendAll()
  }

  function confirmSpoken(callId: number): void {
    spoken.add(callId)
    void sendAll()
  }

  async function sendAll(): Promise<void> {
    if (sending || shown.size + spoken.size === 0) return
    sending = true
    const batch = { shown: [...shown].slice(-MOST), spoken: [...spoken].slice(-MOST) }
    shown.clear()
    spoken.clear()
    const answer = await send(batch)
    if (answer) {
      sending = false
      return sendAll()
    }
    for (const callId of batch.shown) shown.add(callId)
    for (const callId of batch.spoken) spoken.add(callId)
    setTimeout(() => {
      sending = false
      void sendAll()
    }, RETRY_MS)
  }

  return { confirmShown, confirmSpoken }
}
