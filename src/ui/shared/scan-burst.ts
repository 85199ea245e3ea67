/**
 * A scanner is a keyboard that types faster than hands and ends with Enter. The fastest typists need 60 ms a letter on
 * average and rarely type two keys within 20; scanners need 1 to 30, the slow ones on Bluetooth up to 50 now and then.
 * Times are when the key was pressed, not when a busy page got to it.
 */
const longestGapMs = 50
const meanGapMs = 35
/** A record number of the pattern 0000. Of so few keys a hand is told by its pace alone: none rolls over five within 100 ms. */
const shortestCode = 4
const longCode = 6
const meanGapOfShortMs = 20
const codeLike = /^(?=(?:[^\d]*\d){3})[\x21-\x7e]+$/

export type Burst = { text: string; from: number; last: number }

/** The burst that this character belongs to: the one before, or a new one. */
export function addToBurst(burst: Burst | null, key: string, at: number): Burst {
  return burst && at - burst.last <= longestGapMs
    ? { ...burst, text: burst.text + key, last: at }
    : { text: key, from: at, last: at }
}

/** The scanned code, if these keys and the Enter after them came from a scanner; null for what hands have typed. */
export function codeOfBurst(burst: Burst | null, enterAt: number): string | null {
  if (!burst || enterAt - burst.last > longestGapMs) return null
  const { text, from } = burst
  const mean = (enterAt - from) / text.length
  const longest = text.length < longCode ? meanGapOfShortMs : meanGapMs
  return text.length >= shortestCode && mean <= longest && codeLike.test(text) ? text : null
}

/** How long a single key waits for the next before it counts as pressed by hand. */
export const handIsSlowerMs = longestGapMs
