import { estimateShare, type WordShare, wordsOf } from '../duplicate-name.ts'

const mostNames = 20_000

/** How common words of names are among the first of those whom it is told of: SITI says little, WELMINCE much. */
export function countWords(): { note: (name: string) => void; isFull: () => boolean; shareOf: WordShare } {
  const counts = new Map<string, number>()
  let names = 0
  return {
    note: (name) => {
      if (names >= mostNames) return
      names += 1
      for (const word of new Set(wordsOf(name))) counts.set(word, (counts.get(word) ?? 0) + 1)
    },
    isFull: () => names >= mostNames,
    shareOf: (word) => estimateShare(counts.get(word) ?? 0, names),
  }
}
