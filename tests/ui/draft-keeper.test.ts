import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  createDraftKeeper,
  type DraftKeeper,
  type DraftPlace,
  KEPT_AFTER_MS,
} from '#ui/shared/draft-keeper.ts'

/** A hub that answers at once, never, that cannot be reached, or that says nobody is signed in. */
let hub: { kept: string | null; saves: string[]; mood: 'well' | 'mute' | 'away' | 'signed out' }
let keeper: DraftKeeper

beforeEach(() => {
  vi.useFakeTimers()
  hub = { kept: null, saves: [], mood: 'well' }
  const place: DraftPlace = {
    save: async (body) => {
      if (hub.mood === 'away') throw new TypeError('Failed to fetch')
      if (hub.mood === 'signed out') throw new ORPCError('UNAUTHORIZED')
      hub.kept = body
      hub.saves.push(body)
      if (hub.mood === 'mute') await new Promise(() => {})
    },
    discard: async () => {
      if (hub.mood === 'away') throw new TypeError('Failed to fetch')
      hub.kept = null
    },
  }
  keeper = createDraftKeeper(place, null)
})
afterEach(() => vi.useRealTimers())

async function typeOn(text: string, msBetweenKeys: number): Promise<void> {
  for (let end = 1; end <= text.length; end += 1) {
    keeper.keep(text.slice(0, end))
    await vi.advanceTimersByTimeAsync(msBetweenKeys)
  }
}

test('whoever types without a pause has never more than the last fifth of a second unsaved', async () => {
  const text = 'x'.repeat(100)
  for (let end = 1; end <= text.length; end += 1) {
    keeper.keep(text.slice(0, end))
    const unsaved = end - (hub.kept?.length ?? 0)
    expect(unsaved * 40).toBeLessThanOrEqual(KEPT_AFTER_MS + 40)
    await vi.advanceTimersByTimeAsync(40)
  }
  await vi.advanceTimersByTimeAsync(KEPT_AFTER_MS)
  expect(hub.kept).toBe(text)
})

test('many keys go in few writes', async () => {
  await typeOn('siti rahmawati', 10)
  await vi.advanceTimersByTimeAsync(KEPT_AFTER_MS)
  expect(hub.kept).toBe('siti rahmawati')
  expect(hub.saves.length).toBe(1)
})

test('what is flushed is kept at once', async () => {
  keeper.keep('siti')
  await keeper.flush()
  expect(hub.kept).toBe('siti')
})

test('what was discarded does not come back with a save that was under way', async () => {
  keeper.keep('siti')
  const flushed = keeper.flush()
  keeper.discard()
  await Promise.all([flushed, keeper.flush()])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(hub.kept).toBeNull()
})

test('a page that goes does not wait for the answer to an earlier save', async () => {
  hub.mood = 'mute'
  keeper.keep('si')
  void keeper.flush()
  await vi.advanceTimersByTimeAsync(0)
  keeper.keep('siti')
  keeper.leave()
  await vi.advanceTimersByTimeAsync(0)
  expect(hub.saves).toEqual(['si', 'siti'])
})

test('a page that goes says again what may not have arrived, unless it was discarded', async () => {
  hub.mood = 'mute'
  keeper.keep('siti')
  void keeper.flush()
  await vi.advanceTimersByTimeAsync(0)
  keeper.leave()
  expect(hub.saves).toEqual(['siti', 'siti'])
  keeper.discard()
  keeper.leave()
  expect(hub.saves).toEqual(['siti', 'siti'])
})

test('a hub that was away gets what was typed meanwhile when it is back', async () => {
  hub.mood = 'away'
  await typeOn('siti', 100)
  await vi.advanceTimersByTimeAsync(1000)
  expect(hub.kept).toBeNull()
  hub.mood = 'well'
  await vi.advanceTimersByTimeAsync(4000)
  expect(hub.kept).toBe('siti')
})

test('what nobody is signed in for is not tried again: the next clerk must not inherit it', async () => {
  hub.mood = 'signed out'
  keeper.keep('siti')
  await keeper.flush()
  hub.mood = 'well'
  await vi.advanceTimersByTimeAsync(60_000)
  expect(hub.saves).toEqual([])
})

test('what was discarded while the hub was away is discarded there when it is back', async () => {
  keeper.keep('siti')
  await keeper.flush()
  hub.mood = 'away'
  keeper.discard()
  expect(keeper.body()).toBeNull()
  await vi.advanceTimersByTimeAsync(1000)
  expect(hub.kept).toBe('siti')
  hub.mood = 'well'
  await vi.advanceTimersByTimeAsync(4000)
  expect(hub.kept).toBeNull()
})

test('what cannot be written when somebody goes is not written later: the next clerk must not inherit it', async () => {
  hub.mood = 'away'
  keeper.keep('siti')
  keeper.close()
  await vi.advanceTimersByTimeAsync(1000)
  hub.mood = 'well'
  await vi.advanceTimersByTimeAsync(60_000)
  expect(hub.saves).toEqual([])
})

test('an answer of the hub is taken where nothing was typed since the question, and all that was has arrived', async () => {
  const learn = keeper.asking()
  learn('dari loket lain')
  expect(keeper.body()).toBe('dari loket lain')
  const late = keeper.asking()
  keeper.keep('siti')
  keeper.discard()
  late('dari loket lain')
  expect(keeper.body()).toBeNull()
  await keeper.flush()
  hub.mood = 'away'
  keeper.keep('siti r')
  await keeper.flush()
  const early = keeper.asking()
  early('')
  expect(keeper.body()).toBe('siti r')
})
