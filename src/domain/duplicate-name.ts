import { readBabyName } from './baby-name.ts'
import { type Finding, nothingToCompare, weight } from './duplicate-finding.ts'
import { fold } from './name-fold.ts'
import { nameKey } from './name-key.ts'
import { alikeFrom, likenessOfWords } from './word-likeness.ts'

/** The share of people on file, above 0 and below 1, whose name holds this folded word. */
export type WordShare = (word: string) => number

/** 'part': some words agree and others differ; 'unknown': one of the two has no name of its own yet. */
export type NameLikeness = 'same' | 'alike' | 'part' | 'other' | 'unknown'
export type NameFinding = Finding & { likeness: NameLikeness }

const unnamed: NameFinding = { ...nothingToCompare, likeness: 'unknown' }

const sameWord = 0.92
const mostBitsOfWord = 12
const mostBitsOfName = 20
/** Words of one name go together (MUHAMAD with YUSUF), so each after the strongest says less than its rarity. */
export const worthOfFurtherWord = 0.8
const slipCosts = 3
const joiningCosts = 1
/** Of those who bear a word, one in four has no other: that both have none says something too. */
const noOtherWord = weight(0.9, 0.25)
const wordLeftOut = weight(0.12, 0.4)
const wordsDiffer = weight(0.03, 0.6)
const nothingAlike = weight(0.02, 0.95)

/**
 * Few people of a sample carry a rare word, so its share leans on what is usual for any word. `sampled` people were
 * asked, `count` of them have the word.
 */
export function estimateShare(count: number, sampled: number): number {
  const [usual, trust] = [0.002, 200]
  return (count + usual * trust) / (sampled + trust)
}

export function weighNames(a: string, b: string, shareOf: WordShare): NameFinding {
  const babies = [readBabyName(a), readBabyName(b)]
  const [ofA, ofB] = babies
  if (ofA && ofB && ofA.order !== null && ofB.order !== null && ofA.order !== ofB.order)
    return { likeness: 'other', bits: nothingAlike, words: 'bayi kembar, nomor urut beda' }
  return babies.some((baby) => baby !== null) ? unnamed : weighOwnNames(a, b, shareOf)
}

/** Names that both people bear themselves, or their mothers do. */
export function weighOwnNames(a: string, b: string, shareOf: WordShare): NameFinding {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)]
  if (wordsA.length === 0 || wordsB.length === 0) return unnamed
  const { agreeing, leftA, leftB, slipped } = alignWords(wordsA, wordsB, shareOf)
  const [fewer, more] = [Math.min(leftA, leftB), Math.max(leftA, leftB)]
  if (agreeing.length === 0) return { likeness: 'other', bits: nothingAlike, words: 'nama beda' }
  const strongestFirst = agreeing.toSorted((x, y) => y - x)
  const agreed = strongestFirst.reduce(
    (sum, bits, at) => sum + (at === 0 ? bits : bits * worthOfFurtherWord),
    0,
  )
  const alone = wordsA.length === 1 && wordsB.length === 1 ? noOtherWord : 0
  const bits = Math.min(agreed + alone, mostBitsOfName) + fewer * wordsDiffer + (more - fewer) * wordLeftOut
  if (fewer > 0)
    return { likeness: 'part', bits: Math.max(bits, nothingAlike), words: 'nama hanya sebagian sama' }
  if (more > 0) return { likeness: 'alike', bits, words: 'nama sama, ada kata yang kurang' }
  if (slipped) return { likeness: 'alike', bits, words: 'nama mirip' }
  const asWritten = a.trim().toUpperCase() === b.trim().toUpperCase()
  return { likeness: 'same', bits, words: asWritten ? 'nama sama' : 'nama sama, ejaan lain' }
}

/** The folded words without titles; the same for every spelling of one name. */
export function wordsOf(name: string): string[] {
  const key = nameKey(name)
  return key === '' ? [] : key.split(' ')
}

/** What it says that both bear this word: little for a common one. */
export function bitsOfWord(word: string, shareOf: WordShare): number {
  return Math.min(mostBitsOfWord, weight(sameWord, shareOf(word)))
}

