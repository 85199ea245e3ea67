import type { HubInputs } from '#contract/hub/hub'
import { api } from './client.ts'
import { isUnreachable } from './problems.ts'

export type DraftKeeper = {
  keep: (body: string) => void
  /** Writes what is pending at once. */
  flush: () => Promise<void>
  /** Resolves when the hub has forgotten it, so that the next form cannot find it. */
  discard: () => Promise<void>
}

const PAUSE_MS = 400
const AGAIN_MS = 3000

/** Saves what is typed a moment after the last key. Writes follow one another: a late save must not bring a discarded draft back. */
export function createDraftKeeper(kind: HubInputs['drafts']['save']['kind']): DraftKeeper {
  let pending: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Promise.resolve()
  let discards = 0

  function flush(): Promise<void> {
    clearTimeout(timer)
    last = last.then(async () => {
      const body = pending
      if (body === null) return
      pending = null
      const before = discards
      await api.drafts.save.call({ kind, body }).catch((error) => {
        if (discards === before) keepForLater(body, error)
      })
    })
    return last
  }

  /** Once signed out there is nobody to keep it for: the next person must not inherit it. */
  function keepForLater(body: string, error: unknown): void {
    if (!isUnreachable(error)) return
    pending ??= body
    timer = setTimeout(flush, AGAIN_MS)
  }

  return {
    flush,
    keep(body) {
      pending = body
      clearTimeout(timer)
      timer = setTimeout(flush, PAUSE_MS)
    },
    discard() {
      clearTimeout(timer)
      pending = null
      discards += 1
      last = last.then(async () => {
        await api.drafts.discard.call({ kind }).catch(() => undefined)
      })
      return last
    },
  }
}
