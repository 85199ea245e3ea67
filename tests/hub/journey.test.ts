import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LegCard } from '#contract/hub/queue'
import type { Room, RoomRole } from '#domain/room'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { type House, openHouse } from '../support/house.ts'
import {
  admit,
  handNumber,
  newArrival,
  newPatient,
  refusalOf,
  removeFolder,
  type TestPage,
} from '../support/hub.ts'

type RoomPage = TestPage & { room: Room }

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

function stored<Row>(query: string): Row[] {
  const { folder } = house.hub
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const rows = driver.prepare(query).all() as Row[]
  driver.close()
  return rows
}

async function serveNext(page: RoomPage): Promise<LegCard> {
  const { legId } = await page.api.queue.callNext({ roomId: page.room.id })
  return page.api.queue.move({ legId, move: 'serve' })
}

function send(from: RoomPage, { legId }: LegCard, to: RoomPage, note: string | null = null, returns = false) {
  return from.api.queue.transfer({ legId, toRoomId: to.room.id, returns, note })
}

describe('from the kiosk to the way home', () => {
  test('one number all the way: counter, room, laboratory and back, cashier, pharmacy', async () => {
    const [room, lab, cashier, pharmacy] = (await Promise.all(
      (['dewasa', 'laboratorium', 'kasir', 'farmasi'] as const).map(house.openRoom),
    )) as [RoomPage, RoomPage, RoomPage, RoomPage]
    const { arrivalId, number } = await handNumber(house.desk)
    const loket = house.roomFor('loket').id
    await house.desk.api.counter.callNext({ roomId: loket })
    const birth = { date: '1990-06-15' as never, precision: 'exact' as const }
    const { id } = await house.desk.api.patients.register(newPatient({ birth }))
    const { visitId } = await house.desk.api.visits.register({
      patientId: id,
      arrival: newArrival(),
      complaint: 'lemas',
      payer: 'umum',
      confirmedBy: ['nama', 'tanggal_lahir'],
      override: null,
      arrivalId,
    })

    const sent = await send(room, await serveNext(room), lab, 'cek Hb, puasa sejak pagi', true)
    expect(sent).toMatchObject({ number, state: 'moved', movedTo: 'Laboratorium' })
    const inLab = await serveNext(lab)
    expect(inLab).toMatchObject({ number, cameFrom: room.room.name, note: 'cek Hb, puasa sejak pagi' })
    await send(lab, inLab, room, 'Hb 9,8')
    const back = await serveNext(room)
    expect(back).toMatchObject({ number, cameFrom: 'Laboratorium', note: 'Hb 9,8', returnsTo: null })
    expect(back).toMatchObject({ paysAtCashier: true, passedCashier: false })
    await send(room, back, cashier)
    await send(cashier, await serveNext(cashier), pharmacy)
    const last = await serveNext(pharmacy)
    expect(last).toMatchObject({ number, paysAtCashier: true, passedCashier: true, note: null })
    await pharmacy.api.queue.move({ legId: last.legId, move: 'finish' })

    const journey = await house.desk.api.visits.journey({ visitId })
    expect(journey.map(({ roomName, state }) => `${roomName}: ${state}`)).toEqual([
      'Loket Pendaftaran: done',
      'Ruang Dewasa & Lansia: moved',
      'Laboratorium: moved',
      'Ruang Dewasa & Lansia: moved',
      'Kasir: moved',
      'Farmasi: done',
    ])
    expect(journey.every(({ enteredAt, endedAt }) => endedAt !== null && endedAt >= enteredAt)).toBe(true)
    expect(await pharmacy.api.visits.journey({ visitId })).toEqual(journey)
    expect(await house.desk.api.visits.today()).toMatchObject([{ number, status: 'finished', at: null }])
  })

  test('a room follows only those who were or will be there', async () => {
    const { visitId } = await admit(house.desk, { name: 'Bukan Pasien Gigi' })
    const dentist = await house.openRoom('gigi')
    expect((await refusalOf(dentist.api.visits.journey({ visitId })))[0]?.code).toBe('visit_unknown')
  })

  test('an emergency is marked, is told no waiting time, and has no list of care that is due', async () => {
    const emergency = await house.openRoom('darurat')
    const ticket = await house.desk.api.visits.registerEmergency({
      description: 'baju merah',
      sex: 'P',
      ageYears: 30,
      signs: ['tidak_sadar'],
    })
    expect(ticket.estimate).toBeNull()
    const card = await emergency.api.queue.callNext({ roomId: emergency.room.id })
    expect(card).toMatchObject({ emergency: true, dueCare: [] })
  })

  test('care that is due by age is on the card, with its reason', async () => {
    await house.admitLansia()
    const room = await house.openRoom('lansia')
    const { dueCare } = await room.api.queue.callNext({ roomId: room.room.id })
    expect(dueCare.find(({ item }) => item === 'geriatri')).toMatchObject({
      label: 'Skrining lansia: SKILAS dan AKS',
      reason: expect.stringMatching(/^usia \d+ tahun; paling sedikit sekali setahun$/),
    })
  })
})

