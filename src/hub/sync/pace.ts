/**
 * When the line is free again for somebody who may send so many kilobits a second: what was sent before is waited out
 * first. Moments in milliseconds.
 */
export function nextFree(
  free: number,
  now: number,
  bytes: number,
  kbitPerSecond: number,
): { waitMs: number; free: number } {
  const start = Math.max(free, now)
  return { waitMs: start - now, free: start + (bytes * 8) / kbitPerSecond }
}
