import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { type House, openHouse } from '../support/house.ts'
import { openPage, refusalOf, removeFolder, startHub, type TestPage } from '../support/hub.ts'
import { isAbout, listen, listening } from '../support/live-ear.ts'
import { pairDevice, television, usualSettings } from '../support/paired.ts'

let house: House

beforeEach(async () => {
  house = await openHouse()
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

const list = () => house.desk.api.devices.list()
const named = async (name: string) => (await list()).find((device) => device.name === name)

/** What the file itself says, read beside the running hub. */
function rowsOf<T>(sql: string): T[] {
  const { folder } = house.hub
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const rows = driver.prepare(sql).all() as T[]
  driver.close()
  return rows
}

async function statusOf(page: Pick<TestPage, 'id' | 'cookie'>, path: string): Promise<number> {
  const answer = await fetch(`${house.hub.hub.origin}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'loket-page': page.id, cookie: page.cookie },
    body: '{}',
  })
  await answer.arrayBuffer()
  return answer.status
}

test('the desk sees every paired device, where it stands, and whether it is there', async () => {
  const room = house.roomFor('dewasa')
  const tv = await pairDevice(house.desk, television('TV Ruang Tunggu'))
  await pairDevice(house.desk, { surface: 'room', roomId: room.id, name: '', settings: null })
  await pairDevice(house.desk, { surface: 'kiosk', roomId: null, name: 'Kios pintu masuk', settings: null })
  const ear = await listening(tv)
  const paired = (await list()).filter(({ pairedAt }) => pairedAt !== null)
  expect(paired).toMatchObject([
    { name: 'TV Ruang Tunggu', surface: 'display', connected: true, settings: usualSettings },
    {
      name: room.name,
      surface: 'room',
      roomId: room.id,
      roomName: room.name,
      connected: false,
      settings: null,
    },
    { name: 'Kios pintu masuk', surface: 'kiosk', connected: false, settings: null },
  ])
  await ear.close()
  await expect.poll(async () => (await named('TV Ruang Tunggu'))?.connected).toBe(false)
})

test('a page opened on this computer is listed while it is open, under a name that says what it is', async () => {
  const display = await house.openDisplay()
  expect(await list()).toEqual([])
  const ears = [
    await listening(display),
    await listening(await house.openRoom('gigi')),
    await listening(house.desk),
  ]
  const names = (await list()).map(({ name, pairedAt }) => [name, pairedAt])
  expect(names).toEqual([
    ['Meja pendaftaran di komputer ini', null],
    ['Layar di komputer ini', null],
    ['Ruang Gigi', null],
  ])
  for (const ear of ears) await ear.close()
  await expect.poll(list).toMatchObject([{ id: display.id, connected: false }])
})

test('a display of this computer that was closed is missed until one is opened there again, or for half a day', async () => {
  const displays = [await house.openDisplay(), await house.openDisplay(), await house.openDisplay()]
  const open = await Promise.all(displays.map((page) => listening(page)))
  for (const ear of open) await ear.close()
  const missed = async () => (await list()).filter(({ connected }) => !connected).map(({ id }) => id)
  await expect.poll(missed).toEqual(displays.map(({ id }) => id))
  const again = [await listening(await house.openDisplay()), await listening(await house.openDisplay())]
  const [left = '', ...others] = await missed()
  expect(others).toEqual([])
  await house.desk.api.devices.revoke({ id: left })
  expect(await missed()).toEqual([])
  for (const ear of again) await ear.close()
  await expect.poll(missed).toHaveLength(2)
  house.hub.clock.advance(12 * 3_600_000)
  expect(await missed()).toEqual([])
})

test('a television that cannot be heard, and a voice that lacks something, is told at the desk', async () => {
  const tv = await pairDevice(house.desk, television('TV'))
  const [ear, desk] = [await listening(tv), await listening(house.desk)]
  const told = async () => {
    await desk.next(isAbout('devices'))
    const { soundState, voiceTrouble, speaks } = (await named('TV')) ?? {}
    return { soundState, voiceTrouble, speaks }
  }
  await tv.api.display.sound({ state: 'unavailable' })
  expect(await told()).toEqual({ soundState: 'unavailable', voiceTrouble: null, speaks: false })
  for (const voiceTrouble of ['clip', 'system-voice', 'late', null] as const) {
    await tv.api.display.sound({ state: 'on', trouble: voiceTrouble })
    expect(await told()).toEqual({ soundState: 'on', voiceTrouble, speaks: true })
  }
  for (const one of [ear, desk]) await one.close()
})

test('a screen that comes or goes is heard of at the desk', async () => {
  const desk = await listening(house.desk)
  const tv = await pairDevice(house.desk, television('TV'))
  await desk.next(isAbout('devices'))
  const ear = await listening(tv)
  await desk.next(isAbout('devices'))
  await ear.close()
  await desk.next(isAbout('devices'))
  await desk.close()
})

test('last contact follows every call and heartbeat, is written once a minute, and is known after a restart', async () => {
  const tv = await pairDevice(house.desk, television('TV'))
  const stored = () =>
    rowsOf<{ at: number }>('SELECT last_seen_at AS at FROM devices WHERE paired_at IS NOT NULL')[0]?.at
  const atPairing = stored()
  house.hub.clock.advance(30_000)
  const ear = await listening(tv)
  house.hub.clock.advance(20_000)
  await tv.api.display.board()
  const seen = (await named('TV'))?.lastSeenAt ?? 0
  expect(seen).toBeGreaterThanOrEqual((atPairing ?? 0) + 50_000)
  expect(stored()).toBe(atPairing)

  await ear.next((message) => message.includes('heartbeat'))
  await ear.next((message) => message.includes('heartbeat'))
  expect((await named('TV'))?.lastSeenAt).toBeGreaterThan(seen)
  await ear.close()

  await house.hub.close()
  expect(stored()).toBeGreaterThan(seen)
  house.hub = await startHub({ folder: house.hub.folder })
  const desk = await openPage(house.hub.hub.newDeskUrl())
  await desk.api.session.signIn({ username: 'rina', password: 'kunci-loket-1' })
  const [device] = await desk.api.devices.list()
  expect(device).toMatchObject({ name: 'TV', connected: false, lastSeenAt: stored() })
})

test('a change of name or settings reaches the screen that it is for', async () => {
  const tv = await pairDevice(house.desk, television('TV'))
  const ear = await listening(tv)
  const { id } = (await named('TV')) ?? { id: '' }
  const rooms = [house.roomFor('gigi').id]
  const settings = { ...usualSettings, rooms, theme: 'light' as const, area: 'Lantai 2' }
  const changed = await house.desk.api.devices.change({ id, name: 'TV Lantai 2', settings })
  expect(changed).toMatchObject({ name: 'TV Lantai 2', settings, connected: true })
  await ear.next(isAbout('settings'))
  const board = await tv.api.display.board()
  expect({ theme: board.theme, rooms: board.rooms.map(({ roomId }) => roomId) }).toEqual({
    theme: 'light',
    rooms,
  })
  await ear.close()
})

test('the second monitor of the desk can be set up too', async () => {
  const display = await house.openDisplay()
  const ear = await listening(display)
  const settings = { ...usualSettings, sound: false, theme: 'light' as const }
  await house.desk.api.devices.change({ id: display.id, name: 'Layar loket', settings })
  expect(await named('Layar loket')).toMatchObject({ pairedAt: null, settings })
  expect(await display.api.display.board()).toMatchObject({ theme: 'light', voice: { volume: 0 } })
  await ear.close()
})

test('only a display has settings of a display', async () => {
  const kiosk = await pairDevice(house.desk, { surface: 'kiosk', roomId: null, name: 'Kios', settings: null })
  const changed = await house.desk.api.devices.change({
    id: kiosk.id,
    name: 'Kios 1',
    settings: usualSettings,
  })
  expect(changed).toMatchObject({ name: 'Kios 1', settings: null })
})

test('a revoked device is out at once: its sockets, its calls, its place in the list', async () => {
  const tv = await pairDevice(house.desk, television('TV'))
  const other = await pairDevice(house.desk, television('TV 2'))
  const ears = [await listening(tv), await listening(tv)]
  const staying = await listening(other)
  await house.desk.api.devices.revoke({ id: tv.id })
  expect(await Promise.all(ears.map(({ closed }) => closed))).toEqual([4401, 4401])
  expect(await statusOf(tv, 'display/board')).toBe(401)
  const [problem] = await refusalOf(tv.api.display.board())
  expect(problem).toMatchObject({
    code: 'device_revoked',
    sentence:
      'Perangkat ini tidak lagi tersambung dengan Loket. Minta kode baru di meja pendaftaran, lalu sambungkan lagi.',
  })
  expect(await listen(tv).closed).toBe(4401)
  expect((await list()).map(({ name }) => name)).toEqual(['TV 2'])
  expect(await statusOf(other, 'display/board')).toBe(200)
  await staying.close()
  const again = house.desk.api.devices.revoke({ id: tv.id })
  expect((await refusalOf(again))[0]?.code).toBe('device_unknown')
})

test('who is signed in on a revoked room page is signed out with it, also after a restart', async () => {
  const room = house.roomFor('dewasa')
  const page = await pairDevice(house.desk, {
    surface: 'room',
    roomId: room.id,
    name: 'Tablet',
    settings: null,
  })
  await page.api.session.signIn({ username: 'rina', password: 'kunci-loket-1' })
  expect((await page.api.queue.room({ roomId: room.id })).waiting).toEqual([])
  await house.desk.api.devices.revoke({ id: page.id })
  expect((await refusalOf(page.api.queue.room({ roomId: room.id })))[0]?.code).toBe('device_revoked')
  expect(rowsOf(`SELECT 1 FROM sessions WHERE device_id = '${page.id}' AND ended_at IS NULL`)).toEqual([])
  await house.hub.close()
  house.hub = await startHub({ folder: house.hub.folder })
  expect(await statusOf(page, 'queue/room')).toBe(401)
})

test('the token of one surface opens nothing of another', async () => {
  const roomId = house.roomFor('dewasa').id
  const tv = await pairDevice(house.desk, television('TV'))
  const kiosk = await pairDevice(house.desk, { surface: 'kiosk', roomId: null, name: 'Kios', settings: null })
  const refused = [
    () => tv.api.patients.search({ text: 'wayan' }),
    () => tv.api.queue.room({ roomId }),
    () => tv.api.queue.callNext({ roomId }),
    () => tv.api.kiosk.start(),
    () => tv.api.devices.list(),
    () => kiosk.api.display.board(),
    () => kiosk.api.visits.today(),
  ]
  for (const call of refused) expect((await refusalOf(call()))[0]?.code).toBe('not_allowed')
  expect(await statusOf({ id: kiosk.id, cookie: tv.cookie }, 'kiosk/start')).toBe(401)
  const borrowed = `loket_${house.desk.id}=${tv.cookie.split('=')[1]}`
  expect(await statusOf({ id: house.desk.id, cookie: borrowed }, 'devices/list')).toBe(401)
})

test('who invited, what was paired, changed and revoked stands in the audit trail', async () => {
  const tv = await pairDevice(house.desk, television('TV'))
  await house.desk.api.devices.change({ id: tv.id, name: 'TV Lobi', settings: null })
  await house.desk.api.devices.revoke({ id: tv.id })
  const rows = rowsOf<{ action: string; staff: number; device_id: string; subject_id: string | null }>(
    "SELECT action, staff_id IS NOT NULL AS staff, device_id, subject_id FROM audit WHERE subject = 'device' ORDER BY seq",
  )
  expect(rows).toEqual([
    { action: 'invite', staff: 1, device_id: house.desk.id, subject_id: null },
    { action: 'pair', staff: 0, device_id: tv.id, subject_id: tv.id },
    { action: 'correct', staff: 1, device_id: house.desk.id, subject_id: tv.id },
    { action: 'revoke', staff: 1, device_id: house.desk.id, subject_id: tv.id },
  ])
})
