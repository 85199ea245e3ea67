/** Counts the seconds that nobody touches the page, so that the next person finds it at its start. */
export type Idle = {
  /** Counts from `seconds` down. */
  start: (seconds: number) => void
  /** Somebody is there: from the beginning again. */
  touch: () => void
  stop: () => void
}

export function createIdle(onLeft: (seconds: number | null) => void, onEnd: () => void): Idle {
  let whole = 0
  let left = 0
  let beat: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(beat)
    beat = undefined
    onLeft(null)
  }

  function start(seconds: number): void {
    clearInterval(beat)
    whole = seconds
    left = seconds
    onLeft(left)
    beat = setInterval(count, 1000)
  }

  function count(): void {
    left -= 1
    if (left > 0) {
      onLeft(left)
      return
    }
    stop()
    onEnd()
  }

  return { start, stop, touch: () => beat !== undefined && start(whole) }
}
