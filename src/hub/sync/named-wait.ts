/**
 * How long a server asks to be left alone, in milliseconds; null where it names no time. `Retry-After` (RFC 9110 §10.2.3),
 * else the IETF's rate limit headers as they are and as they were: `RateLimit: "default";r=0;t=30`,
 * `RateLimit: limit=100, remaining=0, reset=30`, `RateLimit-Reset: 30`. `now` as the server has it.
 */
export function readNamedWait(told: Headers, now: number): number | null {
  return (
    readRetryAfter(told.get('retry-after'), now) ??
    readRateLimit(told.get('ratelimit')) ??
    secondsToMs(told.get('ratelimit-reset'))
  )
}

/** As seconds or as an HTTP date. */
function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null
  const until = Date.parse(header) - now
  return secondsToMs(header) ?? (Number.isFinite(until) ? Math.max(0, until) : null)
}

/** Of the limits that are used up, or of all where none is said to be, the one that takes longest to be free again. */
function readRateLimit(header: string | null): number | null {
  const limits = (header ?? '').replaceAll(/"[^"]*"/g, '').split(',')
  const used = limits.filter((limit) => /;\s*r=0(?!\d)/.test(limit))
  const waits = (used.length > 0 ? used : limits).flatMap(
    (limit) => secondsToMs(/(?:;\s*t|^\s*reset)=([^;]*)/.exec(limit)?.[1] ?? null) ?? [],
  )
  return waits.length === 0 ? null : Math.max(...waits)
}

function secondsToMs(text: string | null): number | null {
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) * 1000 : null
}