describe('in one place at a time', () => {
  test('twenty transfers of one person at once: one wins, the others are told', async () => {
    await house.admitAdult()
    const room = await house.openRoom('dewasa')
    const { legId, visitId } = await serveNext(room)
    const targets = (['laboratorium', 'kasir', 'farmasi', 'gigi'] as const).map(house.roomFor)
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => {
        const toRoomId = targets[n % targets.length]?.id ?? ''
        return house.desk.api.queue.transfer({ legId, toRoomId, returns: n % 2 === 0, note: null })
      }),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = tries.flatMap((call) => (call.status === 'rejected' ? [Promise.reject(call.reason)] : []))
    const codes = await Promise.all(refused.map(async (call) => (await refusalOf(call))[0]?.code))
    expect(new Set(codes)).toEqual(new Set(['leg_move_refused']))
    const journey = await house.desk.api.visits.journey({ visitId })
    expect(journey.map(({ state }) => state)).toEqual(['moved', 'waiting'])
  })

  test('the file itself refuses a second open stay', async () => {
    await house.admitAdult()
    const { folder } = house.hub
    const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder))
    const copy = driver.prepare(
      `INSERT INTO legs (id, visit_id, room_id, day, state, place, priority, entered_at, times_called)
       SELECT id || '-2', visit_id, room_id, day, 'called', place, 0, entered_at, 0 FROM legs`,
    )
    expect(() => copy.run()).toThrow('UNIQUE')
    driver.close()
  })
})

describe('how long it takes', () => {
  const loadOf = async (role: RoomRole) =>
    (await house.desk.api.queue.loads()).find(({ roomId }) => roomId === house.roomFor(role).id)

  test('what the ticket promises is kept with the stay, and the board of the desk says the same of the room', async () => {
    const promised: (number | undefined)[] = []
    for (let n = 0; n < 4; n += 1)
      promised.push((await admit(house.desk, { name: `Antre ${'ABCD'[n]}` })).estimate?.minutes)
    expect(promised[0]).toBe(0)
    expect(promised.slice(1)).toEqual(promised.slice(1).toSorted((a = 0, b = 0) => a - b))
    const kept = stored<{ estimate_minutes: number }>('SELECT estimate_minutes FROM legs ORDER BY entered_at')
    expect(kept.map(({ estimate_minutes }) => estimate_minutes)).toEqual(promised)
    const room = await house.desk.api.queue.room({ roomId: house.roomFor('dewasa').id })
    expect((await loadOf('dewasa'))?.estimate).toEqual(room.estimate)
    expect(room.estimate?.minutes).toBeGreaterThan(promised[3] ?? 0)
  })

  test('the room with the longest wait is the bottleneck once that is fifteen minutes, and no other', async () => {
    const bottlenecks = async () =>
      (await house.desk.api.queue.loads()).filter(({ bottleneck }) => bottleneck)
    // Children take long, but one of them is no line.
    await admit(house.desk, {
      name: 'Anak Sendiri',
      birth: { date: '2019-05-02' as never, precision: 'exact' },
    })
    expect((await loadOf('anak'))?.estimate?.minutes).toBeGreaterThanOrEqual(15)
    await house.admitAdult()
    expect(await bottlenecks()).toEqual([])
    for (let n = 0; n < 4; n += 1) await house.admitAdult()
    house.hub.clock.advance(12 * 60_000)
    expect(await bottlenecks()).toMatchObject([
      { roomId: house.roomFor('dewasa').id, waiting: 5, longestWait: 12 },
    ])
    expect(await loadOf('darurat')).toMatchObject({ waiting: 0, longestWait: null, estimate: null })
  })
})
