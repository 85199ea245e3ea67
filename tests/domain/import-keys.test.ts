import { expect, test } from 'vitest'
import { compareRecords, possibleFrom } from '#domain/duplicate'
import { keysAskedFor, keysOf, ownNumbers } from '#domain/import/block-keys'
import { comparedOf, labelledSet } from '../support/labelled.ts'

const { pairs, shareOf } = labelledSet('import keys', { people: 8000, pairs: 3000 })
const people = pairs.map(({ first, second }) => [comparedOf(first), comparedOf(second)] as const)
const numbered = { recordNo: null }

test('a key leads to whomever the desk would name, but for one in two hundred', () => {
  const likely = people.filter(([one, other]) => {
    const { level, score } = compareRecords(one, other, shareOf)
    return level !== null && score >= possibleFrom
  })
  const missed = likely.filter(([one, other]) => {
    const kept = new Set(keysOf({ ...other, ...numbered }))
    const asked = { ...one, ...numbered }
    return ![...ownNumbers(asked), ...keysAskedFor(asked, shareOf)].some((key) => kept.has(key))
  })
  expect(likely.length).toBeGreaterThan(1000)
  expect(missed.length / likely.length).toBeLessThan(0.005)
})
