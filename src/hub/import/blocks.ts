import { doubled } from './doubled.ts'

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
/** Of a link: the next of its chain, the hash, the value. Side by side, so that a step of a chain is one look at memory. */
const linkSize = 3
const [nextAt, hashAt, valueAt] = [0, 1, 2]
/** Most keys that are asked for are nobody's: a bit for each eighth of a chain tells so from a table that fits the cache. */
const bitsPerChain = 8

export function createBlocks(): Blocks {
  let heads = new Int32Array(firstSize).fill(-1)
  let links = new Int32Array(firstSize * linkSize)
  let marks = new Uint8Array((firstSize * bitsPerChain) / 8)
  let count = 0

  function grow(): void {
    heads = new Int32Array(heads.length * 2).fill(-1)
    marks = new Uint8Array(marks.length * 2)
    links = new Int32Array(doubled(links.buffer))
    for (let at = 0; at < count; at += 1) link(at * linkSize)
  }

  function link(at: number): void {
    const hash = links[at + hashAt] ?? 0
    const byte = markOf(hash)
    marks[byte] = (marks[byte] ?? 0) | bitOf(hash)
    const head = hash & (heads.length - 1)
    links[at + nextAt] = heads[head] ?? -1
    heads[head] = at
  }

  function markOf(hash: number): number {
    return (hash >>> 3) & (marks.length - 1)
  }

  return {
    add: (hash, value) => {
      if (count === heads.length) grow()
      const at = count * linkSize
      links[at + hashAt] = hash
      links[at + valueAt] = value
      link(at)
      count += 1
    },
    visit: (hash, most, see) => {
      if (((marks[markOf(hash)] ?? 0) & bitOf(hash)) === 0) return
      let left = most
      let at = heads[hash & (heads.length - 1)] ?? -1
      for (; at !== -1 && left > 0; at = links[at + nextAt] ?? -1) {
        if (links[at + hashAt] !== hash) continue
        see(links[at + valueAt] ?? 0)
        left -= 1
      }
    },
  }
}

function bitOf(hash: number): number {
  return 1 << (hash & 7)
}
