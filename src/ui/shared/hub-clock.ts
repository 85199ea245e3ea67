import { useEffect, useState } from 'react'

/** What the hub's clock is ahead of this machine's, in milliseconds; a tablet two hours off still counts minutes right. */
let ahead = 0

/** Longer on its way, an answer says nothing of the clock: this machine slept in between, or was set anew. */
const freshMs = 60_000

/** Every answer of the hub carries its time; `askedAt` is this machine's when the question went out. */
export function hearHubTime(response: Response, askedAt: number): void {
  const now = Number(response.headers.get('loket-now') ?? Number.NaN)
  const heardAt = Date.now()
  if (Number.isFinite(now) && Math.abs(heardAt - askedAt) < freshMs) ahead = now - heardAt
}

/** The hub's time in milliseconds, as far as this page knows it. */
export function hubNow(): number {
  return Date.now() + ahead
}

/** The hub's time, drawn anew every `everyMs`. */
export function useHubNow(everyMs = 1000): number {
  const [now, setNow] = useState(hubNow)
  useEffect(() => {
    const tick = setInterval(() => setNow(hubNow()), everyMs)
    return () => clearInterval(tick)
  }, [everyMs])
  return now
}
