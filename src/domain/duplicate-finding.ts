/**
 * What the comparison of one field says: bits above 0 speak for one person, below 0 for two (Fellegi and Sunter 1969);
 * `words` as a clerk would say it, null where nothing is worth saying.
 */
export type Finding = { bits: number; words: string | null }

export const nothingToCompare: Finding = { bits: 0, words: null }

/**
 * The weight of an outcome: how often it is seen when both records are one person (m) against two people (u).
 * Where the figures come from: docs/decisions/0018.
 */
export function weight(m: number, u: number): number {
  return Math.log2(m / u)
}
