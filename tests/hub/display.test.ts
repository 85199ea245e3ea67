import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { machine } from '#hub/system'
import { type House, openHouse } from '../support/house.ts'
import { admit, removeFolder, type TestPage } from '../support/hub.ts'
import { type Ear, isAbout, listening } from '../support/live-ear.ts'
import { ask } from '../support/network.ts'
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

/** A television that stands there: paired, its line open, and its loudspeaker heard. */
async function standing(name: string, settings: Partial<DisplaySettings> = {}) {
  const tv = await pairDevice(house.desk, television(name, settings))
  const ear = await listening(tv)
  ears.push(ear)
  await tv.api.display.sound({ state: 'on' })
  return { ...tv, ear }
}

async function speaking(...screens: TestPage[]): Promise<boolean[]> {
  return Promise.all(screens.map(async (screen) => (await screen.api.display.board()).speaks))
}

async function admitChild(): Promise<string> {
  const birth = { date: '2018-06-15' as never, precision: 'exact' as const }
  return (await admit(house.desk, { name: 'Sari Utami', birth })).number
}

const call = (role: 'dewasa' | 'anak') => house.desk.api.queue.callNext({ roomId: house.roomFor(role).id })

test('of two televisions in one waiting area exactly one speaks, the one that was paired first', async () => {
  const first = await standing('TV 1')
  const second = await standing('TV 2')
  expect(await speaking(first, second)).toEqual([true, false])
  const listed = await house.desk.api.devices.list()
  expect(listed.map(({ name, speaks, soundState }) => [name, speaks, soundState])).toEqual([
    ['TV 1', true, 'on'],
    ['TV 2', false, 'on'],
  ])
})

test('each waiting area has a voice of its own', async () => {
  const ground = await standing('TV bawah')
  const upstairs = await standing('TV atas', { area: 'Lantai 2' })
  expect(await speaking(ground, upstairs)).toEqual([true, true])
})

test('when the voice goes away another takes over, is told so, and gives it back', async () => {
  const first = await standing('TV 1')
  const second = await standing('TV 2')
  await first.ear.close()
  await second.ear.next(isAbout('settings'))
  expect(await speaking(second)).toEqual([true])

  ears.push(await listening(first))
  expect(await speaking(first, second)).toEqual([false, true])
  expect(await first.api.display.sound({ state: 'on' })).toEqual({ speaks: true })
  expect(await speaking(first, second)).toEqual([true, false])
})

test.each(['needs-touch', 'off', 'quiet', 'unavailable'] as const)(
  'a television that says «%s» is not the voice of the room',
  async (state) => {
    const first = await standing('TV 1')
    const second = await standing('TV 2')
    expect(await first.api.display.sound({ state })).toEqual({ speaks: false })
    expect(await speaking(first, second)).toEqual([false, true])
  },
)

test('a television switched to silent at the desk is not the voice, and is told to play nothing', async () => {
  const first = await standing('TV 1')
  const second = await standing('TV 2')
  const { settings } = television('TV 1', { sound: false })
  await house.desk.api.devices.change({ id: first.id, name: 'TV 1', settings })
  expect(await speaking(first, second)).toEqual([false, true])
  expect((await first.api.display.board()).voice.volume).toBe(0)
})

test('a television whose cable was pulled is given up, and another speaks', async () => {
  const first = await pairDevice(house.desk, television('TV 1'))
  const pulled = await listening(first, { deaf: true })
  await first.api.display.sound({ state: 'on' })
  const second = await standing('TV 2')
  expect(await speaking(first, second)).toEqual([true, false])
  await pulled.closed
  expect(await speaking(first, second)).toEqual([false, true])
})

