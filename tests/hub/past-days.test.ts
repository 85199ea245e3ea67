import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import {
  admit,
  handNumber,
  head,
  newArrival,
  openPage,
  refusalOf,
  removeFolder,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'

const friday = '2026-11-20' as LocalDate
const fridayMorning = '2026-11-19T23:00:00Z'
const saturdayMorning = '2026-11-20T23:00:00Z'
/** Each look turns the hub's clock on a little, which `expect.poll` would not. */
const patience = { timeout: 10_000 }
const automatic = 'ditutup otomatis: hari sudah berganti'

let hub: TestHub
let desk: TestPage

beforeEach(async () => {
  // The hub looks for a change of day every minute; a test has no minute.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  hub = await startHub({ at: fridayMorning })
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterEach(async () => {
  await hub.close()
  vi.useRealTimers()
  removeFolder(hub.folder)
})

function stored<Row>(query: string): Row[] {
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly: true })
  const rows = driver.prepare(query).all() as Row[]
  driver.close()
  return rows
}

async function roomOf(number: string): Promise<string> {
  const row = (await desk.api.visits.today()).find((visit) => visit.number === number)
  return row?.at?.roomId ?? ''
}

/** One person being served, one who was called in vain, one whom no room touched, and a number nobody registered. */
async function leaveOpen() {
  const served = await admit(desk, { name: 'Sedang Dilayani' })
  const roomId = await roomOf(served.number)
  const { legId } = await desk.api.queue.callNext({ roomId })
  await desk.api.queue.move({ legId, move: 'serve' })
  const absent = await admit(desk, { name: 'Tidak Menjawab' })
  const called = await desk.api.queue.callNext({ roomId })
  await desk.api.queue.move({ legId: called.legId, move: 'skip' })
  const untouched = await admit(desk, { name: 'Tidak Diklik' })
  const unregistered = await handNumber(desk)
  return { served, absent, untouched, unregistered }
}

async function expectClosed({ served, absent, untouched }: Awaited<ReturnType<typeof leaveOpen>>) {
  expect(await desk.api.days.state({ day: friday })).toMatchObject({ open: 0, finished: 3, closedAt: null })
  const register = await desk.api.days.register({ day: friday })
  expect(register.map(({ number, outcome }) => [number, outcome])).toEqual([
    [served.number, 'Selesai'],
    [absent.number, 'Tidak hadir saat dipanggil'],
    [untouched.number, 'Pelayanan tidak tercatat'],
  ])
}

test('started on another day, the hub ends what past days left open, says so, and tells the district', async () => {
  const left = await leaveOpen()
  const [before] = stored<{ n: number }>("SELECT sum(revision) AS n FROM outbox WHERE kind = 'encounter'")
  await hub.close()
  hub = await startHub({ folder: hub.folder, at: saturdayMorning })
  desk = await openPage(hub.hub.newDeskUrl())
  await desk.api.session.signIn(head)

  await expectClosed(left)
  expect(stored("SELECT state, count(*) AS n FROM legs WHERE state != 'done' GROUP BY state")).toEqual([
    { state: 'closed', n: 4 },
  ])
  expect(stored("SELECT DISTINCT staff_id, reason FROM leg_moves WHERE move = 'close'")).toEqual([
    { staff_id: null, reason: automatic },
  ])
  expect(stored('SELECT status_reason FROM visits ORDER BY registered_at')).toEqual([
    { status_reason: automatic },
    { status_reason: 'tidak hadir saat dipanggil' },
    { status_reason: automatic },
  ])
  expect(stored("SELECT staff_id, detail FROM audit WHERE action = 'close'")).toEqual([
    { staff_id: null, detail: JSON.stringify({ before: '2026-11-21', ended: 4 }) },
  ])
  const [after] = stored<{ n: number }>("SELECT sum(revision) AS n FROM outbox WHERE kind = 'encounter'")
  expect(after?.n).toBe((before?.n ?? 0) + 3)
})

test('a hub that runs through midnight ends the day before by itself, and leaves the new day alone', async () => {
  const left = await leaveOpen()
  hub.clock.set('2026-11-20T15:30:00Z')
  await desk.api.session.signIn(head)
  const early = await admit(desk, { name: 'Datang Dini Hari' })
  vi.advanceTimersByTime(60_000)
  await vi.waitFor(
    async () => expect(await desk.api.days.state({ day: friday })).toMatchObject({ open: 0 }),
    patience,
  )
  await expectClosed(left)
  expect(await desk.api.visits.today()).toMatchObject([{ number: early.number, status: 'open' }])
})

async function turnMidnight() {
  hub.clock.set('2026-11-20T15:00:30Z')
  vi.advanceTimersByTime(1000)
  await vi.waitFor(
    async () => expect(stored("SELECT 1 FROM audit WHERE action = 'close'")).toHaveLength(1),
    patience,
  )
  await desk.api.session.signIn(head)
}

/** Somebody who is being served late in the evening, and somebody who waits behind them. */
async function serveLate() {
  hub.clock.set('2026-11-20T14:30:00Z')
  await desk.api.session.signIn(head)
  const served = await admit(desk, { name: 'Dilayani Malam' })
  const roomId = await roomOf(served.number)
  const { legId } = await desk.api.queue.callNext({ roomId })
  await desk.api.queue.move({ legId, move: 'serve' })
  const waiting = await admit(desk, { name: 'Menunggu Malam' })
  return { served, waiting, roomId, legId }
}

test('whoever is being served at midnight goes on: seen in the room and at the desk, sent on, and finished', async () => {
  const { served, waiting, roomId, legId } = await serveLate()
  const other = await admit(desk, { name: 'Dipanggil Malam' })
  await desk.api.queue.callNext({ roomId })
  await turnMidnight()
  const room = await desk.api.queue.room({ roomId })
  expect(room.active).toMatchObject([{ number: waiting.number }, { number: served.number }])
  expect(room.waiting).toEqual([])
  expect(await desk.api.visits.today()).toMatchObject([
    { number: waiting.number, at: { roomId, state: 'called' } },
    { number: served.number, at: { roomId, state: 'serving' } },
  ])
  expect(await desk.api.days.state({ day: friday })).toMatchObject({ open: 2, finished: 1 })
  expect(other.number).not.toBe(waiting.number)

  const rooms = await desk.api.rooms.list()
  const lab = rooms.find(({ roles }) => roles.includes('laboratorium'))?.id ?? ''
  await desk.api.queue.transfer({ legId, toRoomId: lab, returns: false, note: null })
  const there = await desk.api.queue.callNext({ roomId: lab })
  expect(there.number).toBe(served.number)
  await desk.api.queue.move({ legId: there.legId, move: 'serve' })
  await desk.api.queue.move({ legId: there.legId, move: 'finish' })
  const [called] = (await desk.api.queue.room({ roomId })).active
  await desk.api.visits.cancel({ visitId: called?.visitId ?? '', reason: 'pulang' })
  expect(await desk.api.days.state({ day: friday })).toMatchObject({ open: 0, finished: 2, cancelled: 1 })
})

test('whoever is being served at midnight is here: not registered twice, and ended by «Tutup hari» of either day', async () => {
  for (const day of [friday, '2026-11-21' as LocalDate]) {
    const { served } = await serveLate()
    await turnMidnight()
    const again = {
      arrival: newArrival(),
      complaint: '',
      payer: 'umum',
      override: null,
      arrivalId: null,
    } as const
    const twice = desk.api.visits.register({
      ...again,
      patientId: served.patientId,
      confirmedBy: ['nama', 'tanggal_lahir'],
    })
    expect(await refusalOf(twice)).toMatchObject([{ code: 'already_here' }])
    await desk.api.days.close({ day })
    expect(await desk.api.days.state({ day: friday })).toMatchObject({ open: 0 })
    await hub.close()
    removeFolder(hub.folder)
    hub = await startHub({ at: fridayMorning })
    desk = await openPage(hub.hub.newDeskUrl())
    await setUp(desk)
  }
})

test('a leap of the calendar beyond a weekend ends nothing by itself: the clock may be wrong', async () => {
  await leaveOpen()
  await hub.close()
  hub = await startHub({ folder: hub.folder, at: '2026-11-23T23:00:00Z' })
  expect(hub.logs.join('')).toContain('left to a person')
  await hub.close()
  hub = await startHub({ folder: hub.folder, at: '2026-11-20T05:00:00Z' })
  desk = await openPage(hub.hub.newDeskUrl())
  await desk.api.session.signIn(head)
  expect(await desk.api.days.state({ day: friday })).toMatchObject({ open: 3, finished: 0 })

  hub.clock.set('2026-12-24T00:00:00Z')
  await desk.api.session.signIn(head)
  await desk.api.days.close({ day: '2026-12-24' as LocalDate })
  expect(await desk.api.days.state({ day: friday })).toMatchObject({ open: 0, finished: 3 })
})

test('a weekend is no leap: on Monday the hub ends what Friday has left open', async () => {
  const left = await leaveOpen()
  await hub.close()
  hub = await startHub({ folder: hub.folder, at: '2026-11-22T23:00:00Z' })
  desk = await openPage(hub.hub.newDeskUrl())
  await desk.api.session.signIn(head)
  await expectClosed(left)
})

test('on the same day nothing is ended by a restart', async () => {
  await leaveOpen()
  await hub.close()
  hub = await startHub({ folder: hub.folder, at: '2026-11-20T05:00:00Z' })
  desk = await openPage(hub.hub.newDeskUrl())
  await desk.api.session.signIn(head)
  expect(await desk.api.days.state({ day: friday })).toMatchObject({ open: 3, finished: 0 })
})
