/**
 * Numbers kept under keys, a million people in some hundred megabytes and outside the worker's heap: hashes in chains, in
 * typed arrays that double. Two keys of one hash share a chain, so that somebody may be found who was not meant; whoever
 * is found is compared anyway.
 */
export type Blocks = {
  add: (hash: number, value: number) => void
  /** Shows at most so many of those kept under it, the newest first. */
  visit: (hash: number, most: number, see: (value: number) => void) => void
}

const firstSize = 1 << 16

export function createBlocks(): Blocks {
  let heads = new Int32Array(firstSize).fill(-1)
  let next = new Int32Array(firstSize)
  let hashes = new Int32Array(firstSize)
  let values = new Int32Array(firstSize)
  let count = 0

  function grow(): void {
    const size = heads.length * 2
    heads = new Int32Array(size).fill(-1)
    next = new Int32Array(size)
    hashes = copyInto(size, hashes)
    values = copyInto(size, values)
    for (let at = 0; at < count; at += 1) link(at)
  }

  function link(at: number): void {
    const head = (hashes[at] ?? 0) & (heads.length - 1)
    next[at] = heads[head] ?? -1
    heads[head] = at
  }

  return {
    add: (hash, value) => {
      if (count === heads.length) grow()
      hashes[count] = hash
      values[count] = value
      link(count)
      count += 1
    },
    visit: (hash, most, see) => {
      let left = most
      for (let at = heads[hash & (heads.length - 1)] ?? -1; at !== -1 && left > 0; at = next[at] ?? -1) {
        if (hashes[at] !== hash) continue
        see(values[at] ?? 0)
        left -= 1
      }
    },
  }
}

function copyInto(size: number, from: Int32Array): Int32Array<ArrayBuffer> {
  const to = new Int32Array(size)
  to.set(from)
  return to
}
