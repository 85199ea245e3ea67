/** Chance that a seed repeats exactly: the demo and the benchmarks must build the same Puskesmas on every machine. */
export type Random = {
  /** At least 0, below 1. */
  unit: () => number
  /** A whole number from `least` to `most`, both included. */
  int: (least: number, most: number) => number
  chance: (probability: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** A key, as often as its weight says. */
  weigh: <K extends string>(weights: Readonly<Record<K, number>>) => K
}

/** sfc32 seeded with a text; different texts (`1/people`, `1/visits`) give independent streams. */
export function createRandom(seed: string): Random {
  const unit = sfc32(hashSeed(seed))
  function int(least: number, most: number): number {
    return least + Math.floor(unit() * (most - least + 1))
  }
  function pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to pick from')
    return list[Math.floor(unit() * list.length)] as T
  }
  function weigh<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let left = unit() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) {
      left -= weight
      if (left < 0) return key
    }
    return pick(entries)[0]
  }
  return { unit, int, chance: (probability) => unit() < probability, pick, weigh }
}

/** Four 32-bit words of FNV-1a, each from another start. */
function hashSeed(text: string): Uint32Array {
  return Uint32Array.from([0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35], (start) => {
    let hash = start
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
    return hash
  })
}

function sfc32(state: Uint32Array): () => number {
  let [a = 0, b = 0, c = 0, counter = 0] = state
  function next(): number {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let warmUp = 0; warmUp < 12; warmUp++) next()
  return () => next() / 2 ** 32
}
