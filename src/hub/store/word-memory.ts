import { fold } from '#domain/name-fold'
import { nameTokens } from '#domain/name-key'
import { soundOf } from '#domain/name-sound'
import {
  hasBeginning,
  hasWord,
  placeOf,
  type WordList,
  wordsBeginning,
  wordsWithSlip,
} from '#domain/word-list'
import type { Db } from './open.ts'

/** More would not narrow anything, and each is a list to go through. */
const mostAlternatives = 60

/** Of a shorter name of a village too many others are a letter away. */
const shortestVillageWithSlip = 5

/**
 * Every different word of the names on file, and the villages of the addresses, in memory: what sounds alike or was
 * typed with a slip is found among words, not among people. Filled at the first search, and brought up to date before
 * each by the few that are newer; whoever wrote them, in whatever process.
 */
export type WordMemory = {
  refresh: () => Promise<void>
  isWord: (token: string) => boolean
  begins: (token: string) => boolean
  /** All words that begin so, or null where they are too many to be asked for one by one. */
  beginning: (token: string) => string[] | null
  /** Folded words that sound like this one. */
  alike: (written: string, unfinished: boolean) => string[]
  /** Folded words that may be meant, if this one was typed with a slip. */
  slips: (written: string, unfinished: boolean) => string[]
  /** The villages that may be meant, each with the word of its name. */
  slipsOfVillage: (written: string) => { code: string; word: string }[]
  /** Codes of the villages that have a word beginning so. */
  villages: (token: string) => string[]
}

export function createWordMemory(db: Db, villageName: (code: string) => string | null): WordMemory {
  let lastWord = 0
  let lastVillage = 0
  let words: WordList = []
  /** «SOUND WORD», sorted, so that all that sound alike stand together. */
  let sounds: WordList = []
  const villages: { code: string; tokens: string[] }[] = []

  async function refreshWords(): Promise<void> {
    const newer = await db
      .selectFrom('name_words')
      .select(['id', 'word'])
      .where('id', '>', lastWord)
      .orderBy('id')
      .execute()
    const last = newer.at(-1)
    if (!last) return
    lastWord = last.id
    words = withMore(
      words,
      newer.map(({ word }) => word),
    )
    sounds = withMore(
      sounds,
      newer.map(({ word }) => `${soundOf(word)} ${word}`),
    )
  }

  async function refreshVillages(): Promise<void> {
    const newer = await db
      .selectFrom('known_villages')
      .select(['id', 'code'])
      .where('id', '>', lastVillage)
      .orderBy('id')
      .execute()
    for (const { id, code } of newer) {
      lastVillage = id
      villages.push({ code, tokens: nameTokens(villageName(code) ?? '') })
    }
  }

  return {
    refresh: async () => {
      await refreshWords()
      await refreshVillages()
    },
    isWord: (token) => hasWord(words, token),
    begins: (token) => hasBeginning(words, token),
    beginning: (token) => {
      const found = wordsBeginning(words, token, mostAlternatives + 1)
      return found.length > mostAlternatives ? null : found
    },
    alike: (written, unfinished) => {
      const start = unfinished ? soundOf(written) : `${soundOf(written)} `
      return foldedOnce(wordsBeginning(sounds, start, mostAlternatives).map(wordOf))
    },
    slips: (written, unfinished) => {
      const spellings = [...new Set([written, fold(written)])]
      const options = { unfinished, most: mostAlternatives }
      return foldedOnce(spellings.flatMap((typed) => wordsWithSlip(words, typed, options)))
    },
    slipsOfVillage: (written) => {
      if (written.length < shortestVillageWithSlip) return []
      const known = [...new Set(villages.flatMap(({ tokens }) => tokens))].sort()
      const meant = wordsWithSlip(known, fold(written), { unfinished: false, most: mostAlternatives })
      return villages.flatMap(({ code, tokens }) =>
        meant.filter((word) => tokens.includes(word)).map((word) => ({ code, word })),
      )
    },
    villages: (token) =>
      villages.filter(({ tokens }) => tokens.some((word) => word.startsWith(token))).map(({ code }) => code),
  }
}

/** Whoever's name holds a word holds its folded spelling too: fewer lists to go through find the same people. */
function foldedOnce(found: readonly string[]): string[] {
  return [...new Set(found.map(fold))]
}

function wordOf(line: string): string {
  return line.slice(line.indexOf(' ') + 1)
}

/** Few find their places one by one; many are sorted in with the others. */
function withMore(list: WordList, more: readonly string[]): WordList {
  if (more.length > 100) return [...list, ...more].sort()
  const grown = [...list]
  for (const word of more) grown.splice(placeOf(grown, word), 0, word)
  return grown
}
