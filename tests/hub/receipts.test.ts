import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { type House, openHouse } from '../support/house.ts'
import { removeFolder } from '../support/hub.ts'
import { type Ear, isAbout, listening } from '../support/live-ear.ts'
import { type DisplaySettings, pairDevice, television } from '../support/paired.ts'

let house: House
let ears: Ear[] = []

beforeEach(async () => {
  house = await openHouse()
})
afterEach(async () => {
  for (const ear of ears) await ear.close()
  ears = []
  await house.hub.close()
  removeFolder(house.hub.folder)
})

async function standing(name: string, settings: Partial<DisplaySettings> = {}) {
  const tv = await pairDevice(house.desk, television(name, settings))
  ears.push(await listening(tv))
  return tv
}

const roomId = () => house.roomFor('dewasa').id

async function called(): Promise<number> {
  await house.admitAdult()
  return (await house.desk.api.queue.callNext({ roomId: roomId() })).call?.callId ?? 0
}

/** What the room is told of its last call. */
async function receipt() {
  const { active } = await house.desk.api.queue.room({ roomId: roomId() })
  return active[0]?.call
}

function storedReceipts(): number {
  const { folder } = house.hub
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const row = driver.prepare('SELECT count(*) AS n FROM call_receipts').get() as { n: number }
  driver.close()
  return row.n
}

test('the room sees which televisions show its call, and when it was spoken, by the hub’s clock', async () => {
  const [first, second] = [await standing('TV 1'), await standing('TV 2')]
  const room = await listening(await house.openRoom('dewasa'))
  ears.push(room)
  const callId = await called()
  expect(await receipt()).toMatchObject({ callId, shownOn: [], spokenAt: null, displays: 2 })

  expect(await first.api.display.confirm({ shown: [callId], spoken: [] })).toEqual({ kept: 1 })
  await room.next(isAbout('calls'))
  expect(await receipt()).toMatchObject({ shownOn: ['TV 1'], spokenAt: null })
  house.hub.clock.advance(7000)
  await second.api.display.confirm({ shown: [callId], spoken: [] })
  await first.api.display.confirm({ shown: [], spoken: [callId] })
  const { at = 0, shownOn, spokenAt } = (await receipt()) ?? {}
  expect(shownOn).toEqual(['TV 1', 'TV 2'])
  expect((spokenAt ?? 0) - at).toBeGreaterThanOrEqual(7000)
  expect(Math.abs((spokenAt ?? 0) - house.hub.clock.now())).toBeLessThan(60_000)
})

test('a recall asks for receipts of its own', async () => {
  const tv = await standing('TV 1')
  const callId = await called()
  await tv.api.display.confirm({ shown: [callId], spoken: [callId] })
  const { active } = await house.desk.api.queue.room({ roomId: roomId() })
  const again = await house.desk.api.queue.move({ legId: active[0]?.legId ?? '', move: 'recall' })
  expect(again.call).toMatchObject({ recall: true, shownOn: [], spokenAt: null })
  expect(again.call?.callId).not.toBe(callId)
})

test('said twice, or of no call, or of a room that the display does not show: nothing is kept and nothing breaks', async () => {
  const tv = await standing('TV 1')
  const elsewhere = await standing('TV gigi', { rooms: [house.roomFor('gigi').id], area: 'Lantai 2' })
  const callId = await called()
  const confirm = { shown: [callId, callId, 999_999, -1, 0], spoken: [callId] }
  expect(await tv.api.display.confirm(confirm)).toEqual({ kept: 1 })
  const before = await receipt()
  house.hub.clock.advance(30_000)
  expect(await tv.api.display.confirm(confirm)).toEqual({ kept: 1 })
  expect(await receipt()).toEqual(before)
  expect(await elsewhere.api.display.confirm(confirm)).toEqual({ kept: 0 })
  expect(await tv.api.display.confirm({ shown: [], spoken: [] })).toEqual({ kept: 0 })
  expect(await receipt()).toMatchObject({ shownOn: ['TV 1'], displays: 1 })
  expect(storedReceipts()).toBe(1)
})

test('the voice of a waiting area confirms a call of another television there as spoken, never as shown', async () => {
  await standing('TV dewasa', { rooms: [roomId()] })
  const voice = await standing('TV gigi', { rooms: [house.roomFor('gigi').id] })
  const callId = await called()
  expect(await voice.api.display.confirm({ shown: [callId], spoken: [] })).toEqual({ kept: 0 })
  expect(await voice.api.display.confirm({ shown: [callId], spoken: [callId] })).toEqual({ kept: 1 })
  expect(await receipt()).toMatchObject({ shownOn: [], spokenAt: expect.any(Number), displays: 1 })
})

test('fifty displays that confirm at once are all kept, and the rooms do not hear of each one', async () => {
  const screens = await Promise.all(Array.from({ length: 50 }, (_, n) => standing(`TV ${n + 1}`)))
  const room = await listening(await house.openRoom('dewasa'))
  ears.push(room)
  const callId = await called()
  const heard = () => room.heard.filter(isAbout('calls')).length
  const before = heard()
  const confirm = { shown: [callId], spoken: [] }
  await Promise.all(screens.map((tv) => tv.api.display.confirm(confirm)))
  expect((await receipt())?.shownOn).toHaveLength(50)
  await room.next(isAbout('calls'))
  expect(heard() - before).toBeLessThan(screens.length)
})

test('a hundred calls in a second: every receipt of every display is kept', async () => {
  const screens = await Promise.all([1, 2, 3].map((n) => standing(`TV ${n}`)))
  for (let person = 0; person < 20; person += 1) await house.admitAdult()
  const { callNext, move } = house.desk.api.queue
  const legs = await Promise.all(Array.from({ length: 20 }, () => callNext({ roomId: roomId() })))
  const recalls = [1, 2, 3, 4].flatMap(() => legs.map(({ legId }) => move({ legId, move: 'recall' })))
  await Promise.all(recalls)
  const kept = screens.map(async (tv) => {
    const ids = (await tv.api.display.board()).calls.map(({ callId }) => callId)
    const halves = [ids.slice(0, 50), ids.slice(50)]
    const answers = await Promise.all(
      halves.map((half) => tv.api.display.confirm({ shown: half, spoken: half })),
    )
    return answers.reduce((sum, answer) => sum + answer.kept, 0)
  })
  expect(await Promise.all(kept)).toEqual([100, 100, 100])
  expect(storedReceipts()).toBe(300)
})

test('a receipt that was being gathered when the hub stopped is not lost', async () => {
  const tv = await standing('TV 1')
  const callId = await called()
  const confirming = tv.api.display.confirm({ shown: [callId], spoken: [] }).catch(() => null)
  await tv.api.display.board()
  await house.hub.close()
  await confirming
  expect(storedReceipts()).toBe(1)
})
