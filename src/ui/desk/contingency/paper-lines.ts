import type { PaperVisit, ReservedBlock } from '#contract/hub/contingency'
import { readPaperNumber, sayPaperNumber } from '#domain/paper-number'

/** A pause shorter than this is a quiet quarter of an hour, not a power cut. */
const leastPauseMs = 15 * 60_000

/**
 * When the power may have gone today, in milliseconds: the minute after the last registration before the longest pause.
 * Null where no pause is long enough. A guess that the clerk sees and corrects.
 */
export function guessCut(registeredAt: readonly number[], now: number): number | null {
  const times = [...registeredAt.toSorted((a, b) => a - b), now]
  const pauses = times.slice(1).map((end, place) => ({ from: times[place] ?? end, end }))
  const longest = pauses.toSorted((a, b) => b.end - b.from - (a.end - a.from))[0]
  if (!longest || longest.end - longest.from < leastPauseMs) return null
  return (Math.floor(longest.from / 60_000) + 1) * 60_000
}

/** The next printed number that nobody has, after the one entered last; empty where every one is used. */
export function suggestNumber(
  blocks: readonly ReservedBlock[],
  entered: readonly PaperVisit[],
  last: string | null,
): string {
  const used = new Set(entered.map(({ number }) => number))
  const printed = blocks.flatMap(({ numbers }) => numbers)
  const free = printed.filter((number) => !used.has(number))
  const isAfter = (number: string) => printed.indexOf(number) > printed.indexOf(last ?? '')
  return free.find(isAfter) ?? free[0] ?? ''
}

/** Only its digits were typed: the letter is that of the line before. */
export function completeNumber(typed: string, before: string | null): string {
  const read = readPaperNumber(typed)
  const series = read?.series ?? (before && readPaperNumber(before)?.series)
  return read && series ? sayPaperNumber({ series, number: read.number }) : typed
}
