import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { queueCommands } from '../support/queue-commands.ts'
import { emptyDay } from '../support/queue-facts.ts'
import { openQueueHouse, type QueueHouse } from '../support/queue-house.ts'
import { callingOrder } from '../support/queue-line.ts'
import { type Model, roomNames } from '../support/queue-wishes.ts'

/**
 * Every run is a working day of its own on one hub. QUEUE_MODEL='{"seed":1,"path":"3:0","replayPath":"AB:C"}' replays
 * what a failure has printed; '{"numRuns":2000}' searches for longer.
 */
const { replayPath = null, ...wanted } = JSON.parse(process.env.QUEUE_MODEL ?? '{}')

let house: QueueHouse
beforeAll(async () => {
  house = await openQueueHouse()
}, 120_000)
afterAll(() => house.close())

test('whatever stations ask at once, and whenever the power fails, the queue is as a plain list would have it', async () => {
  const oneDay = fc.asyncProperty(queueCommands(replayPath), async (commands) => {
    const model: Model = { day: emptyDay(await house.beginDay()), lastRequest: null, history: [] }
    expect(house.look().broken).toEqual([])
    try {
      await fc.asyncModelRun(() => ({ model, real: house }), commands)
      for (const room of roomNames) expect(await house.waiting(room)).toEqual(callingOrder(model.day, room))
      expect(await house.isTrailWhole()).toBe(true)
    } catch (cause) {
      throw new Error(['this day contradicts the model:', ...model.history, String(cause)].join('\n'), {
        cause,
      })
    }
  })
  await fc.assert(oneDay, { numRuns: 20, ...wanted })
}, 3_600_000)