test('a display for a few rooms shows their tiles and hears their calls, and no others', async () => {
  const { id: dewasa } = house.roomFor('dewasa')
  const all = await pairDevice(house.desk, television('TV'))
  const few = await pairDevice(house.desk, television('TV gigi', { rooms: [house.roomFor('gigi').id] }))
  const some = await pairDevice(house.desk, television('TV dewasa', { rooms: [dewasa] }))
  const number = await house.admitAdult()
  await call('dewasa')
  for (const tv of [all, some]) {
    expect(await tv.api.display.board()).toMatchObject({ current: { number }, calls: [{ number }] })
  }
  expect(await few.api.display.board()).toMatchObject({ current: null, recent: [], calls: [] })
  expect((await few.api.display.board()).rooms.map(({ label }) => label)).toEqual(['Ruang Gigi'])
  expect((await some.api.display.board()).rooms).toMatchObject([{ roomId: dewasa, number, waiting: 0 }])
})

const toSay = async (tv: TestPage) =>
  (await tv.api.display.board()).toSpeak.map(({ number, recall }) => [number, recall])

/** Two televisions of one waiting area, for one room each; the first has the voice. */
async function standingApart() {
  const adults = await standing('TV dewasa', { rooms: [house.roomFor('dewasa').id] })
  const children = await standing('TV anak', { rooms: [house.roomFor('anak').id], area: 'RUANG tunggu' })
  return { adults, children }
}

test('the voice of a waiting area says the calls of every television there, and draws those of its own rooms', async () => {
  const { adults, children } = await standingApart()
  const upstairs = await standing('TV atas', { area: 'Lantai 2', rooms: [house.roomFor('gigi').id] })
  const [adult, child] = [await house.admitAdult(), await admitChild()]
  await call('anak')
  await call('dewasa')
  const { speaks, current, recent, calls, rooms } = await adults.api.display.board()
  expect({ speaks, calls, current }).toMatchObject({
    speaks: true,
    calls: [{ number: adult }],
    current: { number: adult },
  })
  expect([...recent, ...rooms].map(({ number }) => number)).not.toContain(child)
  expect(await toSay(adults)).toEqual([
    [child, false],
    [adult, false],
  ])
  for (const tv of [children, upstairs]) expect(await toSay(tv)).toEqual([])
})

test('rooms of a television that is not there are said by nobody', async () => {
  const { adults, children } = await standingApart()
  await admitChild()
  await call('anak')
  expect(await toSay(adults)).toHaveLength(1)
  await children.ear.close()
  await expect.poll(() => toSay(adults)).toEqual([])
})

test('whoever takes the voice over says what was not yet spoken, and nothing twice', async () => {
  const { adults, children } = await standingApart()
  await house.admitAdult()
  await house.admitAdult()
  await call('dewasa')
  await call('dewasa')
  const [first, second] = (await adults.api.display.board()).toSpeak
  await adults.api.display.confirm({ shown: [], spoken: [first?.callId ?? 0] })
  expect(await toSay(adults)).toEqual([[second?.number, false]])

  house.hub.clock.advance(40_000)
  await standing('TV besar')
  await adults.ear.close()
  await children.ear.next(isAbout('settings'))
  expect(await toSay(children)).toEqual([[second?.number, false]])
  house.hub.clock.advance(20_001)
  expect(await toSay(children)).toEqual([])
})

test.each([
  { away: 12, said: true },
  { away: 18, said: false },
])('a voice that was away for $away s goes on with what still waits: $said', async ({ away, said }) => {
  const tv = await standing('TV 1')
  await house.admitAdult()
  await call('dewasa')
  house.hub.clock.advance(10_000)
  await tv.api.display.sound({ state: 'needs-touch' })
  house.hub.clock.advance(away * 1000)
  await tv.api.display.sound({ state: 'on' })
  expect((await toSay(tv)).length > 0).toBe(said)
})

test('the first voice of a waiting area catches up with the last fifteen seconds and no more', async () => {
  const tv = await pairDevice(house.desk, television('TV 1'))
  ears.push(await listening(tv))
  await house.admitAdult()
  const young = await house.admitAdult()
  await call('dewasa')
  house.hub.clock.advance(16_000)
  await call('dewasa')
  expect(await toSay(tv)).toEqual([])
  await tv.api.display.sound({ state: 'on' })
  expect(await toSay(tv)).toEqual([[young, false]])
})

