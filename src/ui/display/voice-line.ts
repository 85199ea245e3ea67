import type { ShownCall } from '#contract/hub/display'

/** The hub lists a call to be said for so long, unless it is taken back or was said elsewhere. */
const LISTED_MS = 60_000
/** Once in the line a call keeps its place for longer; then whoever was called has been found on the screen. */
const TOO_LATE_MS = 90_000
const REMEMBERED = 500

/** The calls that this screen has yet to say, in the order of their coming. */
export type VoiceLine = {
  /** Takes in what the hub lists anew, and gives up what it lists no more. */
  follow: (toSpeak: readonly ShownCall[], now: number) => void
  /** The next one to be said; null when nobody waits. `onLate` hears of each that waited too long. */
  takeNext: (now: number, onLate: (call: ShownCall) => void) => ShownCall | null
}

/** Times are the hub's. `spoken` was said by this page before it was loaded anew. */
export function createVoiceLine(spoken: Iterable<number>): VoiceLine {
  const known = new Set(spoken)
  let waiting: ShownCall[] = []

  function follow(toSpeak: readonly ShownCall[], now: number): void {
    const listed = new Set(toSpeak.map(({ callId }) => callId))
    waiting = waiting.filter(({ callId, at }) => listed.has(callId) || now - at > LISTED_MS)
    const fresh = toSpeak.filter(({ callId }) => !known.has(callId))
    for (const call of fresh) known.add(call.callId)
    waiting.push(...fresh)
    for (const callId of known) if (known.size > REMEMBERED) known.delete(callId)
  }

  function takeNext(now: number, onLate: (call: ShownCall) => void): ShownCall | null {
    for (let call = waiting.shift(); call; call = waiting.shift()) {
      if (now - call.at <= TOO_LATE_MS) return call
      onLate(call)
    }
    return null
  }

  return { follow, takeNext }
}
