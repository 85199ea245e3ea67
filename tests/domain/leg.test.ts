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
  placeAtEnd,
  refuseMove,
} from '#domain/leg'
import { callingOrder } from '#domain/priority'

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

const now = 99
const came = (place: number) => ({ place, dueAt: null })
const booked = (dueAt: number) => ({ place: 98, dueAt })

describe('at the end of the line', () => {
  test.each<[string, { place: number; dueAt: number | null }[], number]>([
    ['nobody waits', [], 99],
    ['all came before', [10, 98].map(came), 99],
    ['somebody came this very moment', [10, 99].map(came), 100],
    ['the clock was set back since', [10, 400, 300].map(came), 401],
    ['a booking before its time is not in line yet', [{ place: 400, dueAt: 100 }], 99],
    ['a booking whose time has come is', [{ place: 400, dueAt: 99 }], 401],
  ])('%s', (_title, waiting, expected) => {
    expect(placeAtEnd(waiting, now)).toBe(expected)
  })
})

describe('after a skip', () => {
  test.each<[string, { place: number; dueAt: number | null }[], number]>([
    ['nobody waits', [], 99],
    ['three wait', [10, 20, 30].map(came), 99],
    ['four wait', [10, 20, 30, 40].map(came), 35],
    ['five wait, in any order', [40, 10, 30, 20, 50].map(came), 35],
    ['a booked time that has come is one of the three', [...[10, 20, 30].map(came), booked(90)], 25],
    ['three booked times that have come', [booked(80), booked(90), booked(99), came(40)], 39],
    ['three wait, and the clock was set back', [10, 300, 200].map(came), 301],
    ['all but one are booked for later', [booked(100), booked(110), booked(120), came(40)], 99],
  ])('%s', (_title, waiting, expected) => {
    expect(placeAfterSkip(waiting, now)).toBe(expected)
  })

  test('exactly three people, or all there are, go first', () => {
    const latest = 1_000_000
    const dueAt = fc.option(fc.integer({ min: latest - 10, max: latest + 10 }))
    const people = fc.uniqueArray(fc.record({ place: fc.nat(latest), dueAt }), {
      selector: ({ place }) => place,
    })
    fc.assert(
      fc.property(people, (waiting) => {
        const back = { place: placeAfterSkip(waiting, latest + 1), dueAt: null, priority: false }
        const line = waiting.map((person) => ({ ...person, priority: false }))
        const order = callingOrder([...line, back], 0, 2, latest + 1)
        const here = line.filter((person) => person.dueAt === null || person.dueAt <= latest + 1)
        const due = here.filter((person) => person.dueAt !== null).length
        expect(order.indexOf(back)).toBe(Math.min(Math.max(3, due), here.length))
      }),
    )
  })
})
