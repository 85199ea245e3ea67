/** What is still to happen, by the minute of the day. */
export type Agenda = {
  now: () => number
  later: (minutes: number, happen: () => Promise<void>) => void
  /** Lets everything happen in turn, with what it leads to; before each, the clock is set. */
  run: (setClock: (minute: number) => Promise<void>) => Promise<void>
}

export function createAgenda(start: number): Agenda {
  const ahead: { at: number; happen: () => Promise<void> }[] = []
  let now = start
  return {
    now: () => now,
    later: (minutes, happen) => {
      const at = now + minutes
      const index = ahead.findIndex((other) => other.at > at)
      ahead.splice(index === -1 ? ahead.length : index, 0, { at, happen })
    },
    run: async (setClock) => {
      for (let next = ahead.shift(); next; next = ahead.shift()) {
        now = next.at
        await setClock(now)
        await next.happen()
      }
    },
  }
}
