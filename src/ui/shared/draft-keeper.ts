import { isUnreachable } from './problems.ts'

export type DraftKeeper = {
  /** As it was typed last, whether or not it has arrived; null is nothing. */
  body: () => string | null
  keep: (body: string) => void
  /** Writes what is pending as soon as what is under way has arrived. */
  flush: () => Promise<void>
  /** The page goes, and with it what waits for an answer: whatever has not surely arrived is sent once more, at once. */
  leave: () => void
  /** Resolves when the hub has forgotten it, so that the next form cannot find it. */
  discard: () => Promise<void>
  /** The hub has something else: it was typed at another page. */
  learn: (body: string | null) => void
}

/** Where a draft is kept: the hub, for whoever is signed in. */
export type DraftPlace = { save: (body: string) => Promise<unknown>; discard: () => Promise<unknown> }

/**
 * A key is on its way to the hub so soon, also while somebody types on without a pause; with the way there and the disk,
 * that is what a power cut can take (docs/decisions/0024).
 */
export const KEPT_AFTER_MS = 200
const AGAIN_MS = 3000

/**
 * Saves what is typed while it is typed; `found` is what the hub had before. Writes follow one another: a late save must
 * not bring a discarded draft back.
 */
export function createDraftKeeper(place: DraftPlace, found: string | null): DraftKeeper {
  let typed = found
  let pending: string | null = null
  let underWay: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Promise.resolve()
  let discards = 0

  function saveAfter(ms: number): void {
    timer ??= setTimeout(flush, ms)
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    last = last.then(async () => {
      const body = pending
      if (body === null) return
      pending = null
      underWay = body
      const before = discards
      await place.save(body).catch((error) => {
        if (discards === before) keepForLater(body, error)
      })
      underWay = null
    })
    return last
  }

  /** Once signed out there is nobody to keep it for: the next person must not inherit it. */
  function keepForLater(body: string, error: unknown): void {
    if (!isUnreachable(error)) return
    pending ??= body
    saveAfter(AGAIN_MS)
  }

  function leave(): void {
    const body = pending ?? underWay
    if (body !== null) void place.save(body).catch(() => undefined)
  }

  return {
    body: () => typed,
    learn(body) {
      typed = body
    },
    flush,
    leave,
    keep(body) {
      typed = body
      pending = body
      saveAfter(KEPT_AFTER_MS)
    },
    discard() {
      typed = null
      clearTimeout(timer)
      timer = undefined
      pending = null
      underWay = null
      discards += 1
      last = last.then(async () => {
        await place.discard().catch(() => undefined)
      })
      return last
    },
  }
}
