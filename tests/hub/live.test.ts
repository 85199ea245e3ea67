import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type House, openHouse } from '../support/house.ts'
import { openPage, refusalOf, removeFolder, startHub, type TestPage } from '../support/hub.ts'
import { isAbout, listen, revisionIn } from '../support/live-ear.ts'

let house: House
let television: TestPage

beforeEach(async () => {
  house = await openHouse()
  television = await house.openDisplay()
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

const isQueue = isAbout('queue')

function triedSocket(url: string, headers: Record<string, string>): Promise<'opened' | 'refused'> {
  const socket = new WebSocket(url, { headers })
  return new Promise((resolve) => {
    socket.once('open', () => {
      socket.terminate()
      resolve('opened')
    })
    socket.once('error', () => resolve('refused'))
  })
}

test('the television hears of a call at once, and is told no data', async () => {
  const ear = listen(television)
  const before = revisionIn(await ear.next(isQueue))
  await house.admitLansia('Wayan Sudana')
  const registered = revisionIn(await ear.next(isQueue))
  const { number } = await house.desk.api.queue.callNext({ roomId: house.roomFor('dewasa').id })
  const called = revisionIn(await ear.next(isQueue))
  expect(new Set([before, registered, called]).size).toBe(3)
  expect((await television.api.display.board()).current?.number).toBe(number)

  await ear.next((message) => message.includes('heartbeat'))
  for (const message of ear.heard) {
    const keys = Object.keys(JSON.parse(message)).toSorted().join()
    expect(['heartbeat', 'revision,subject']).toContain(keys)
    expect(message).not.toMatch(/sudana|wayan/i)
    expect(message).not.toContain(number)
  }
  ear.close()
})

test('every screen in the house hears the same change', async () => {
  const room = await house.openRoom('dewasa')
  const ears = [listen(television), listen(await house.openDisplay()), listen(room), listen(house.desk)]
  for (const ear of ears) await ear.next(isQueue)
  await house.admitAdult()
  const revisions = await Promise.all(ears.map(async (ear) => revisionIn(await ear.next(isQueue))))
  expect(new Set(revisions).size).toBe(1)
  for (const ear of ears) ear.close()
})

test('a television that slept through a restart of the hub still has its place and learns of another revision', async () => {
  await house.admitAdult()
  const ear = listen(television)
  const before = revisionIn(await ear.next(isQueue))
  await house.hub.close()
  house.hub = await startHub({ folder: house.hub.folder })
  const awake = listen({ ...television, origin: house.hub.hub.origin })
  expect(revisionIn(await awake.next(isQueue))).not.toBe(before)
  awake.close()
})

test('the board is numbers, room labels and the name of the Puskesmas, and nothing else', async () => {
  const name = 'Wayan Sudana'
  await house.admitLansia(name)
  await house.admitAdult('Siti Rahma')
  const room = house.roomFor('dewasa')
  for (const _ of [1, 2]) await house.desk.api.queue.callNext({ roomId: room.id })
  const answer = await fetch(`${television.origin}/api/display/board`, {
    method: 'POST',
    headers: { 'loket-page': television.id, cookie: television.cookie },
  })
  const sent = await answer.text()
  const board = JSON.parse(sent)
  const keys = (value: object) => Object.keys(value).toSorted()
  const call = ['at', 'callId', 'cluster', 'number', 'recall', 'roomLabel']
  expect(keys(board)).toEqual(
    [
      ...['calls', 'current', 'facility', 'media', 'now', 'recent', 'rooms', 'runningText', 'speaks'],
      ...['theme', 'timeZone', 'toSpeak', 'voice'],
    ].sort(),
  )
  expect(keys(board.current)).toEqual(call)
  expect(board.recent.map(keys)).toEqual([call])
  const tile = ['cluster', 'label', 'number', 'roomId', 'waitMinutes', 'waiting']
  expect(new Set(board.rooms.flatMap(keys))).toEqual(new Set(tile))
  expect(board.calls.map(keys)).toEqual([call, call])
  expect(sent).not.toMatch(/wayan|sudana|siti|rahma/i)
})

test('each room keeps its place on the board and shows who is called there now', async () => {
  const rooms = async () => {
    const board = await television.api.display.board()
    return board.rooms.map(({ waitMinutes: _minutes, ...tile }) => tile)
  }
  const before = await rooms()
  expect(before.every(({ number }) => number === null)).toBe(true)
  const number = await house.admitAdult()
  const room = house.roomFor('dewasa')
  const called = await house.desk.api.queue.callNext({ roomId: room.id })
  expect(await rooms()).toEqual(
    before.map((shown) => (shown.roomId === room.id ? { ...shown, number } : shown)),
  )
  await house.desk.api.queue.move({ legId: called.legId, move: 'skip' })
  const { current, recent } = await television.api.display.board()
  expect(await rooms()).toEqual(before)
  expect({ current, recent: recent.map((call) => call.number) }).toEqual({ current: null, recent: [number] })
})

test('with a new day the board is empty, although nobody has moved', async () => {
  await house.admitAdult()
  await house.desk.api.queue.callNext({ roomId: house.roomFor('dewasa').id })
  house.hub.clock.set('2026-11-21T22:30:00Z')
  const board = await television.api.display.board()
  expect(board).toMatchObject({ current: null, recent: [] })
  expect(board.rooms.every(({ number }) => number === null)).toBe(true)
})

test('a page that Loket did not open is told so, and its socket is not opened', async () => {
  const live = `${television.origin.replace('http', 'ws')}/live`
  const { cookie, origin } = television
  expect(await triedSocket(`${live}?p=${television.id}`, { cookie, origin })).toBe('opened')
  expect(await triedSocket(`${live}?p=${television.id}`, { origin })).toBe('refused')
  expect(await triedSocket(`${live}?p=${house.desk.id}`, { cookie, origin })).toBe('refused')
  expect(await triedSocket(live, { cookie, origin })).toBe('refused')
  const answer = await fetch(`${television.origin}/api/display/board`, { method: 'POST' })
  expect(answer.status).toBe(401)
  expect((await answer.json()).data.problems[0].sentence).toBe(
    'Halaman ini belum dibuka dari Loket. Jalankan Loket lagi dari ikonnya; layar ruangan dibuka lewat tombol di meja pendaftaran.',
  )
})

test('a page of another site gets no socket, even with the cookie', async () => {
  const { cookie, id, origin } = television
  const live = `${origin.replace('http', 'ws')}/live?p=${id}`
  for (const other of ['http://evil.example', 'null', origin.replace('http', 'https'), `${origin}0`]) {
    expect([other, await triedSocket(live, { cookie, origin: other })]).toEqual([other, 'refused'])
  }
})

test('an upgrade that makes no sense is hung up on, and the next one is served', async () => {
  const { hostname, port } = new URL(television.origin)
  for (const address of ['//', '/live?p=%', '/live', '/api/display/board', '*']) {
    const socket = connect(Number(port), hostname)
    socket.write(
      `GET ${address} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    socket.resume()
    await once(socket, 'close')
  }
  const ear = listen(television)
  await ear.next(isQueue)
  await ear.close()
})

test('a television opens nothing but the board', async () => {
  const roomId = house.roomFor('dewasa').id
  for (const call of [television.api.queue.loads(), television.api.queue.callNext({ roomId })]) {
    expect((await refusalOf(call))[0]?.code).toBe('not_allowed')
  }
})

test('the address that opens a page works once', async () => {
  const { url } = await house.desk.api.pages.open({ surface: 'display' })
  await openPage(url)
  await expect(openPage(url)).rejects.toThrow('410')
})
