/** Words in the order of their letters (as `sort()` puts them), so that all with one beginning stand together. */
export type WordList = readonly string[]

type Range = { from: number; to: number }

/** Where `word` stands, or would stand. */
export function placeOf(
  words: WordList,
  word: string,
  within: Range = { from: 0, to: words.length },
): number {
  let { from: low, to: high } = within
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((words[middle] ?? '') < word) low = middle + 1
    else high = middle
  }
  return low
}

export function hasWord(words: WordList, word: string): boolean {
  return words[placeOf(words, word)] === word
}

export function hasBeginning(words: WordList, start: string): boolean {
  return words[placeOf(words, start)]?.startsWith(start) ?? false
}

export function wordsBeginning(words: WordList, start: string, most: number, within?: Range): string[] {
  const from = placeOf(words, start, within)
  const found: string[] = []
  for (let at = from; found.length < most && words[at]?.startsWith(start); at += 1)
    found.push(words[at] ?? '')
  return found
}

/** Shorter words differ by a letter from too many others: DWI from DEWI, ANI from ANA. */
const shortestWithSlip = 4
/** Of an unfinished word one letter more: with a slip in its four, too little of it is left. */
const shortestUnfinished = 5

/**
 * The words that were meant if one letter of `typed` was left out, added, replaced, or swapped with its neighbour; of an
 * unfinished word, those that begin so. The list is walked like a tree of letters: at each place of `typed` the letters
 * that some word has there are tried, and the rest has to agree.
 */
export function wordsWithSlip(
  words: WordList,
  typed: string,
  { unfinished, most }: { unfinished: boolean; most: number },
): string[] {
  if (typed.length < shortestWithSlip) return []
  const found = new Set<string>()
  const begins = unfinished && typed.length >= shortestUnfinished
  for (const { meant, within } of spellingsWithSlip(words, typed)) {
    if (found.size >= most) break
    const hits = wordsBeginning(words, meant, begins ? most - found.size : 1, within)
    for (const word of hits)
      if ((begins || word === meant) && word.length >= shortestWithSlip) found.add(word)
  }
  return [...found]
}

/** Each with the part of the list in which it would stand: words that begin as far as nothing has slipped. */
function* spellingsWithSlip(words: WordList, typed: string): Generator<{ meant: string; within: Range }> {
  let within: Range = { from: 0, to: words.length }
  for (let at = 0; at <= typed.length; at += 1) {
    const before = typed.slice(0, at)
    within = rangeOf(words, before, within)
    if (within.from === within.to) return
    const [letter, next] = [typed[at] ?? '', typed[at + 1] ?? '']
    const after = typed.slice(at + 1)
    if (next !== '' && next !== letter) yield { meant: before + next + letter + after.slice(1), within }
    if (letter !== '') yield { meant: before + after, within }
    for (const other of lettersAfter(words, before, within)) {
      if (other !== letter && letter !== '') yield { meant: before + other + after, within }
      yield { meant: before + other + letter + after, within }
    }
  }
}

function rangeOf(words: WordList, start: string, within: Range): Range {
  const from = placeOf(words, start, within)
  return { from, to: placeOf(words, `${start}\uffff`, { from, to: within.to }) }
}

/** The letters that follow `start` in some word. */
function* lettersAfter(words: WordList, start: string, { from, to }: Range): Generator<string> {
  for (let at = from; at < to; ) {
    const letter = words[at]?.[start.length]
    if (letter === undefined) at += 1
    else {
      yield letter
      at = placeOf(words, `${start}${letter}\uffff`, { from: at, to })
    }
  }
}
