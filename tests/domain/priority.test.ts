import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callingOrder, chooseNext } from '#domain/priority'

type Waiting = { place: number; priority: boolean }

const queue = fc
  .uniqueArray(fc.record({ place: fc.nat(10_000), priority: fc.boolean() }), { selector: (leg) => leg.place })
  .map((legs): Waiting[] => legs)

/** Calls until nobody waits, as the room does, counting priority calls in a row. */
function callAll(waiting: readonly Waiting[], ratio: number): Waiting[] {
  const called: Waiting[] = []
  let [rest, streak] = [[...waiting], 0]
  for (let next = chooseNext(rest, streak, ratio); next; next = chooseNext(rest, streak, ratio)) {
    const chosen = next
    called.push(chosen)
    rest = rest.filter((leg) => leg !== chosen)
    streak = chosen.priority ? streak + 1 : 0
  }
  return called
}

describe('the next to call', () => {
  const p1 = { place: 3, priority: true }
  const p2 = { place: 4, priority: true }
  const r1 = { place: 1, priority: false }
  const r2 = { place: 2, priority: false }

  test.each<[string, Waiting[], number, Waiting | null]>([
    ['nobody waits', [], 0, null],
    ['priority goes before an earlier place', [r1, r2, p1], 0, p1],
    ['the earliest priority goes first', [p2, p1], 0, p1],
    ['after two priority calls the longest-waiting other person', [p1, r2, r1], 2, r1],
    ['after two priority calls priority goes on when nobody else waits', [p2, p1], 2, p1],
    ['without priority it is the order of places', [r2, r1], 0, r1],
  ])('%s', (_title, waiting, streak, expected) => {
    expect(chooseNext(waiting, streak, 2)).toBe(expected)
  })

  test('nobody starves: while others wait, never more than `ratio` priority calls in a row', () => {
    fc.assert(
      fc.property(queue, fc.integer({ min: 1, max: 5 }), (waiting, ratio) => {
        const called = callAll(waiting, ratio)
        const lastOther = called.findLastIndex((leg) => !leg.priority)
        let streak = 0
        for (const leg of called.slice(0, lastOther + 1)) {
          streak = leg.priority ? streak + 1 : 0
          expect(streak).toBeLessThanOrEqual(ratio)
        }
      }),
    )
  })

  test('everybody is called once, and each class in the order of its places', () => {
    fc.assert(
      fc.property(queue, fc.integer({ min: 1, max: 5 }), (waiting, ratio) => {
        const called = callAll(waiting, ratio)
        expect(new Set(called)).toEqual(new Set(waiting))
        expect(called).toHaveLength(waiting.length)
        for (const priority of [true, false]) {
          const places = called.filter((leg) => leg.priority === priority).map((leg) => leg.place)
          expect(places).toEqual(places.toSorted((a, b) => a - b))
        }
      }),
    )
  })
})

test('the order shown to a room is the order in which it will call', () => {
  const waiting = fc.array(fc.record({ place: fc.integer(), priority: fc.boolean() }), { maxLength: 30 })
  fc.assert(
    fc.property(waiting, fc.nat(5), fc.integer({ min: 1, max: 4 }), (people, streak, ratio) => {
      const shown = callingOrder(people, streak, ratio)
      expect(new Set(shown)).toEqual(new Set(people))
      let rest = [...people]
      let run = streak
      for (const person of shown) {
        expect(chooseNext(rest, run, ratio)).toBe(person)
        rest = rest.filter((other) => other !== person)
        run = person.priority ? run + 1 : 0
      }
    }),
  )
})
