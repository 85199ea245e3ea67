import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, refusalOf, setUp, startHub, type TestHub, type TestPage } from '../support/hub.ts'

let hub: TestHub
let desk: TestPage

beforeAll(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
})
afterAll(() => hub.close())

const refused = async (change: Parameters<typeof setUp>[1]) =>
  (await refusalOf(setUp(desk, change))).map(({ code, field }) => `${field}: ${code}`)

test('both readings of the clusters and two sets of rooms are offered', async () => {
  const { schemes, rooms } = await desk.api.setup.presets()
  expect(schemes.map(({ code }) => code)).toEqual(['4-klaster', '5-klaster'])
  expect(rooms.map(({ code }) => code)).toEqual(['kecil', 'lengkap'])
})

test('a setup that leaves somebody without a place is refused, and nothing of it is stored', async () => {
  const { rooms } = await desk.api.setup.presets()
  const full = rooms.find(({ code }) => code === 'lengkap')?.rooms ?? []
  expect(await refused({ rooms: full.filter(({ cluster }) => cluster !== 'k2') })).toContain(
    'rooms: setup_incomplete',
  )
  expect(await refused({ rooms: full.filter(({ roles }) => !roles.includes('darurat')) })).toContain(
    'rooms: setup_incomplete',
  )
  expect(await refused({ villages: ['9999999999'] })).toEqual(['villages: village_unknown'])
  expect(await refused({ account: { name: 'Rina', username: 'Rina L', password: 'pendek' } })).toEqual([
    'account.username: username_invalid',
    'account.password: password_weak',
  ])
  expect((await desk.api.session.current()).facility).toBeNull()
})

test('after setup its first account is signed in, and a second setup is refused', async () => {
  await setUp(desk)
  const { staff, facility } = await desk.api.session.current()
  expect(staff).toMatchObject({ role: 'head' })
  expect(facility).toMatchObject({ name: 'Puskesmas Teluk Harapan', timeZone: 'Asia/Jayapura' })
  expect(await refused({})).toEqual(['null: setup_done'])
})

test('inside or outside the area follows from the villages named at setup', async () => {
  const inside = await desk.api.area.searchVillages({ text: 'siko kayoa' })
  expect(inside.find(({ code }) => code === '8204022004')).toMatchObject({ insideArea: true })
  const outside = await desk.api.area.searchVillages({ text: 'caturtunggal depok' })
  expect(outside[0]).toMatchObject({ code: '3404072001', insideArea: false })
})
