import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HubInputs } from '#contract/hub/hub'
import type { Patient } from '#contract/hub/patient'
import type { LocalDate } from '#domain/local-date'
import { payers, paysAtCashier } from '#domain/payer'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { type House, openHouse } from '../support/house.ts'
import { newArrival, newPatient, refusalOf, removeFolder } from '../support/hub.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(async () => {
  await house.hub.close()
  removeFolder(house.hub.folder)
})

const day = (text: string) => text as LocalDate
const born = (text: string) => ({ date: day(text), precision: 'exact' as const })
const today = day('2026-11-21')
const api = () => house.desk.api
const codes = async (call: Promise<unknown>) =>
  (await refusalOf(call)).map(({ code, field }) => `${field}: ${code}`)

function visit(patientId: string, change: Partial<HubInputs['visits']['register']> = {}) {
  return api().visits.register({
    patientId,
    arrival: newArrival(),
    complaint: '',
    payer: 'umum',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
    ...change,
  })
}

const keeps = async (change: Parameters<typeof newPatient>[0]) => {
  const { id } = await api().patients.register(newPatient(change))
  return api().patients.open({ id })
}

/** The whole person as a form sends them, with something changed. */
function correct(person: Patient, change: Partial<HubInputs['patients']['correct']>) {
  return api().patients.correct({ ...person, ...change })
}

/** As it stands in the file. */
function stored<Row>(query: string, ...values: string[]): Row[] {
  const { folder } = house.hub
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const rows = driver.prepare(query).all(...values) as Row[]
  driver.close()
  return rows
}

test('one word is a whole name', async () => {
  const person = await keeps({ name: 'Suharto', birth: born('1960-01-01') })
  expect(person.name).toBe('Suharto')
  expect((await api().patients.search({ text: 'suharto' })).map(({ id }) => id)).toEqual([person.id])
})

test('a foreigner is kept with country and passport, as it stands in the machine-readable line', async () => {
  const kept = await keeps({ name: 'Ludwig', nikReason: 'wna', nationality: 'DE', passport: 'c01x00t47' })
  expect(kept).toMatchObject({ name: 'Ludwig', nationality: 'DE', passport: 'C01X00T47', nik: null })
})

test('a foreigner without papers is told at both fields what is missing; without a passport another reason is chosen', async () => {
  const stranger = newPatient({ name: 'Marie Curie', nikReason: 'wna' })
  expect(await codes(api().patients.register(stranger))).toEqual([
    'nationality: nationality_missing',
    'passport: passport_missing',
  ])
  expect(await keeps({ ...stranger, nikReason: 'tidak_dibawa', nationality: 'PL' })).toMatchObject({
    nationality: 'PL',
    passport: null,
  })
})

test('what makes it hard to see, hear or be understood is kept, and reaches the room but no display and no ticket', async () => {
  const person = await keeps({
    name: 'Nyoman Rai',
    disabilities: ['rungu', 'netra'],
    language: 'isyarat (Bisindo)',
    religion: 'hindu',
    birth: born('1990-02-02'),
  })
  expect(person).toMatchObject({ disabilities: ['netra', 'rungu'], religion: 'hindu' })
  const ticket = await visit(person.id, { arrival: newArrival({ needsHelp: true }) })
  expect(ticket.prioritized).toBe(true)
  const room = await house.openRoom('dewasa')
  const { waiting } = await room.api.queue.room({ roomId: room.room.id })
  expect(waiting.find(({ number }) => number === ticket.number)).toMatchObject({
    priority: 'Disabilitas / butuh bantuan',
    disabilities: ['netra', 'rungu'],
    language: 'isyarat (Bisindo)',
  })
  const display = await house.openDisplay()
  await room.api.queue.callNext({ roomId: room.room.id })
  expect(JSON.stringify([ticket, await display.api.display.board()])).not.toMatch(
    /Nyoman|rungu|netra|isyarat|disabilitas/i,
  )
})

