import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type House, openHouse } from '../support/house.ts'
import { handNumber, head, newArrival, newPatient, refusalOf, removeFolder } from '../support/hub.ts'

const secondCounter = { name: 'Loket 2', publicLabel: 'Loket 2', roles: ['loket' as const] }
const mixedCounter = {
  name: 'Loket & Kasir',
  publicLabel: 'Kasir',
  roles: ['loket' as const, 'kasir' as const],
}

let house: House
let first: string
let second: string

beforeEach(async () => {
  const counters = [secondCounter, mixedCounter].map((room) => ({
    ...room,
    cluster: 'k1' as const,
    series: 'D',
  }))
  house = await openHouse({ moreRooms: counters })
  first = house.roomFor('loket').id
  second = house.rooms.find(({ name }) => name === 'Loket 2')?.id ?? ''
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

type Move = Parameters<House['desk']['api']['counter']['move']>[0]['move']

const hand = (priority: string | null = null) => handNumber(house.desk, priority)
const callNext = (roomId = first) => house.desk.api.counter.callNext({ roomId })
const move = ({ legId }: { legId: string }, step: Move, roomId = first) =>
  house.desk.api.counter.move({ legId, move: step, roomId })
const lineAt = (roomId: string) => house.desk.api.counter.line({ roomId })
const numbersOf = (cards: readonly { number: string }[]) => cards.map(({ number }) => number)
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call))[0]?.code

/** Registers a new adult with that number. */
async function register(arrivalId: string, name = 'Nyoman Suarta') {
  const birth = { date: '1990-06-15' as never, precision: 'exact' as const }
  const patient = await house.desk.api.patients.register(newPatient({ name, birth }))
  return house.desk.api.visits.register({
    patientId: patient.id,
    arrival: newArrival(),
    complaint: '',
    payer: 'umum',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId,
  })
}