test('the board says how many wait in a room, and how long that takes', async () => {
  const tv = await house.openDisplay()
  await house.admitAdult()
  await house.admitAdult()
  const { rooms } = await tv.api.display.board()
  const room = rooms.find(({ roomId }) => roomId === house.roomFor('dewasa').id)
  expect(room).toMatchObject({ waiting: 2, waitMinutes: expect.any(Number) })
})

test('numbers from the kiosk are called to the counter, which then has its place on the board', async () => {
  const tv = await house.openDisplay()
  const { id: roomId } = house.roomFor('loket')
  const hasCounter = async () => (await tv.api.display.board()).rooms.some((room) => room.roomId === roomId)
  expect(await hasCounter()).toBe(false)
  const { ticket } = await house.desk.api.kiosk.hand({ requestId: machine.newId(), priority: null })
  expect(await hasCounter()).toBe(true)
  const { number } = await house.desk.api.counter.callNext({ roomId })
  expect(number).toBe(ticket.number)
  expect(await tv.api.display.board()).toMatchObject({
    current: { number, roomLabel: 'Loket' },
    calls: [{ number, roomLabel: 'Loket' }],
  })
})

test('calls of the last minute stand in the order in which they are to be spoken, by the hub’s clock alone', async () => {
  const tv = await house.openDisplay()
  const [first, second] = [await house.admitAdult(), await house.admitAdult()]
  const { legId } = await call('dewasa')
  await call('dewasa')
  await house.desk.api.queue.move({ legId, move: 'recall' })
  const { calls, now } = await tv.api.display.board()
  expect(calls.map(({ number, recall }) => [number, recall])).toEqual([
    [first, false],
    [second, false],
    [first, true],
  ])
  // This process is the device; its own clock tells another day.
  expect(Math.abs(Date.now() - now)).toBeGreaterThan(2 * 3_600_000)
  for (const { at } of calls) expect(now - at).toBeLessThan(60_000)
  house.hub.clock.advance(60_001)
  expect(await tv.api.display.board()).toMatchObject({ calls: [], current: { number: first, recall: true } })
})

test('a call that was taken back is not spoken any more', async () => {
  const tv = await house.openDisplay()
  await house.admitAdult()
  const { legId } = await call('dewasa')
  await house.desk.api.queue.move({ legId, move: 'undo' })
  expect(await tv.api.display.board()).toMatchObject({ calls: [], current: null, recent: [] })
})

test('running text, voice and theme are those that were set', async () => {
  const tv = await pairDevice(house.desk, television('TV', { theme: 'light' }))
  const before = await house.desk.api.settings.read()
  const voice = { ...before.voice, volume: 40, style: 'words' as const }
  await house.desk.api.settings.save({ ...before, runningText: 'Cuci tangan sebelum masuk ruangan', voice })
  expect(await tv.api.display.board()).toMatchObject({
    theme: 'light',
    runningText: 'Cuci tangan sebelum masuk ruangan',
    voice,
  })
})

test('pictures and films of the media folder are shown in the order of their names, other files are not', async () => {
  const tv = await house.openDisplay()
  const folder = join(house.hub.folder, 'media')
  mkdirSync(folder)
  for (const name of ['10 senam.mp4', '2-cuci tangan.PNG', 'catatan.txt', '.tersembunyi.png', 'é.webp']) {
    writeFileSync(join(folder, name), 'isi')
  }
  house.hub.clock.advance(20_000)
  const { media } = await tv.api.display.board()
  expect(media).toEqual([
    { url: '/media/2-cuci%20tangan.PNG', kind: 'image' },
    { url: '/media/10%20senam.mp4', kind: 'video' },
    { url: '/media/%C3%A9.webp', kind: 'image' },
  ])
  for (const { url } of media) expect((await ask(`${tv.origin}${url}`)).status).toBe(200)
  const without = await pairDevice(house.desk, television('TV', { media: false }))
  expect((await without.api.display.board()).media).toEqual([])
})