test('a disability on file gives priority to who comes by a number on paper, where nobody ticks anything', async () => {
  const person = await keeps({ name: 'Ketut Suci', disabilities: ['fisik'], birth: born('1992-03-04') })
  await api().contingency.reserve({ series: 'C', count: 5 })
  await api().contingency.enter({
    day: today,
    since: 60,
    number: 'C-801',
    person: { patientId: person.id },
    arrival: newArrival(),
    complaint: '',
    finished: false,
  })
  const room = await house.openRoom('dewasa')
  const { waiting } = await room.api.queue.room({ roomId: room.room.id })
  expect(waiting.find(({ number }) => number === 'C-801')?.priority).toBe('Disabilitas / butuh bantuan')
})

test('the number of the payer’s own paper is kept beside the JKN card, which stays text', async () => {
  const person = await keeps({ payer: 'jamkesda', payerRef: 'SKTM/041/XI/2026', cardNo: '0000039049999' })
  expect(person).toMatchObject({ payerRef: 'SKTM/041/XI/2026', cardNo: '0000039049999' })
})

test.each(payers)(
  'whoever is paid for by %s is asked to the cashier only where they pay there',
  async (payer) => {
    const room = await house.openRoom('dewasa')
    const person = await keeps({
      name: `Pembayar ${payer.replaceAll('_', ' ')}`,
      payer,
      birth: born('1991-05-05'),
    })
    const { number } = await visit(person.id, { payer })
    const { waiting } = await room.api.queue.room({ roomId: room.room.id })
    expect(waiting.find((leg) => leg.number === number)?.paysAtCashier).toBe(paysAtCashier(payer))
  },
)

test('who has died stays findable and marked, and is not registered or booked by mistake', async () => {
  const person = await keeps({ name: 'Made Wirya' })
  const tomorrow = day('2026-11-22')
  const booking = { patientId: person.id, roomId: null, minute: 9 * 60, source: 'telepon', note: '' } as const
  const booked = await api().bookings.add({ ...booking, day: tomorrow })
  const dead = await correct(person, { deceasedOn: day('2026-11-20') })
  expect(await api().patients.search({ text: 'made wirya' })).toMatchObject([
    { id: person.id, deceasedOn: '2026-11-20' },
  ])
  expect(await refusalOf(visit(person.id))).toMatchObject([
    { code: 'patient_deceased', sentence: expect.stringContaining('tercatat meninggal 20-11-2026') },
  ])
  expect(await codes(api().bookings.add({ ...booking, day: tomorrow }))).toEqual(['null: patient_deceased'])

  expect(await api().bookings.list({ day: tomorrow })).toEqual([])
  expect(stored('SELECT cancel_reason FROM bookings WHERE id = ?', booked.id)).toEqual([
    { cancel_reason: 'pasien meninggal' },
  ])
  const [noted] = stored<{ action: string; detail: string }>(
    "SELECT action, detail FROM audit WHERE subject = 'booking' AND subject_id = ? ORDER BY seq DESC LIMIT 1",
    booked.id,
  )
  expect([noted?.action, JSON.parse(noted?.detail ?? '{}')]).toEqual([
    'cancel',
    { reason: 'pasien meninggal' },
  ])

  // A slip of the clerk is put right in the same form, and what was booked holds again.
  await correct(dead, { deceasedOn: null })
  expect(await api().bookings.list({ day: tomorrow })).toMatchObject([{ id: booked.id }])
  expect((await visit(person.id)).number).toMatch(/^[A-Z]-\d{3}$/)
})

test('what a clerk took back by hand does not come back with a corrected date of death', async () => {
  const person = await keeps({ name: 'Gusti Ngurah', birth: born('1950-05-05') })
  const booking = {
    patientId: person.id,
    roomId: null,
    source: 'loket',
    note: '',
    day: day('2026-11-23'),
  } as const
  const byHand = await api().bookings.add({ ...booking, minute: 8 * 60 })
  await api().bookings.cancel({ id: byHand.id })
  const kept = await api().bookings.add({ ...booking, minute: 10 * 60 })
  const dead = await correct(person, { deceasedOn: day('2026-11-19') })
  const moved = await correct(dead, { deceasedOn: day('2026-11-18') })
  expect(await api().bookings.list({ day: booking.day })).toEqual([])
  await correct(moved, { deceasedOn: null })
  expect((await api().bookings.list({ day: booking.day })).map(({ id }) => id)).toEqual([kept.id])
})

