import { expect, test } from 'vitest'
import { judge, labelledSet } from '../support/labelled.ts'

const verdicts = judge(
  ['pertama', 'kedua', 'ketiga', 'keempat'].map((seed) => labelledSet(seed, { people: 4000, pairs: 2000 })),
)

test('of a hundred people who come as new a second time 96 are met with a warning, and nine in ten warnings are right', () => {
  expect(verdicts.warned.recall).toBeGreaterThan(0.96)
  expect(verdicts.warned.precision).toBeGreaterThan(0.9)
})

test('«hampir pasti» is right 98 times in a hundred, and said of most who are on file', () => {
  expect(verdicts.certain.precision).toBeGreaterThan(0.98)
  expect(verdicts.certain.recall).toBeGreaterThan(0.8)
})

test('more are found, with fewer false alarms, than by the same name and birth date', () => {
  expect(verdicts.warned.recall).toBeGreaterThan(verdicts.baseline.recall + 0.3)
  expect(verdicts.warned.precision).toBeGreaterThan(verdicts.baseline.precision + 0.1)
})

test.each([
  'twins',
  'unnamed_twins',
  'siblings',
  'one_household',
  'father_and_son',
  'namesakes_in_village',
] as const)('%s are left in peace, and never called «hampir pasti»', (kind) => {
  const { hampir_pasti, mungkin, silent } = verdicts.byKind.get(kind) ?? {
    hampir_pasti: -1,
    mungkin: 0,
    silent: 0,
  }
  expect(silent + mungkin).toBeGreaterThan(50)
  expect(hampir_pasti).toBe(0)
  expect(mungkin / (silent + mungkin)).toBeLessThan(0.04)
})
