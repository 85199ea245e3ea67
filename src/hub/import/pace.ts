/**
 * So long may one transaction work: a registration that comes meanwhile waits for it, and has 15 ms in all (design §7).
 * Counted without waiting: what the disk takes to be sure, or another program takes of the processor, is not less for
 * fewer rows.
 */
const mostMs = 8
export type Pace = {
  /** Rows for the next transaction. */
  size: () => number
  /** Runs one transaction, and learns from it how many rows fit into the next. */
  step: <T>(rows: number, work: () => Promise<T>) => Promise<T>
}

/** `fewest` cost nearly as much as fewer would: a transaction has its price whatever is in it. */
export function createPace({ fewest, most }: { fewest: number; most: number }): Pace {
  let fit = fewest
  return {
    size: () => Math.floor(fit),
    step: async (rows, work) => {
      const before = workedMs()
      const result = await work()
      const took = Math.max(0.1, workedMs() - before)
      // Half of the way towards what would have fitted, so that one odd step does not decide.
      fit = Math.min(most, Math.max(fewest, (fit + rows * Math.min(4, mostMs / took)) / 2))
      return result
    },
  }
}

function workedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
