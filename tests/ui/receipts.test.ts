import { afterEach, expect, test, vi } from 'vitest'
import { createReceipts } from '#ui/display/receipts.ts'
import { now } from './fixtures.ts'

afterEach(() => vi.useRealTimers())

type Batch = { shown: number[]; spoken: number[] }

/** A hub that answers when it is told to. */
function createHub() {
  const batches: Batch[] = []
  let reply: () => void = () => {}
  const send = (batch: Batch) => {
    batches.push(batch)
    return new Promise<{ said: null }>((resolve) => {
      reply = () => resolve({ said: null })
    })
  }
  const answer = async () => {
    reply()
    await vi.waitFor(() => expect(batches.length).toBeGreaterThan(1))
  }
  return { batches, send, answer }
}

const calls = (...callIds: number[]) =>
  callIds.map((callId) => ({
    callId,
    number: 'C-001',
    roomLabel: 'Poli 1',
    cluster: 'k3' as const,
    at: now,
    recall: false,
  }))

test('what is painted together is confirmed together, and once', () => {
  const hub = createHub()
  const receipts = createReceipts(hub.send)
  receipts.confirmShown(calls(1, 2))
  receipts.confirmShown(calls(1, 2))
  expect(hub.batches).toEqual([{ shown: [1, 2], spoken: [] }])
})

test('whatever comes while the hub has not answered goes in the next message', async () => {
  const hub = createHub()
  const receipts = createReceipts(hub.send)
  receipts.confirmShown(calls(1))
  receipts.confirmShown(calls(1, 2))
  receipts.confirmShown(calls(1, 2, 3))
  receipts.confirmSpoken(1)
  expect(hub.batches).toHaveLength(1)
  await hub.answer()
  expect(hub.batches[1]).toEqual({ shown: [2, 3], spoken: [1] })
})

test('a receipt that did not reach the hub is sent again', async () => {
  vi.useFakeTimers()
  const batches: Batch[] = []
  const receipts = createReceipts(async (batch) => (batches.push(batch) === 1 ? null : { said: null }))
  receipts.confirmShown(calls(1))
  await vi.advanceTimersByTimeAsync(2000)
  expect(batches).toEqual([
    { shown: [1], spoken: [] },
    { shown: [1], spoken: [] },
  ])
})