test('a film is sent in the parts that a player asks for', async () => {
  const folder = join(house.hub.folder, 'media')
  mkdirSync(folder)
  writeFileSync(join(folder, 'film.mp4'), '0123456789')
  const get = (range: string) => ask(`${house.desk.origin}/media/film.mp4`, { headers: { range } })
  const whole = await ask(`${house.desk.origin}/media/film.mp4`)
  expect(whole).toMatchObject({ status: 200, body: '0123456789', headers: { 'accept-ranges': 'bytes' } })
  expect(await get('bytes=4-')).toMatchObject({ status: 206, body: '456789' })
  expect(await get('bytes=4-5')).toMatchObject({
    status: 206,
    body: '45',
    headers: { 'content-range': 'bytes 4-5/10' },
  })
  expect(await get('bytes=-3')).toMatchObject({ status: 206, body: '789' })
  expect(await get('bytes=8-99')).toMatchObject({ status: 206, body: '89' })
  expect(await get('bytes=10-')).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */10' } })
  expect(await get('bytes=5-2')).toMatchObject({ status: 416 })
  expect(await get('bytes=x')).toMatchObject({ status: 200, body: '0123456789' })
  const known = { 'if-none-match': whole.headers.etag ?? '' }
  const unchanged = await ask(`${house.desk.origin}/media/film.mp4`, { headers: known })
  expect(unchanged).toMatchObject({ status: 304, body: '' })
})

test('only the names in the folders are served, and nothing outside them', async () => {
  mkdirSync(join(house.hub.folder, 'media', 'sub.png'), { recursive: true })
  copyFileSync(join(house.hub.folder, 'loket.db'), join(house.hub.folder, 'salinan.png'))
  for (const path of [
    '/media/tidak-ada.png',
    '/media/sub.png',
    '/media/..%2fsalinan.png',
    '/media/..%5csalinan.png',
    '/media/%2e%2e%2fsalinan.png',
    '/media/../salinan.png',
    '/media/%00.png',
    '/media/%E0%A4%A.png',
    '/voice/..%2f..%2fpackage.json',
    '/voice/tidak-ada.wav',
    '/voice/satu.txt',
  ]) {
    expect([path, (await ask(`${house.desk.origin}${path}`)).status]).toEqual([path, 404])
  }
})

test('the voice is the shipped clip, until a recording of the same name lies in the data folder', async () => {
  const clip = async () =>
    Buffer.from(await (await fetch(`${house.desk.origin}/voice/satu.wav`)).arrayBuffer())
  const shipped = readFileSync('resources/voice/satu.wav')
  expect((await clip()).equals(shipped)).toBe(true)
  mkdirSync(join(house.hub.folder, 'voice'))
  writeFileSync(join(house.hub.folder, 'voice', 'satu.wav'), 'suara Bu Rina')
  expect((await clip()).toString()).toBe('suara Bu Rina')
})

test('after a hundred calls in a second every display has the same right board', async () => {
  const screens = await Promise.all([1, 2, 3].map((n) => standing(`TV ${n}`)))
  const waiting = 20
  for (let person = 0; person < waiting; person += 1) await house.admitAdult()
  const orders = Array.from({ length: waiting }, () => call('dewasa'))
  const called = await Promise.all(orders)
  const recalls = [1, 2, 3, 4].flatMap(() =>
    called.map(({ legId }) => house.desk.api.queue.move({ legId, move: 'recall' })),
  )
  await Promise.all(recalls)
  const boards = await Promise.all(screens.map((tv) => tv.api.display.board()))
  for (const { calls, current, rooms, recent } of boards) {
    expect(calls).toHaveLength(100)
    expect(calls.map(({ callId }) => callId)).toEqual(
      calls.map(({ callId }) => callId).toSorted((a, b) => a - b),
    )
    expect(current?.callId).toBe(calls.at(-1)?.callId)
    expect(rooms.find(({ label }) => label === current?.roomLabel)?.number).toBe(current?.number)
    expect(new Set([current?.number, ...recent.map(({ number }) => number)]).size).toBe(recent.length + 1)
  }
  const [first] = boards
  for (const board of boards) {
    const same = { now: 0, speaks: false, toSpeak: [] }
    expect({ ...board, ...same }).toEqual({ ...first, ...same })
  }
})