test('on the day of death itself nobody is registered anew, but the paper of that day is still written down', async () => {
  const person = await keeps({ name: 'Wayan Lungid', birth: born('1949-01-01') })
  await correct(person, { deceasedOn: today })
  expect(await codes(visit(person.id))).toEqual(['null: patient_deceased'])
  const line = {
    day: today,
    since: 61,
    number: 'C-802',
    person: { patientId: person.id },
    arrival: newArrival(),
    complaint: '',
    finished: true,
  }
  expect(await api().contingency.enter(line)).toMatchObject({ number: 'C-802', status: 'finished' })
})

test('somebody who came without a name is not taken for a person who had died before', async () => {
  const person = await keeps({ name: 'Nengah Tantri', birth: born('1948-01-01'), sex: 'P' })
  await correct(person, { deceasedOn: day('2026-11-01') })
  const { visitId } = await api().visits.registerEmergency({
    description: 'kebaya hijau',
    sex: 'P',
    ageYears: 70,
    signs: ['tidak_sadar'],
  })
  expect(await codes(api().visits.assign({ visitId, patientId: person.id }))).toEqual([
    'null: patient_deceased',
  ])
})

test('nobody dies tomorrow, or before they were born', async () => {
  const dead = (deceasedOn: string, birth: HubInputs['patients']['register']['birth'] = born('2000-01-10')) =>
    codes(api().patients.register(newPatient({ birth, deceasedOn: day(deceasedOn) })))
  expect(await dead('2026-11-22')).toEqual(['deceasedOn: death_in_future'])
  expect(await dead('2000-01-09')).toEqual(['deceasedOn: death_before_birth'])
  // Of whom only the year is known, who died early in it was born earlier still.
  const lived = { date: day('2000-07-01'), precision: 'year' as const }
  expect(await keeps({ name: 'Tanpa Tanggal', birth: lived, deceasedOn: day('2000-02-01') })).toMatchObject({
    deceasedOn: '2000-02-01',
  })
})

test('who came without a name is in the list until somebody knows it, also after days', async () => {
  const arrive = (description: string) =>
    api().visits.registerEmergency({ description, sex: 'L', ageYears: 40, signs: ['kecelakaan'] })
  const known = await keeps({ name: 'Putu Dana', birth: born('1986-04-04') })
  const before = await api().visits.nameless()
  const [helmet, slip, twin] = [
    await arrive('helm biru'),
    await arrive('salah pencet'),
    await arrive('kaus putih'),
  ]
  await api().visits.undo({ visitId: slip.visitId })
  await api().visits.assign({ visitId: twin.visitId, patientId: known.id })
  const added = (await api().visits.nameless()).slice(0, -before.length || undefined)
  expect(added).toMatchObject([
    {
      patientId: helmet.patientId,
      number: helmet.number,
      complaint: 'helm biru',
      age: '± 40 th',
      day: today,
    },
  ])
  const { revision } = await api().patients.open({ id: helmet.patientId })
  await api().patients.correct({ ...newPatient({ name: 'Kadek Rio' }), id: helmet.patientId, revision })
  expect(await api().visits.nameless()).toEqual(before)
})

test('the list of people without a name is read from its own index, however many are on file', () => {
  const plan = stored<{ detail: string }>(
    'EXPLAIN QUERY PLAN SELECT id FROM patients WHERE patients.temporary = 1 AND merged_into IS NULL ORDER BY created_at DESC',
  )
  expect(plan.map(({ detail }) => detail).join()).toMatch(/INDEX patients_temporary/)
})
