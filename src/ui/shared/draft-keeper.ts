import { isUnreachable } from './problems.ts'

export type DraftKeeper = {
  /** As it was typed last, whether or not it has arrived; null is nothing. */
  body: () => string | null
  keep: (body: string) => void
  /** At once for every form of this page; the hub hears of it as soon as it can. */
  discard: () => void
  /** Writes what is pending as soon as what is under way has arrived. */
  flush: () => Promise<void>
  /** The page goes, and with it what waits for an answer: whatever has not surely arrived is sent once more, at once. */
  leave: () => void
  /** Whoever typed it goes: what cannot be written now is not written later, for somebody else. */
  close: () => void
  /** Called before the hub is asked; takes its answer, unless something was typed since or has not arrived there. */
  asking: () => (body: string | null) => void
}

/** Where a draft is kept: the hub, for whoever is signed in. */
export type DraftPlace = { save: (body: string) => Promise<unknown>; discard: () => Promise<unknown> }

/**
 * A key is on its way to the hub so soon, also while somebody types on without a pause; with the way there and the disk,
 * that is what a power cut can take (docs/decisions/0024).
 */
export const KEPT_AFTER_MS = 200
const AGAIN_MS = 3000

/** To be written: a body, or null for nothing. */
type Write = { body: string | null }

/**
 * Saves what is typed while it is typed; `found` is what the hub had before. Writes follow one another: a late save must
 * not bring a discarded draft back.
 */
export function createDraftKeeper(place: DraftPlace, found: string | null): DraftKeeper {
  let typed = found
  let turns = 0
  let pending: Write | null = null
  let underWay: Write | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Promise.resolve()
  let closed = false

  const write = ({ body }: Write) => (body === null ? place.discard() : place.save(body))

  function flushAfter(ms: number): void {
    timer ??= setTimeout(flush, ms)
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    last = last.then(async () => {
      const next = pending
      if (next === null) return
      pending = null
      underWay = next
      await write(next).catch((error) => keepForLater(next, error))
      underWay = null
    })
    return last
  }

  /** Once signed out there is nobody to keep it for: the next person must not inherit it. */
  function keepForLater(failed: Write, error: unknown): void {
    if (closed || !isUnreachable(error)) return
    pending ??= failed
    flushAfter(AGAIN_MS)
  }

  function change(body: string | null): void {
    typed = body
    turns += 1
    pending = { body }
  }

  return {
    body: () => typed,
    keep(body) {
      change(body)
      flushAfter(KEPT_AFTER_MS)
    },
    discard() {
      change(null)
      void flush()
    },
    flush,
    leave() {
      const unsure = pending ?? underWay
      if (unsure !== null) void write(unsure).catch(() => undefined)
    },
    close() {
      void flush()
      closed = true
    },
    asking() {
      const before = turns
      return (body) => {
        if (turns === before && pending === null && underWay === null) typed = body
      }
    },
  }
}
