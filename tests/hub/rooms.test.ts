import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Room, type RoomRole, usualRatio } from '#domain/room'
import { type House, openHouse } from '../support/house.ts'
import { openPage, refusalOf, removeFolder } from '../support/hub.ts'

let house: House

beforeEach(async () => {
  house = await openHouse()
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

const draft = {
  id: null,
  name: 'Ruang TB',
  publicLabel: 'Ruang 9',
  cluster: 'k4' as const,
  series: 'F',
  roles: ['batuk' as const],
  ratio: usualRatio,
  active: true,
}

const asInput = (room: Room) => ({ ...room, roles: [...room.roles] })

function change(role: RoomRole, changes: Partial<ReturnType<typeof asInput>>) {
  return house.desk.api.rooms.save({ ...asInput(house.roomFor(role)), ...changes })
}

describe('a room', () => {
  test('that is added stands after the others, works at once and is sent to the district', async () => {
    const before = await house.desk.api.rooms.list()
    const waiting = (await house.desk.api.sync.status()).waiting
    const added = await house.desk.api.rooms.save(draft)
    expect(await house.desk.api.rooms.list()).toEqual([...before, added])
    expect((await house.desk.api.sync.status()).waiting).toBe(waiting + 1)
    await openPage((await house.desk.api.pages.open({ surface: 'room', roomId: added.id })).url)
  })

  test('keeps its place in every list when it is changed', async () => {
    const before = await house.desk.api.rooms.list()
    const changed = await change('dewasa', { publicLabel: 'Ruang 2', series: 'G', ratio: 3 })
    expect(changed).toMatchObject({ publicLabel: 'Ruang 2', series: 'G', ratio: 3 })
    expect(await house.desk.api.rooms.list()).toEqual(
      before.map((room) => (room.id === changed.id ? changed : room)),
    )
    expect(await house.admitAdult()).toBe('G-001')
  })

  test('is switched off only when nobody waits, is called or is served there', async () => {
    const number = await house.admitAdult()
    const room = house.roomFor('gigi')
    const { legId } = await house.desk.api.queue.callNext({ roomId: house.roomFor('dewasa').id })
    await house.desk.api.queue.move({ legId, move: 'serve' })
    await house.desk.api.queue.transfer({ legId, toRoomId: room.id, returns: false, note: null })
    const [refused] = await refusalOf(change('gigi', { active: false }))
    expect(refused).toMatchObject({ code: 'room_in_use', field: 'active' })
    expect(refused?.sentence).toContain('Ruang Gigi masih dipakai 1 nomor')

    const there = await house.desk.api.queue.callNext({ roomId: room.id })
    expect(there.number).toBe(number)
    await house.desk.api.queue.move({ legId: there.legId, move: 'serve' })
    await house.desk.api.queue.move({ legId: there.legId, move: 'finish' })
    expect((await change('gigi', { active: false })).active).toBe(false)
  })

  test('is not switched off while somebody whom it sent to another room has to come back', async () => {
    await house.admitAdult()
    const gigi = house.roomFor('gigi')
    const lab = house.roomFor('laboratorium')
    const { legId } = await house.desk.api.queue.callNext({ roomId: house.roomFor('dewasa').id })
    await house.desk.api.queue.move({ legId, move: 'serve' })
    await house.desk.api.queue.transfer({ legId, toRoomId: gigi.id, returns: false, note: null })
    const there = await house.desk.api.queue.callNext({ roomId: gigi.id })
    await house.desk.api.queue.move({ legId: there.legId, move: 'serve' })
    await house.desk.api.queue.transfer({ legId: there.legId, toRoomId: lab.id, returns: true, note: null })
    expect(await refusalOf(change('gigi', { active: false }))).toMatchObject([{ code: 'room_in_use' }])
  })

  test('that is the only place for somebody who may come cannot go', async () => {
    expect(await refusalOf(change('ibu', { active: false }))).toMatchObject([
      { code: 'setup_incomplete', field: 'roles' },
    ])
    expect(await refusalOf(change('darurat', { roles: ['tindakan'] }))).toMatchObject([
      { code: 'setup_incomplete', field: 'roles' },
    ])
  })

  test('that nobody knows, or that has no name, is refused', async () => {
    const unknown = { ...draft, id: '018f3c5e-7a10-7c3a-9d54-6f2f5b1f0a01' }
    expect(await refusalOf(house.desk.api.rooms.save(unknown))).toMatchObject([{ code: 'room_unknown' }])
    expect(await refusalOf(house.desk.api.rooms.save({ ...draft, publicLabel: '  ' }))).toMatchObject([
      { code: 'room_nameless', field: 'publicLabel' },
    ])
    for (const ratio of [0, 10, 1.5])
      expect(await refusalOf(house.desk.api.rooms.save({ ...draft, ratio }))).toMatchObject([
        { field: 'ratio' },
      ])
    expect(await refusalOf(house.desk.api.rooms.save({ ...draft, series: 'AB' }))).toMatchObject([
      { field: 'series' },
    ])
  })

  test('may be named after a disease among colleagues, but never on a screen', async () => {
    expect((await house.desk.api.rooms.save(draft)).name).toBe('Ruang TB')
    expect(
      await refusalOf(house.desk.api.rooms.save({ ...draft, publicLabel: 'Poli TB Paru' })),
    ).toMatchObject([{ code: 'label_telling', field: 'publicLabel' }])
  })
})
