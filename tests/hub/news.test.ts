import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { type House, openHouse } from '../support/house.ts'
import { removeFolder } from '../support/hub.ts'

let house: House

beforeEach(async () => {
  house = await openHouse()
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

/** The revision of the only visit, and the revisions of it that wait for the district. */
function newsOfVisit(): { revision: number; waiting: number[] } {
  const { folder } = house.hub
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const revisions = (sql: string) =>
    driver
      .prepare(sql)
      .all()
      .map((row) => (row as { revision: number }).revision)
  const [revision = 0] = revisions('SELECT revision FROM visits')
  const waiting = revisions("SELECT revision FROM outbox WHERE kind = 'encounter'")
  driver.close()
  return { revision, waiting }
}

test('a registration is one revision of the visit and one row of news for the district', async () => {
  await house.admitAdult()
  expect(newsOfVisit()).toEqual({ revision: 1, waiting: [1] })
})

test('each room that a visit goes on to, comes back to or ends in is a newer revision, and still one row', async () => {
  await house.admitAdult()
  const room = await house.openRoom('dewasa')
  const laboratory = await house.openRoom('laboratorium')
  const { legId } = await room.api.queue.callNext({ roomId: room.room.id })
  expect(newsOfVisit().revision).toBe(1)
  await room.api.queue.move({ legId, move: 'serve' })
  expect(newsOfVisit().revision).toBe(2)
  await room.api.queue.transfer({ legId, toRoomId: laboratory.room.id, returns: true, note: null })
  expect(newsOfVisit()).toEqual({ revision: 3, waiting: [3] })
  const borrowed = await laboratory.api.queue.callNext({ roomId: laboratory.room.id })
  await laboratory.api.queue.move({ legId: borrowed.legId, move: 'serve' })
  expect(newsOfVisit().revision).toBe(3)
  await laboratory.api.queue.move({ legId: borrowed.legId, move: 'finish' })
  expect(newsOfVisit()).toEqual({ revision: 4, waiting: [4] })
  const back = await room.api.queue.callNext({ roomId: room.room.id })
  await room.api.queue.move({ legId: back.legId, move: 'serve' })
  await room.api.queue.move({ legId: back.legId, move: 'finish' })
  expect(newsOfVisit()).toEqual({ revision: 5, waiting: [5] })
})
