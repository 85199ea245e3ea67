import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { type House, openHouse } from '../support/house.ts'
import { admit, head, newArrival, newPatient, refusalOf, removeFolder } from '../support/hub.ts'

let house: House
const today = '2026-11-21' as LocalDate
const [eight, nine] = [8 * 60, 9 * 60]

beforeEach(async () => {
  house = await openHouse()
})
afterEach(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

type NewBooking = Parameters<House['desk']['api']['bookings']['add']>[0]

async function patient(name: string, date = '1990-06-15'): Promise<string> {
  const birth = { date: date as LocalDate, precision: 'exact' as const }
  return (await house.desk.api.patients.register(newPatient({ name, birth }))).id
}

function book(patientId: string, change: Partial<NewBooking> = {}) {
  const usual = { day: today, minute: nine, roomId: null, source: 'telepon' as const, note: '' }
  return house.desk.api.bookings.add({ ...usual, patientId, ...change })
}

function come(patientId: string) {
  return house.desk.api.visits.register({
    patientId,
    arrival: newArrival(),
    complaint: '',
    payer: 'umum',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
}

async function lineOf() {
  const { waiting } = await house.desk.api.queue.room({ roomId: house.roomFor('dewasa').id })
  return waiting.map(({ number, turn }) => `${number} ${turn}`)
}

test('a booked person who is early lets the others go first, and is the next once the time has come', async () => {
  const id = await patient('Punya Janji')
  await book(id)
  const first = await house.admitAdult()
  const booked = await come(id)
  expect(booked.estimate).toBeNull()
  const later = await house.admitAdult()
  expect(await lineOf()).toEqual([
    `${first} urutan datang`,
    `${later} urutan datang`,
    `${booked.number} janji temu pukul 09.00, belum waktunya`,
  ])
  house.hub.clock.set('2026-11-21T00:00:00Z')
  expect(await lineOf()).toEqual([
    `${booked.number} janji temu pukul 09.00`,
    `${first} urutan datang`,
    `${later} urutan datang`,
  ])
})

test('whoever misses a booked time has it no more after coming back', async () => {
  const id = await patient('Terlambat')
  await book(id, { minute: eight })
  const booked = await come(id)
  house.hub.clock.set('2026-11-21T00:00:00Z')
  const [a, b, c] = [await house.admitAdult(), await house.admitAdult(), await house.admitAdult()]
  const { legId } = await house.desk.api.queue.callNext({ roomId: house.roomFor('dewasa').id })
  await house.desk.api.queue.move({ legId, move: 'skip' })
  expect(await house.desk.api.queue.move({ legId, move: 'rejoin' })).toMatchObject({ dueAt: null })
  expect((await lineOf()).map((line) => line.split(' ')[0])).toEqual([a, b, c, booked.number])
})

test('the day lists who is expected by their time, and with a number who has come', async () => {
  const [late, early] = [await patient('Pukul Sembilan'), await patient('Pukul Delapan', '1955-01-01')]
  await book(late)
  await book(early, { minute: eight, roomId: house.roomFor('dewasa').id, note: 'kontrol tensi' })
  const { number } = await come(late)
  expect(await house.desk.api.bookings.list({ day: today })).toMatchObject([
    {
      patientName: 'Pukul Delapan',
      age: '71 th',
      roomName: 'Ruang Dewasa & Lansia',
      note: 'kontrol tensi',
      number: null,
      dueAt: Date.parse('2026-11-20T23:00:00Z'),
    },
    { patientName: 'Pukul Sembilan', roomName: null, number },
  ])
})

test('a booking for another room is not used up', async () => {
  const id = await patient('Janji Gigi')
  await book(id, { roomId: house.roomFor('gigi').id })
  await come(id)
  expect(await house.desk.api.bookings.list({ day: today })).toMatchObject([{ number: null }])
})

test.each(['undo', 'cancel'] as const)('after %s of the visit the booking holds again', async (how) => {
  const id = await patient('Kembali Lagi')
  await book(id)
  const { visitId } = await come(id)
  if (how === 'undo') await house.desk.api.visits.undo({ visitId })
  else await house.desk.api.visits.cancel({ visitId, reason: 'dijemput keluarga' })
  expect(await house.desk.api.bookings.list({ day: today })).toMatchObject([{ number: null }])
  const again = await come(id)
  expect(await house.desk.api.bookings.list({ day: today })).toMatchObject([{ number: again.number }])
})

test('a cancelled booking is gone; one that was come for, or is cancelled already, is not cancelled', async () => {
  const [kept, gone] = [await patient('Tetap'), await patient('Batal', '1988-02-02')]
  const [used, cancelled] = [await book(kept), await book(gone)]
  await come(kept)
  await house.desk.api.bookings.cancel({ id: cancelled.id })
  for (const { id } of [used, cancelled])
    expect((await refusalOf(house.desk.api.bookings.cancel({ id })))[0]?.code).toBe('booking_unknown')
  expect(await house.desk.api.bookings.list({ day: today })).toMatchObject([{ patientName: 'Tetap' }])
})

test('a time that has passed, a second time at the same place and an unknown person are refused', async () => {
  const id = await patient('Satu Janji')
  await book(id)
  const [twice] = await refusalOf(book(id, { minute: 10 * 60 }))
  expect(twice?.sentence).toContain('pukul 09.00')
  const codeOf = async (call: Promise<unknown>) => (await refusalOf(call))[0]?.code
  expect(await codeOf(book(id, { minute: 7 * 60 }))).toBe('booking_past')
  expect(await codeOf(book(crypto.randomUUID()))).toBe('patient_unknown')
  expect(await codeOf(book(id, { roomId: house.roomFor('loket').id }))).toBe('room_is_counter')
  expect(await codeOf(book(id, { roomId: crypto.randomUUID() }))).toBe('room_unknown')
  await book(id, { roomId: house.roomFor('gigi').id })
  await book(id, { day: '2026-11-23' as LocalDate })
})

test('yesterday’s booking gives no place today', async () => {
  const id = await patient('Kemarin')
  await book(id)
  house.hub.clock.advance(24 * 3_600_000)
  await house.desk.api.session.signIn(head)
  await admit(house.desk, {
    name: 'Datang Dulu',
    birth: { date: '1990-01-01' as LocalDate, precision: 'exact' },
  })
  const { number } = await come(id)
  expect((await lineOf()).at(-1)).toBe(`${number} urutan datang`)
})
