import type { Board, ShownCall } from '#contract/hub/display'

/** A large number is there to be read, not glimpsed. */
export const HEADLINE_MS = 4000

/** The call that stands large now; `changesAt` when the next one has its turn, null while nobody waits for it. */
export type Turn = { call: ShownCall | null; changesAt: number | null }

export type Headlines = {
  follow: (board: Pick<Board, 'current' | 'calls'>) => void
  /** The voice has begun with this call, or has ended (null). */
  speak: (call: ShownCall | null) => void
  /** `now` in milliseconds, by any clock that is always the same one. */
  turn: (now: number) => Turn
}

/**
 * Calls that come together stand large one after the other, and with the voice while it speaks. When each had its
 * turn, the hub's current call stays. A page that has just opened does not go through what was called before.
 */
export function createHeadlines(): Headlines {
  let newest: number | null = null
  let board: Pick<Board, 'current' | 'calls'> = { current: null, calls: [] }
  let waiting: ShownCall[] = []
  let spoken: ShownCall | null = null
  let shown: ShownCall | null = null
  let since = Number.NEGATIVE_INFINITY

  function follow(next: Pick<Board, 'current' | 'calls'>): void {
    board = next
    const last = newest
    if (last !== null) waiting.push(...next.calls.filter(({ callId }) => callId > last))
    waiting = waiting.filter(isStillCalled)
    newest = Math.max(last ?? 0, next.current?.callId ?? 0, ...next.calls.map(({ callId }) => callId))
  }

  /** A call that was taken back is no longer among the calls; after a minute none is. */
  function isStillCalled({ callId }: ShownCall): boolean {
    return callId === board.current?.callId || board.calls.some((call) => call.callId === callId)
  }

  function speak(call: ShownCall | null): void {
    spoken = call
  }

  function turn(now: number): Turn {
    const hadItsTime = shown === null || now - since >= HEADLINE_MS || !isStillCalled(shown)
    if (spoken) show(spoken, now)
    else if (hadItsTime) show(waiting[0] ?? board.current, now)
    const settled = waiting.length === 0 && shown?.callId === board.current?.callId
    return { call: shown, changesAt: settled || spoken ? null : since + HEADLINE_MS }
  }

  function show(call: ShownCall | null, now: number): void {
    waiting = waiting.filter(({ callId }) => callId !== call?.callId)
    if (call?.callId === shown?.callId) return
    shown = call
    since = now
  }

  return { follow, speak, turn }
}

/** Which of the last minute's calls can be read now: large, or as the number of their room. */
export function callsOnScreen({ calls, rooms }: Pick<Board, 'calls' | 'rooms'>, headline: ShownCall | null) {
  return calls.filter(
    ({ callId, number, roomLabel }) =>
      callId === headline?.callId || rooms.some((room) => room.number === number && room.label === roomLabel),
  )
}
