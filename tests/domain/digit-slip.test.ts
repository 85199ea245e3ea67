import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbersOneSlipAway, slipBetween } from '#domain/digit-slip'

test.each([
  ['8204021203900004', '8204021203900005', 'one_digit'],
  ['8204021203900004', '2804021203900004', 'swapped'],
  ['8204021203900004', '8204021203900004', null],
  ['8204021203900004', '8204021203900015', null],
  ['8204021203900004', '0204021203900048', null],
  ['1212', '2121', null],
  ['123', '1234', null],
])('between %s and %s stands %s', (a, b, slip) => {
  expect(slipBetween(a, b)).toBe(slip)
  expect(slipBetween(b, a)).toBe(slip)
})

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 16 })

test('all numbers one slip away are that, there are no others, and none comes twice', () => {
  fc.assert(
    fc.property(digits, digits, (number, other) => {
      const near = numbersOneSlipAway(number)
      expect(near.filter((one) => slipBetween(number, one) === null)).toEqual([])
      expect(new Set(near).size).toBe(near.length)
      expect(near.includes(other)).toBe(slipBetween(number, other) !== null)
    }),
  )
})

test('a NIK has so few neighbours that each can be looked up', () => {
  expect(numbersOneSlipAway('8204021203900004').length).toBeLessThan(160)
})
