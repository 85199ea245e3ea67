import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LegCard } from '#contract/hub/queue'
import { noCareValues } from '#domain/care-values'
import type { LocalDate } from '#domain/local-date'
import type { Room } from '#domain/room'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { type House, openHouse } from '../support/house.ts'
import {
  admit,
  head,
  newArrival,
  newPatient,
  openPage,
  refusalOf,
  removeFolder,
  type TestPage,
} from '../support/hub.ts'
import { pairDevice } from '../support/paired.ts'

type RoomPage = TestPage & { room: Room }
type Event = {
  id: string
  item: string
  status: string
  revision: number
  resource: string
  room_id: string
  weight_kg: number | null
}

let house: House
let room: RoomPage
beforeEach(async () => {
  house = await openHouse()
  room = await house.openRoom('lansia')
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

function stored<Row>(query: string, ...values: string[]): Row[] {
  const { folder } = house.hub
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const rows = driver.prepare(query).all(...values) as Row[]
  driver.close()
  return rows
}

const events = () => stored<Event>('SELECT * FROM care_events ORDER BY id')
const waiting = (id: string) =>
  stored<{ kind: string; revision: number }>('SELECT kind, revision FROM outbox WHERE record_id = ?', id)
const itemOf = (card: LegCard, item: string) => card.dueCare.find((care) => care.item === item)

async function serveNext(page: RoomPage): Promise<LegCard> {
  const { legId } = await page.api.queue.callNext({ roomId: page.room.id })
  return page.api.queue.move({ legId, move: 'serve' })
}
async function serve(name = 'Nenek Siti', born = '1950-06-15'): Promise<LegCard & { patientId: string }> {
  const birth = { date: born as LocalDate, precision: 'exact' as const }
  const { patientId } = await admit(house.desk, { name, birth })
  return { ...(await serveNext(room)), patientId }
}
async function comeAgain(patientId: string): Promise<LegCard> {
  await house.desk.api.session.signIn(head)
  await room.api.session.signIn(head)
  await house.desk.api.visits.register({
    patientId,
    arrival: newArrival(),
    complaint: '',
    payer: 'umum',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
  return serveNext(room)
}
const day = 24 * 3_600_000

describe('care noted in the room', () => {
  test('is kept with time, room and staff, is shown as given, and waits for the district once', async () => {
    const { legId, visitId } = await serve()
    const card = await room.api.care.note({ legId, item: 'geriatri' })
    expect(itemOf(card, 'geriatri')?.given).toEqual({
      at: expect.any(Number),
      day: '2026-11-21',
      by: head.name,
      room: room.room.name,
      here: true,
      values: noCareValues,
    })
    await room.api.care.note({ legId, item: 'geriatri' })
    const [event, second] = events()
    expect(second).toBeUndefined()
    expect(event).toMatchObject({ visit_id: visitId, status: 'done', revision: 1, room_id: room.room.id })
    expect(waiting(event?.id ?? '')).toEqual([{ kind: 'observation', revision: 1 }])
    expect(stored('SELECT action, subject, subject_id FROM audit ORDER BY seq DESC LIMIT 1')).toEqual([
      { action: 'input', subject: 'visit', subject_id: visitId },
    ])
  })

  test('taken back it is due again and says so to the district; given again it is the same record', async () => {
    const { legId } = await serve()
    await room.api.care.note({ legId, item: 'geriatri' })
    const card = await room.api.care.takeBack({ legId, item: 'geriatri' })
    expect(itemOf(card, 'geriatri')?.given).toBeNull()
    const [event] = events()
    expect(event).toMatchObject({ status: 'taken_back', revision: 2 })
    expect(waiting(event?.id ?? '')).toEqual([{ kind: 'observation', revision: 2 }])
    await room.api.care.takeBack({ legId, item: 'geriatri' })
    await room.api.care.note({ legId, item: 'geriatri' })
    expect(events()).toMatchObject([{ id: event?.id, status: 'done', revision: 3 }])
  })

  test('a vaccine is a vaccine: it goes as an Immunization', async () => {
    const child = await house.openRoom('anak')
    const birth = { date: '2026-02-10' as LocalDate, precision: 'exact' as const }
    await admit(house.desk, { name: 'Anak Dewi', birth }, { purpose: 'imunisasi' })
    const { legId, dueCare } = await serveNext(child)
    expect(dueCare.map(({ item }) => item)).toContain('imunisasi-9')
    await child.api.care.note({ legId, item: 'imunisasi-9' })
    const [event] = events()
    expect(waiting(event?.id ?? '')).toEqual([{ kind: 'immunization', revision: 1 }])
  })

  test('what was measured goes to each item that asks for it, and only there; before and after stand in the audit trail', async () => {
    const { legId } = await serve()
    for (const item of ['geriatri', 'skrining-40']) await room.api.care.note({ legId, item })
    const values = { weight: 54.5, systolic: 160, diastolic: 95, glucose: null }
    const card = await room.api.care.measure({ legId, values })
    expect(itemOf(card, 'skrining-40')?.given?.values).toEqual(values)
    expect(itemOf(card, 'geriatri')?.given?.values).toEqual(noCareValues)
    await room.api.care.measure({ legId, values })
    expect(events()).toMatchObject([
      { item: 'geriatri', revision: 1 },
      { item: 'skrining-40', revision: 2, weight_kg: 54.5 },
    ])
    const [row] = stored<{ detail: string }>('SELECT detail FROM audit ORDER BY seq DESC LIMIT 1')
    expect(JSON.parse(row?.detail ?? '')).toMatchObject({ before: noCareValues, after: values })
  })

  test('an unusual value is kept, an impossible one is refused in words', async () => {
    const { legId } = await serve()
    await room.api.care.note({ legId, item: 'skrining-40' })
    const card = await room.api.care.measure({
      legId,
      values: { ...noCareValues, systolic: 240, diastolic: 130 },
    })
    expect(itemOf(card, 'skrining-40')?.given?.values).toMatchObject({ systolic: 240, diastolic: 130 })
    const [wrong] = await refusalOf(
      room.api.care.measure({ legId, values: { ...noCareValues, systolic: 1600 } }),
    )
    expect(wrong).toMatchObject({ code: 'care_value_invalid', field: 'values.systolic' })
  })
})

describe('care that stands', () => {
  test('is not offered again within its year, says where it was given, and is due in the next', async () => {
    const first = await serve()
    await room.api.care.note({ legId: first.legId, item: 'geriatri' })
    await room.api.queue.move({ legId: first.legId, move: 'finish' })
    house.hub.clock.advance(7 * day)
    const again = await comeAgain(first.patientId)
    expect(itemOf(again, 'geriatri')?.given).toMatchObject({ day: '2026-11-21', here: false })
    await room.api.care.note({ legId: again.legId, item: 'geriatri' })
    expect(events()).toHaveLength(1)
    await room.api.queue.move({ legId: again.legId, move: 'finish' })
    house.hub.clock.advance(60 * day)
    expect(itemOf(await comeAgain(first.patientId), 'geriatri')?.given).toBeNull()
  })

  test('follows a person whose records were merged, is told anew to the district, and goes back with them', async () => {
    const { legId, patientId: gone } = await serve()
    await room.api.care.note({ legId, item: 'geriatri' })
    await room.api.queue.move({ legId, move: 'finish' })
    const kept = await house.desk.api.patients.register(
      newPatient({ name: 'Siti Aminah', birth: { date: '1950-06-15' as LocalDate, precision: 'exact' } }),
    )
    const goneRevision = (await house.desk.api.patients.open({ id: gone })).revision
    const { mergeId } = await house.desk.api.merges.merge({
      keptId: kept.id,
      goneId: gone,
      take: [],
      keptRevision: kept.revision,
      goneRevision,
    })
    const [event] = events()
    expect(waiting(event?.id ?? '')).toEqual([{ kind: 'observation', revision: 2 }])
    const card = await comeAgain(kept.id)
    expect(itemOf(card, 'geriatri')?.given).toMatchObject({ here: false })
    await room.api.queue.move({ legId: card.legId, move: 'finish' })
    await house.desk.api.merges.undo({ mergeId })
    expect(waiting(event?.id ?? '')).toEqual([{ kind: 'observation', revision: 3 }])
    expect(itemOf(await comeAgain(kept.id), 'geriatri')?.given).toBeNull()
  })
})

describe('who may note care', () => {
  test('the room that has the person in front of it, nobody else', async () => {
    const { legId } = await serve()
    const other = await house.openRoom('laboratorium')
    const code = async (call: Promise<unknown>) => (await refusalOf(call))[0]?.code
    expect(await code(other.api.care.note({ legId, item: 'geriatri' }))).toBe('leg_unknown')
    expect(await code(room.api.care.note({ legId, item: 'imunisasi-9' }))).toBe('care_unknown')
    expect(await code(room.api.care.takeBack({ legId, item: 'geriatri' }))).toBe('care_unknown')
    const display = await openPage((await house.desk.api.pages.open({ surface: 'display' })).url)
    for (const page of [house.desk, display])
      await expect(page.api.care.note({ legId, item: 'geriatri' })).rejects.toMatchObject({ status: 403 })
    expect(events()).toEqual([])
  })

  test('a room on the network by the rights of its own device', async () => {
    const place = { surface: 'room', roomId: room.room.id, name: 'Tablet ruangan', settings: null } as const
    const tablet = await pairDevice(house.desk, place)
    const { legId } = await serve()
    await expect(tablet.api.care.note({ legId, item: 'geriatri' })).rejects.toMatchObject({ status: 401 })
    await tablet.api.session.signIn(head)
    await tablet.api.care.note({ legId, item: 'geriatri' })
    const [{ name } = { name: '' }] = stored<{ name: string }>(
      'SELECT devices.name FROM care_events JOIN devices ON devices.id = device_id',
    )
    expect(name).toBe('Tablet ruangan')
  })

  test('once they were called in, and until they have gone home; nothing of it holds the queue up', async () => {
    await house.admitLansia()
    const [first] = (await room.api.queue.room({ roomId: room.room.id })).waiting
    const legId = first?.legId ?? ''
    expect(first?.canNoteCare).toBe(false)
    const code = async (call: Promise<unknown>) => (await refusalOf(call))[0]?.code
    expect(await code(room.api.care.note({ legId, item: 'geriatri' }))).toBe('care_not_in_front')
    await room.api.queue.move({ legId, move: 'call' })
    await room.api.queue.move({ legId, move: 'serve' })
    await room.api.care.note({ legId, item: 'geriatri' })
    const pharmacy = house.roomFor('farmasi')
    await room.api.queue.transfer({ legId, toRoomId: pharmacy.id, returns: false, note: null })
    expect((await room.api.care.takeBack({ legId, item: 'geriatri' })).canNoteCare).toBe(true)
    await room.api.care.note({ legId, item: 'geriatri' })
    const last = await serveNext(await house.openRoom('farmasi'))
    await house.desk.api.queue.move({ legId: last.legId, move: 'finish' })
    expect(await code(room.api.care.takeBack({ legId, item: 'geriatri' }))).toBe('care_visit_closed')
    expect(events()).toMatchObject([{ status: 'done' }])
  })
})
