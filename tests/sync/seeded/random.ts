import { randomInt } from 'node:crypto'

/** Chance that is the same again for the same seed (mulberry32). */
export type Random = {
  /** Below `limit`, from 0. */
  below: (limit: number) => number
  chance: (share: number) => boolean
  pick: <T>(list: readonly T[]) => T | undefined
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, chance: (share) => next() < share, pick: (list) => list[below(list.length)] }
}

/** Of this run alone, so that each run also looks where none has; printed, to be lived again. */
const freshSeed = randomInt(1_000, 2 ** 31)

/**
 * Once ended unequal, of those that are not among the first: a receipt from before the server was set back (43), a stick
 * that hid that it was (54), one after which only sticks had carried anything (110).
 */
const hardSeeds = [43, 54, 110]

/** The seeds of this run: `SYNC_FAULT_SEED=7` that one alone, `SYNC_FAULT_SEEDS=200` the first so many, hard ones and a fresh one. */
export function wantedSeeds(usual: number): number[] {
  const { SYNC_FAULT_SEED: one, SYNC_FAULT_SEEDS: many } = process.env
  if (one !== undefined) return [Number(one)]
  process.stderr.write(`SYNC_FAULT_SEED=${freshSeed} is this run’s own\n`)
  const first = Array.from({ length: Number(many ?? usual) }, (_, n) => n + 1)
  return [...new Set([...first, ...hardSeeds, freshSeed])]
}

/** Says with a failure which seed it was and what had happened. */
export async function withSeed(
  seed: number,
  history: readonly string[],
  live: () => Promise<void>,
): Promise<void> {
  try {
    await live()
  } catch (cause) {
    const words = [`SYNC_FAULT_SEED=${seed} ends unequal after:`, ...history, String(cause)]
    throw new Error(words.join('\n'), { cause })
  }
}
