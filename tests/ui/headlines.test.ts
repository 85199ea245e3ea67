import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ShownCall } from '#contract/hub/display'
import { callsOnScreen, createHeadlines, HEADLINE_MS } from '#ui/display/headlines.ts'
import { now } from './fixtures.ts'

function call(callId: number, change: Partial<ShownCall> = {}): ShownCall {
  const number = `C-${String(callId).padStart(3, '0')}`
  return { callId, number, roomLabel: `Poli ${callId}`, cluster: 'k3', at: now, recall: false, ...change }
}

/** Newest is current, as the hub says it. */
function boardOf(...calls: ShownCall[]) {
  return { calls, current: calls[calls.length - 1] ?? null }
}

function opened(...calls: ShownCall[]) {
  const headlines = createHeadlines()
  headlines.follow(boardOf(...calls))
  headlines.turn(0)
  return headlines
}

describe('the large call', () => {
  test('is the current one when the screen opens, however many were called before', () => {
    const headlines = createHeadlines()
    headlines.follow(boardOf(call(1), call(2), call(3)))
    expect(headlines.turn(0)).toEqual({ call: call(3), changesAt: null })
  })

  test('is a new call at once when nobody else has his turn', () => {
    const headlines = opened(call(1))
    headlines.follow(boardOf(call(1), call(2)))
    expect(headlines.turn(HEADLINE_MS).call).toEqual(call(2))
  })

  test('shows five calls of one moment one after the other, each long enough to be read', () => {
    const headlines = opened()
    const five = [1, 2, 3, 4, 5].map((callId) => call(callId))
    headlines.follow(boardOf(...five))
    const seen = five.map((_, index) => headlines.turn(10_000 + index * HEADLINE_MS).call?.callId)
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  test('says when the next one has its turn', () => {
    const headlines = opened()
    headlines.follow(boardOf(call(1), call(2)))
    expect(headlines.turn(50_000)).toEqual({ call: call(1), changesAt: 50_000 + HEADLINE_MS })
    expect(headlines.turn(50_000 + HEADLINE_MS - 1).call).toEqual(call(1))
    expect(headlines.turn(50_000 + HEADLINE_MS)).toEqual({ call: call(2), changesAt: null })
  })

  test('follows the voice: the one that is spoken stays until it is spoken to its end', () => {
    const headlines = opened()
    headlines.follow(boardOf(call(1), call(2)))
    headlines.speak(call(1))
    expect(headlines.turn(0)).toEqual({ call: call(1), changesAt: null })
    expect(headlines.turn(30_000).call).toEqual(call(1))
    headlines.speak(call(2))
    expect(headlines.turn(31_000).call).toEqual(call(2))
    headlines.speak(null)
    expect(headlines.turn(60_000)).toEqual({ call: call(2), changesAt: null })
  })

  test('disappears at once when it is taken back', () => {
    const headlines = opened(call(1))
    headlines.follow(boardOf(call(1), call(2), call(3)))
    expect(headlines.turn(10_000).call).toEqual(call(2))
    headlines.follow(boardOf(call(1), call(3)))
    expect(headlines.turn(10_500).call).toEqual(call(3))
  })

  test('is a recall of its own, also of the number that stands there already', () => {
    const again = call(2, { number: 'C-001', roomLabel: 'Poli 1', recall: true })
    const headlines = opened(call(1))
    headlines.follow(boardOf(call(1), again))
    expect(headlines.turn(HEADLINE_MS).call).toEqual(again)
  })

  test('gives every call its turn, in order, and ends with the current one', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ calls: fc.integer({ min: 0, max: 4 }), wait: fc.integer({ min: 0, max: 9000 }) }),
          {
            maxLength: 20,
          },
        ),
        (steps) => {
          const headlines = opened()
          const all: ShownCall[] = []
          const seen: number[] = []
          let time = 0
          const look = () => {
            const { call: large, changesAt } = headlines.turn(time)
            if (large && seen[seen.length - 1] !== large.callId) seen.push(large.callId)
            return changesAt
          }
          for (const { calls, wait } of steps) {
            for (let count = 0; count < calls; count += 1) all.push(call(all.length + 1))
            headlines.follow(boardOf(...all))
            const until = time + wait
            for (let next = look(); next !== null && next <= until; next = look()) time = Math.max(time, next)
            time = until
          }
          for (let next = look(); next !== null; next = look()) time = Math.max(time, next)
          expect(seen).toEqual(all.map(({ callId }) => callId))
        },
      ),
    )
  })
})

test('a call counts as shown when it stands large or as the number of its room', () => {
  const [one, two, three] = [call(1), call(2), call(3)]
  const room = { roomId: 'a', label: 'Poli 1', cluster: 'k3' as const, waiting: 0, waitMinutes: null }
  const board = { calls: [one, two, three], rooms: [{ ...room, number: one.number }] }
  expect(callsOnScreen(board, two)).toEqual([one, two])
  expect(callsOnScreen(board, null)).toEqual([one])
})
