import fc from 'fast-check'
import { expect, test } from 'vitest'
import { duplicateLevels } from '#domain/duplicate'
import { keepPlaces } from '#ui/desk/register-patient/keep-places.ts'

const maybe = (id: string) => ({ id, level: 'mungkin' as const })
const surely = (id: string) => ({ id, level: 'hampir_pasti' as const })
const order = (found: readonly { id: string }[]) => found.map(({ id }) => id).join(' ')

test.each([
  ['the answer’s own order at first', [maybe('a'), maybe('b')], [], 'a b'],
  ['who was there before stays first', [maybe('c'), maybe('b'), maybe('a')], ['a', 'b'], 'a b c'],
  ['who is gone leaves no gap', [maybe('c'), maybe('b')], ['a', 'b'], 'b c'],
  ['who is almost certainly the one goes first', [surely('c'), maybe('a')], ['a'], 'c a'],
  ['and so does one who was shown as possible', [maybe('a'), surely('b')], ['a', 'b'], 'b a'],
])('%s', (_what, found, before, expected) => {
  expect(order(keepPlaces(found, before))).toBe(expected)
})

test('nothing moves when the same people are found again in another order', () => {
  const people = fc.uniqueArray(
    fc.record({ id: fc.constantFrom(...'abcdefgh'), level: fc.constantFrom(...duplicateLevels) }),
    { selector: ({ id }) => id },
  )
  fc.assert(
    fc.property(people, fc.func(fc.integer()), (found, shuffle) => {
      const shown = keepPlaces(found, [])
      const again = found.toSorted((a, b) => shuffle(a.id) - shuffle(b.id))
      expect(
        keepPlaces(
          again,
          shown.map(({ id }) => id),
        ),
      ).toEqual(shown)
    }),
  )
})