type Alignment = { agreeing: number[]; leftA: number; leftB: number; slipped: boolean }

/** Pairs the words of two names, whatever their order: equal, written together, misspelled, or an initial. */
function alignWords(a: readonly string[], b: readonly string[], shareOf: WordShare): Alignment {
  const bitsOf = (word: string) => bitsOfWord(word, shareOf)
  const [restA, restB] = [[...a], [...b]]
  const agreeing: number[] = []
  for (const word of a) if (restB.includes(word)) agreeing.push(bitsOf(takeBoth(word, restA, restB)))
  agreeing.push(...takeJoined(restA, restB, bitsOf), ...takeJoined(restB, restA, bitsOf))
  agreeing.push(...takeRecut(restA, restB, bitsOf))
  let slipped = false
  for (const [x, y] of misspelledPairs(restA, restB)) {
    if (!restA.includes(x) || !restB.includes(y)) continue
    takeBoth(x, restA, restB, y)
    agreeing.push(Math.max(0, Math.min(bitsOf(x), bitsOf(y)) - slipCosts))
    slipped = true
  }
  return { agreeing, leftA: restA.length, leftB: restB.length, slipped }
}

function takeBoth(word: string, fromA: string[], fromB: string[], other = word): string {
  fromA.splice(fromA.indexOf(word), 1)
  fromB.splice(fromB.indexOf(other), 1)
  return word
}

/** NUR HAYATI in one name and NURHAYATI in the other. */
function takeJoined(apart: string[], joined: string[], bitsOf: (word: string) => number): number[] {
  return [...joined].flatMap((whole) => {
    const parts = splitAmong(whole, apart)
    if (!parts) return []
    joined.splice(joined.indexOf(whole), 1)
    for (const part of parts) apart.splice(apart.indexOf(part), 1)
    return [Math.max(0, Math.min(bitsOf(whole), bitsOfPair(parts, bitsOf)) - joiningCosts)]
  })
}

/** NURMA WATI in one name and NURMAWATI in the other, which the fold parts into NUR MAWATI. */
function takeRecut(restA: string[], restB: string[], bitsOf: (word: string) => number): number[] {
  for (const inA of pairsOf(restA)) {
    const inB = pairsOf(restB).find((pair) => pair[0][0] === inA[0][0] && asOneWord(pair) === asOneWord(inA))
    if (!inB) continue
    for (const word of inA) restA.splice(restA.indexOf(word), 1)
    for (const word of inB) restB.splice(restB.indexOf(word), 1)
    return [Math.max(0, Math.min(bitsOfPair(inA, bitsOf), bitsOfPair(inB, bitsOf)) - joiningCosts)]
  }
  return []
}

function asOneWord(pair: readonly string[]): string {
  return fold(pair.join(''))
}

function bitsOfPair(pair: readonly string[], bitsOf: (word: string) => number): number {
  const [most = 0, least = 0] = pair.map(bitsOf).sort((x, y) => y - x)
  return most + worthOfFurtherWord * least
}

function splitAmong(whole: string, words: readonly string[]): [string, string] | null {
  return pairsOf(words).find(([first, second]) => isAlike(first + second, whole)) ?? null
}

/** Two words that may be one, in either order. */
function pairsOf(words: readonly string[]): [string, string][] {
  const long = words.filter((word) => word.length > 1)
  return long.flatMap((first) =>
    long.flatMap((second): [string, string][] => (first === second ? [] : [[first, second]])),
  )
}

function isAlike(a: string, b: string): boolean {
  return a === b || likenessOfWords(a, b) >= alikeFrom
}

/** Likest first, in an order that does not depend on which name is called the first. */
function misspelledPairs(a: readonly string[], b: readonly string[]): [string, string][] {
  return a
    .flatMap((x) => b.map((y) => ({ x, y, likeness: likenessOfWords(x, y) })))
    .filter(({ likeness }) => likeness >= alikeFrom)
    .map(({ x, y, likeness }) => ({ x, y, likeness, pair: [x, y].sort().join(' ') }))
    .sort((p, q) => q.likeness - p.likeness || (p.pair < q.pair ? -1 : 1))
    .map(({ x, y }) => [x, y])
}
