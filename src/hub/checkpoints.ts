import { statSync } from 'node:fs'

const lookEveryMs = 1000
/** As SQLite's own default of 1000 pages. */
const longBytes = 4 * 1024 * 1024

/**
 * Folds a long write-ahead log back into the file from the worker's thread. SQLite would do it inside whichever commit
 * reaches the limit, and that registration would wait for the whole fold (design §7: p99 ≤ 15 ms).
 */
export function keepLogShort(file: string, fold: () => Promise<void>): { stop: () => void } {
  let folding = false
  const timer = setInterval(async () => {
    const size = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
    if (folding || size < longBytes) return
    folding = true
    await fold().catch(() => {})
    folding = false
  }, lookEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