describe('one line for all counters', () => {
  test('a number is called to the counter that called it, and is active there only', async () => {
    const [a, b, c] = [await hand(), await hand(), await hand()]
    expect(await callNext(first)).toMatchObject({ number: a.number, room: 'Loket Pendaftaran' })
    expect(await callNext(second)).toMatchObject({ number: b.number, room: 'Loket 2' })
    const [here, there] = [await lineAt(first), await lineAt(second)]
    expect([numbersOf(here.active), numbersOf(here.waiting)]).toEqual([[a.number], [c.number]])
    expect([numbersOf(there.active), numbersOf(there.waiting)]).toEqual([[b.number], [c.number]])
    const loads = await house.desk.api.queue.loads()
    expect(loads.filter(({ roomId }) => roomId === first || roomId === second)).toMatchObject([
      { waiting: 1, current: a.number },
      { waiting: 1, current: b.number },
    ])
  })

  test('counters calling at once never get the same number, and no number is lost', async () => {
    const handed: string[] = []
    for (let n = 0; n < 8; n += 1) handed.push((await hand(n % 3 ? null : 'lansia')).number)
    const calls = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => callNext(n % 2 ? first : second)),
    )
    const called = calls.flatMap((call) => (call.status === 'fulfilled' ? call.value.number : []))
    expect(called.toSorted()).toEqual(handed.toSorted())
    const refused = calls.flatMap((call) => (call.status === 'rejected' ? [Promise.reject(call.reason)] : []))
    expect(await Promise.all(refused.map(codeOf))).toEqual(Array(4).fill('queue_empty'))
  })

  test('who pressed a priority at the kiosk is called first, and the reason is said', async () => {
    const [plain, old] = [await hand(), await hand('lansia')]
    expect((await lineAt(second)).waiting).toMatchObject([
      { number: old.number, priority: 'Lansia', turn: 'didahulukan: lansia' },
      { number: plain.number, priority: null, turn: 'urutan datang' },
    ])
    expect((await callNext()).number).toBe(old.number)
  })

  test('a counter does not touch who stands at another', async () => {
    await hand()
    const called = await callNext(first)
    for (const step of ['recall', 'serve', 'skip', 'undo'] as const)
      expect(await codeOf(move(called, step, second))).toBe('leg_unknown')
    const dismiss = () => house.desk.api.counter.dismiss({ ...called, roomId: second, reason: 'pulang' })
    expect(await codeOf(dismiss())).toBe('leg_unknown')
    expect(await move(called, 'serve', first)).toMatchObject({ state: 'serving' })
    expect(await codeOf(dismiss())).toBe('leg_unknown')
  })

  test('a skipped number may be called by any counter, or waits again behind the next three', async () => {
    const [late, ...others] = [await hand(), await hand(), await hand(), await hand(), await hand()]
    const skipped = await move(await callNext(first), 'skip')
    expect(numbersOf((await lineAt(second)).skipped)).toEqual([late.number])
    await move(skipped, 'rejoin', second)
    const waiting = numbersOf([...others.slice(0, 3), late, ...others.slice(3)])
    expect(numbersOf((await lineAt(first)).waiting)).toEqual(waiting)
    expect(await move(skipped, 'call', second)).toMatchObject({
      state: 'called',
      room: 'Loket 2',
      timesCalled: 2,
    })
  })

  test('a skipped number that is called and taken back waits behind the next three', async () => {
    const [late, ...others] = [await hand(), await hand(), await hand(), await hand(), await hand()]
    const skipped = await move(await callNext(), 'skip')
    await move(await move(skipped, 'call', second), 'undo', second)
    const waiting = numbersOf([...others.slice(0, 3), late, ...others.slice(3)])
    expect(numbersOf((await lineAt(first)).waiting)).toEqual(waiting)
  })

  test('a clock set back turns no order', async () => {
    const before = [await hand(), await hand()]
    house.hub.clock.advance(-30 * 60_000)
    const after = await hand()
    expect(numbersOf((await lineAt(first)).waiting)).toEqual(numbersOf([...before, after]))
  })

  test('a room that is no counter calls no numbers, and a counter takes no visits', async () => {
    await hand()
    expect(await codeOf(callNext(house.roomFor('gigi').id))).toBe('room_unknown')
    await house.admitAdult()
    const room = await house.openRoom('dewasa')
    const { legId } = await room.api.queue.callNext({ roomId: room.room.id })
    await room.api.queue.move({ legId, move: 'serve' })
    const back = room.api.queue.transfer({ legId, toRoomId: first, returns: false, note: null })
    expect(await codeOf(back)).toBe('room_is_counter')
  })

  test('a counter that is also the cashier keeps numbers and visits apart', async () => {
    const cashier = house.rooms.find(({ name }) => name === 'Loket & Kasir')?.id ?? ''
    const { number } = await hand()
    const visit = await house.admitAdult()
    const room = await house.openRoom('dewasa')
    const { legId } = await room.api.queue.callNext({ roomId: room.room.id })
    await room.api.queue.move({ legId, move: 'serve' })
    await room.api.queue.transfer({ legId, toRoomId: cashier, returns: false, note: null })
    expect(numbersOf((await lineAt(cashier)).waiting)).toEqual([number])
    expect(numbersOf((await house.desk.api.queue.room({ roomId: cashier })).waiting)).toEqual([visit])
    const loads = await house.desk.api.queue.loads()
    expect(loads.find(({ roomId }) => roomId === cashier)).toMatchObject({ waiting: 2 })
    expect((await house.desk.api.queue.callNext({ roomId: cashier })).number).toBe(visit)
    expect((await callNext(cashier)).number).toBe(number)
  })

  test('the same request asked again is answered with the same number', async () => {
    const requestId = randomUUID()
    const ask = () => house.desk.api.kiosk.hand({ requestId, priority: null })
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(new Set(answers.map(({ ticket }) => ticket.arrivalId)).size).toBe(1)
    expect((await lineAt(first)).waiting).toHaveLength(1)
  })
})

