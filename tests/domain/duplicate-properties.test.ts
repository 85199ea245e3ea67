import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { birthPrecisions } from '#domain/birth'
import { type Compared, compareRecords } from '#domain/duplicate'
import { nothingKnown } from './compared.ts'
import { day } from './fixtures.ts'

const rareAs = (share: number) => () => share
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const word = fc.constantFrom(
  'SITI',
  'AMINAH',
  'NUR',
  'HAYATI',
  'NURHAYATI',
  'MUH.',
  'YUSUF',
  'JOESOEF',
  'BUDI',
  'B.',
  'SANTOSO',
  'SANTOSA',
  'RINA',
  'RINI',
  'I',
  'II',
  'H.',
)
const name = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '))
const date = fc
  .tuple(
    fc.integer({ min: 1940, max: 1999 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map((parts) => day(parts.map((part) => String(part).padStart(2, '0')).join('-')))
const digits = (length: number) =>
  fc
    .tuple(
      fc.constantFrom('820402440598000', '820402210370123'),
      fc.string({ unit: fc.constantFrom(...'0123'), minLength: 1, maxLength: 1 }),
    )
    .map((parts) => parts.join('').slice(0, length))
const grown: fc.Arbitrary<Compared> = fc.record({
  name,
  sex: maybe(fc.constantFrom('L', 'P')),
  birth: maybe(fc.record({ date, precision: fc.constantFrom(...birthPrecisions) })),
  nik: maybe(digits(16)),
  cardNo: maybe(digits(13)),
  passport: maybe(fc.constantFrom('X1234567', 'X7654321')),
  motherId: maybe(fc.constantFrom('mother-1', 'mother-2')),
  motherName: maybe(name),
  birthOrder: maybe(fc.constantFrom(1, 2)),
  familyId: maybe(fc.constantFrom('kk-1', 'kk-2')),
  villageCode: maybe(fc.constantFrom('8204022004', '8204022005')),
  rt: maybe(fc.constantFrom('1', '001', '002')),
  rw: maybe(fc.constantFrom('1', '002')),
  phone: maybe(fc.constantFrom('081234567890', '+6281234567890', '0899')),
})
const newborn = grown.map((one) => ({ ...one, name: `By. Ny. ${one.name}`, motherName: null }))
const person = fc.oneof({ weight: 3, arbitrary: grown }, { weight: 1, arbitrary: newborn })
const share = fc.double({ min: 0.00001, max: 0.5, noNaN: true })
/** Of nearly nobody to nearly everybody. */
const anyShare = fc.double({ min: Number.MIN_VALUE, max: 1, maxExcluded: true, noNaN: true })

describe('for any two records', () => {
  test('the answer is the same from either side', () => {
    fc.assert(
      fc.property(person, person, share, (a, b, usual) => {
        const [one, other] = [compareRecords(a, b, rareAs(usual)), compareRecords(b, a, rareAs(usual))]
        expect(one.score).toBeCloseTo(other.score, 9)
        expect(one.level).toBe(other.level)
        expect(one.evidence.map(({ words }) => words).sort()).toEqual(
          other.evidence.map(({ words }) => words).sort(),
        )
      }),
    )
  })

  test('the score is a number, and every piece of evidence has words', () => {
    fc.assert(
      fc.property(person, person, anyShare, (a, b, usual) => {
        const { score, evidence } = compareRecords(a, b, rareAs(usual))
        expect(Number.isFinite(score)).toBe(true)
        expect(evidence.every(({ words }) => words.length > 3)).toBe(true)
      }),
    )
  })

  const fields = Object.keys(nothingKnown) as (keyof Compared)[]
  test.each(fields)('agreeing on %s never lowers the score', (field) => {
    fc.assert(
      fc.property(person, person, share, (a, b, usual) => {
        const before = compareRecords(a, b, rareAs(usual)).score
        const agreed = compareRecords(a, { ...b, [field]: a[field] }, rareAs(usual)).score
        if (a[field] !== null && a[field] !== '') expect(agreed).toBeGreaterThanOrEqual(before - 1e-9)
      }),
      { numRuns: 400 },
    )
  })

  test('whoever shares a NIK is shown, whatever else differs', () => {
    fc.assert(
      fc.property(person, person, (a, b) => {
        const nik = '8204024405980002'
        expect(compareRecords({ ...a, nik }, { ...b, nik }, rareAs(0.002)).level).not.toBeNull()
      }),
    )
  })
})
