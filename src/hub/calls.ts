import { setImmediate as turn } from 'node:timers/promises'

/** Calls of screens that are being answered now. */
export type Calls = {
  during: <T>(work: () => Promise<T>) => Promise<T>
  /** Resolves when none is, those that came in just now included, or after `mostMs` where one follows the other without end. */
  quiet: (mostMs: number) => Promise<void>
}

/** A call asks the database several times; background work that waits for quiet cannot slip in between. */
export function createCalls(): Calls {
  let count = 0
  const waiting = new Set<() => void>()
  return {
    during: async (work) => {
      count += 1
      try {
        return await work()
      } finally {
        count -= 1
        if (count === 0) for (const go of waiting) go()
      }
    },
    quiet: async (mostMs) => {
      await turn()
      if (count === 0) return
      await new Promise<void>((resolve) => {
        const go = () => {
          clearTimeout(timer)
          waiting.delete(go)
          resolve()
        }
        const timer = setTimeout(go, mostMs)
        waiting.add(go)
      })
    },
  }
}