describe('registering with a number', () => {
  test('the number from the kiosk stays with the visit, and its stay at the counter ends by itself', async () => {
    const { arrivalId, number } = await hand()
    await callNext()
    const ticket = await register(arrivalId)
    expect(ticket).toMatchObject({ number, roomLabel: 'Ruang Dewasa & Lansia', replaces: null })
    expect(await lineAt(first)).toMatchObject({ active: [], waiting: [], skipped: [] })
    expect(await house.desk.api.visits.journey({ visitId: ticket.visitId })).toMatchObject([
      { roomName: 'Loket Pendaftaran', state: 'done' },
      { roomName: 'Ruang Dewasa & Lansia', state: 'waiting' },
    ])
  })

  test('it ends whatever was clicked at the counter before, without another call', async () => {
    const [waiting, skipped] = [await hand(), await hand()]
    await register(waiting.arrivalId, 'Tanpa Dipanggil')
    await move(await callNext(), 'skip')
    expect((await register(skipped.arrivalId, 'Sudah Dilewati')).number).toBe(skipped.number)
    expect(await lineAt(first)).toMatchObject({ active: [], waiting: [], skipped: [] })
    const display = await house.openDisplay()
    expect((await display.api.display.board()).calls.map(({ number }) => number)).toEqual([skipped.number])
  })

  test('a Puskesmas may give a fresh number of the room instead', async () => {
    const settings = await house.desk.api.settings.read()
    await house.desk.api.settings.save({ ...settings, newNumberAtRegistration: true })
    const { arrivalId, number } = await hand()
    const ticket = await register(arrivalId)
    expect([number, ticket.number, ticket.replaces]).toEqual(['D-001', 'C-001', 'D-001'])
    expect(await house.desk.api.visits.journey({ visitId: ticket.visitId })).toHaveLength(2)
  })

  test('one number registers one person, today, and not after it was sent away', async () => {
    const [used, dismissed, old] = [await hand(), await hand(), await hand()]
    await register(used.arrivalId, 'Pertama')
    expect(await refusalOf(register(used.arrivalId, 'Kedua'))).toMatchObject([
      { code: 'arrival_registered', params: { number: used.number } },
    ])
    const called = await callNext()
    await house.desk.api.counter.dismiss({
      legId: called.legId,
      roomId: first,
      reason: 'hanya bertanya jadwal',
    })
    expect(await refusalOf(register(dismissed.arrivalId, 'Ketiga'))).toMatchObject([
      { code: 'leg_move_refused', params: { number: dismissed.number } },
    ])
    expect(await codeOf(register(randomUUID(), 'Keempat'))).toBe('arrival_unknown')
    house.hub.clock.advance(24 * 3_600_000)
    await house.desk.api.session.signIn(head)
    expect(await codeOf(register(old.arrivalId, 'Kelima'))).toBe('leg_of_past_day')
    expect(await house.desk.api.visits.today()).toEqual([])
  })

  test('a registration taken back leaves the person at the counter; another number says which it replaces', async () => {
    const { arrivalId, number } = await hand()
    await callNext()
    const mistaken = await register(arrivalId, 'Salah Orang')
    await house.desk.api.visits.undo({ visitId: mistaken.visitId })
    expect((await lineAt(first)).active).toMatchObject([{ number, state: 'serving' }])
    const right = await register(arrivalId, 'Orang Yang Benar')
    expect(right).toMatchObject({ number: 'C-001', replaces: number })
    expect(await house.desk.api.visits.ticket({ visitId: right.visitId })).toEqual(right)
    expect((await lineAt(first)).active).toEqual([])
  })

  test('twenty registrations with one number at once: one person gets it', async () => {
    const { arrivalId, number } = await hand()
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => register(arrivalId, `Berebut ${'ABCDEFGHIJKLMNOPQRST'[n]}`)),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(numbersOf(await house.desk.api.visits.today())).toEqual([number])
  })
})

describe('sending away', () => {
  test('it needs a reason, and ends the number', async () => {
    await hand()
    const { legId, number } = await callNext()
    const dismiss = (reason: string) => house.desk.api.counter.dismiss({ legId, roomId: first, reason })
    expect(await codeOf(dismiss(' '))).toBe('reason_missing')
    expect(await dismiss('sudah pulang')).toEqual({ number })
    expect(await codeOf(dismiss('lagi'))).toBe('leg_move_refused')
    expect(await lineAt(first)).toMatchObject({ active: [], waiting: [], skipped: [] })
  })

  test('who was answered at the counter can be taken back, who is registered cannot', async () => {
    const [, registered] = [await hand(), await hand()]
    const asking = await move(await callNext(), 'serve')
    await house.desk.api.counter.dismiss({ legId: asking.legId, roomId: first, reason: 'hanya bertanya' })
    expect(await move(asking, 'undo')).toMatchObject({ state: 'serving' })
    const called = await callNext(second)
    await register(registered.arrivalId)
    expect(await codeOf(move(called, 'undo', second))).toBe('leg_move_refused')
  })
})
