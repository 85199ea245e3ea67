import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasBeginning, hasWord, wordsBeginning, wordsWithSlip } from '#domain/word-list'

const words = 'AMINAH BUDI BUDIMAN DEWI DWI RUDI SANTOSA SANTOSO SITI SUKARNO'.split(' ')
const finished = { unfinished: false, most: 100 }
const unfinished = { unfinished: true, most: 100 }

test('words are found by their beginning, in the order of the alphabet, as many as asked for', () => {
  expect(wordsBeginning(words, 'BUD', 10)).toEqual(['BUDI', 'BUDIMAN'])
  expect(wordsBeginning(words, 'S', 2)).toEqual(['SANTOSA', 'SANTOSO'])
  expect(wordsBeginning(words, 'X', 2)).toEqual([])
  expect(hasBeginning(words, 'SUKA')).toBe(true)
  expect(hasBeginning(words, 'SUKI')).toBe(false)
  expect(hasWord(words, 'BUDI')).toBe(true)
  expect(hasWord(words, 'BUD')).toBe(false)
})

describe('a word with one slip', () => {
  test.each([
    ['a letter left out', 'SUKANO', ['SUKARNO']],
    ['a letter too many', 'SUKARRNO', ['SUKARNO']],
    ['a wrong letter', 'SUKATNO', ['SUKARNO']],
    ['two letters swapped', 'SUKANRO', ['SUKARNO']],
    ['a slip in the first letter', 'AUKARNO', ['SUKARNO']],
    ['a slip in the last letter', 'SUKARNI', ['SUKARNO']],
    ['both neighbours', 'SANTOSU', ['SANTOSA', 'SANTOSO']],
    ['two slips', 'SUKANOR', []],
    ['another short word', 'DEWI', ['DEWI']],
    ['a short word', 'DWE', []],
  ])('%s: %s', (_what, typed, meant) => {
    expect(wordsWithSlip(words, typed, finished).filter((word) => word !== typed || word === 'DEWI')).toEqual(
      meant.filter((word) => word !== typed),
    )
  })

  test('that is not finished yet is the beginning of what was meant', () => {
    expect(wordsWithSlip(words, 'SUKRA', unfinished)).toEqual(['SUKARNO'])
    expect(wordsWithSlip(words, 'AMNIA', unfinished)).toEqual(['AMINAH'])
    expect(wordsWithSlip(words, 'AMNI', unfinished)).toEqual([])
  })

  const letters = fc.constantFrom(...'ABCDE')
  const word = fc.array(letters, { minLength: 4, maxLength: 9 }).map((some) => some.join(''))

  test('finds exactly the words at a distance of one, whatever the words', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 40 }), word, (list, typed) => {
        const sorted = list.toSorted()
        const found = wordsWithSlip(sorted, typed, finished).filter((found) => found !== typed)
        expect(found.toSorted()).toEqual(sorted.filter((meant) => meant !== typed && isOneSlip(meant, typed)))
      }),
      { numRuns: 1000 },
    )
  })

  test('is found among all words by any slip in any of its letters, and by each beginning of five letters that holds it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 30 }),
        fc.nat(),
        fc.nat(),
        fc.nat(3),
        letters,
        (list, which, where, kind, other) => {
          const meant = list[which % list.length] ?? ''
          const typed = slip(meant, where % meant.length, kind, other)
          fc.pre(typed.length >= 4 && typed !== meant)
          expect(wordsWithSlip(list.toSorted(), typed, finished)).toContain(meant)
          for (let length = 5; length <= typed.length; length += 1) {
            const begun = typed.slice(0, length)
            const holdsSlip = length > (where % meant.length) + 1 && !meant.startsWith(begun)
            if (holdsSlip) expect(wordsWithSlip(list.toSorted(), begun, unfinished)).toContain(meant)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})

function slip(word: string, at: number, kind: number, other: string): string {
  const [before, letter = '', next = ''] = [word.slice(0, at), word[at], word[at + 1]]
  const after = word.slice(at + 1)
  if (kind === 0) return before + after
  if (kind === 1) return before + other + letter + after
  if (kind === 2) return before + other + after
  return before + next + letter + after.slice(1)
}

/** Told another way than the product does: by the table of optimal string alignment. */
function isOneSlip(meant: string, typed: string): boolean {
  const cost: number[][] = Array.from({ length: meant.length + 1 }, () => [])
  const at = (row: number, column: number) => cost[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 0; row <= meant.length; row += 1) {
    for (let column = 0; column <= typed.length; column += 1) {
      const same = meant[row - 1] === typed[column - 1]
      const swapped =
        row > 1 && column > 1 && meant[row - 1] === typed[column - 2] && meant[row - 2] === typed[column - 1]
      const least = Math.min(
        row === 0 && column === 0 ? 0 : Number.POSITIVE_INFINITY,
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (same ? 0 : 1),
        swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
      cost[row]?.push(least)
    }
  }
  return at(meant.length, typed.length) === 1
}
