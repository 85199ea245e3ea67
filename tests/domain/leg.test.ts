import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentenceOf } from '#domain/errors'
import {
  type LegMove,
  type LegState,
  legMoves,
  legStates,
  movesFrom,
  nextState,
  placeAfterSkip,
  refuseMove,
} from '#domain/leg'

/** design.md §3, written out once more: every pair that is not here is refused. */
const allowed: [LegState, LegMove, LegState][] = [
  ['waiting', 'call', 'called'],
  ['waiting', 'serve', 'serving'],
  ['waiting', 'cancel', 'cancelled'],
  ['waiting', 'close', 'closed'],
  ['called', 'recall', 'called'],
  ['called', 'serve', 'serving'],
  ['called', 'skip', 'skipped'],
  ['called', 'undo', 'waiting'],
  ['called', 'cancel', 'cancelled'],
  ['called', 'close', 'closed'],
  ['skipped', 'rejoin', 'waiting'],
  ['skipped', 'call', 'called'],
  ['skipped', 'cancel', 'cancelled'],
  ['skipped', 'close', 'closed'],
  ['serving', 'finish', 'done'],
  ['serving', 'move', 'moved'],
  ['serving', 'undo', 'waiting'],
  ['serving', 'close', 'closed'],
  ['done', 'undo', 'serving'],
]

describe('the table of moves', () => {
  const pairs = legStates.flatMap((state) => legMoves.map((move): [LegState, LegMove] => [state, move]))
  test.each(pairs)('%s, %s', (state, move) => {
    const expected = allowed.find(([from, by]) => from === state && by === move)?.[2] ?? null
    expect(nextState(state, move, { minutesSinceEnd: 0 })).toBe(expected)
  })

  test.each([
    [0, 'serving'],
    [10, 'serving'],
    [10.01, null],
    [null, null],
  ])('a leg that ended %s minutes ago is taken back to %s', (minutesSinceEnd, state) => {
    expect(nextState('done', 'undo', { minutesSinceEnd })).toBe(state)
    expect(movesFrom('done', { minutesSinceEnd })).toEqual(state ? ['undo'] : [])
  })

  test('only the end of the day closes a served visit: serving cannot be cancelled', () => {
    expect(movesFrom('serving')).toEqual(['finish', 'move', 'undo', 'close'])
  })

  test('every state that is not an end can be closed by the end of the day', () => {
    const closable = legStates.filter((state) => movesFrom(state).includes('close'))
    expect(closable).toEqual(['waiting', 'called', 'serving', 'skipped'])
  })

  test('a refused move is one sentence', () => {
    expect(sentenceOf(refuseMove('B-012', 'done', 'call'))).toBe(
      'Antrean B-012 sudah selesai dan tidak dapat dipanggil lagi.',
    )
  })
})

describe('after a skip', () => {
  test.each([
    [[], 99, 99],
    [[10, 20, 30], 99, 99],
    [[10, 20, 30, 40], 99, 35],
    [[40, 10, 30, 20, 50], 99, 35],
  ])('with places %j taken and %i next, the place is %d', (places, now, expected) => {
    expect(placeAfterSkip(places, now)).toBe(expected)
  })

  test('exactly three people, or all there are, go first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(1_000_000)), (places) => {
        const place = placeAfterSkip(places, 1_000_001)
        expect(places.filter((other) => other < place)).toHaveLength(Math.min(3, places.length))
      }),
    )
  })
})
