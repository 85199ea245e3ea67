import { expect, test } from 'vitest'
import { type Compared, compareRecords, possibleFrom } from '#domain/duplicate'
import { worthComparing } from '#domain/duplicate-ceiling'
import { comparedOf, labelledSet } from '../support/labelled.ts'

const { pairs, shareOf } = labelledSet('ceiling', { people: 4000, pairs: 1500 })
const people = pairs.map(({ first, second }) => [comparedOf(first), comparedOf(second)] as const)

/** Each with its pair and with strangers of the same place, from either side. */
const met: (readonly [Compared, Compared])[] = people.flatMap(([one, other], at) => {
  const strangers = people.slice(at + 1, at + 20).flat()
  return [[one, other], [other, one], ...strangers.map((stranger) => [one, stranger] as const)]
})

const isLikely = ([one, other]: readonly [Compared, Compared]): boolean => {
  const { score, level } = compareRecords(one, other, shareOf)
  return level !== null && score >= possibleFrom
}

test('whoever is likely is worth comparing', () => {
  const likely = met.filter(isLikely)
  expect(likely.length).toBeGreaterThan(1500)
  expect(likely.filter(([one, other]) => !worthComparing(one, shareOf)(other))).toEqual([])
})

test('of those who are not, few are', () => {
  const others = met.filter((pair) => !isLikely(pair))
  const worth = others.filter(([one, other]) => worthComparing(one, shareOf)(other))
  expect(worth.length / others.length).toBeLessThan(0.2)
})

test('whoever was born on the day always is, however common the rest', () => {
  const [[one, other] = []] = people
  if (!one || !other) throw new Error('no pair')
  const birth = { date: one.birth?.date ?? ('1980-01-01' as never), precision: 'exact' as const }
  const sex = one.sex === 'L' ? 'P' : 'L'
  const stranger = { ...other, sex, birth, nik: '9171010101800001', cardNo: null, phone: null } as const
  const common = { ...one, name: 'SITI', birth, nik: '8204010101800001' }
  expect(worthComparing(common, () => 0.4)(stranger)).toBe(true)
})
