import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import {
  admit,
  head,
  newArrival,
  newPatient,
  openPage,
  refusalOf,
  removeFolder,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'

let hub: TestHub
let desk: TestPage
beforeAll(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterAll(async () => {
  await hub.close()
  removeFolder(hub.folder)
})

const birth = (date: string) => ({ date: date as LocalDate, precision: 'exact' as const })
const arrive = (ageYears: number | null = 30) =>
  desk.api.visits.registerEmergency({ description: 'baju merah', sex: 'P', ageYears, signs: ['tidak_sadar'] })
const register = (change: Parameters<typeof newPatient>[0]) => desk.api.patients.register(newPatient(change))
const todayRow = async (visitId: string) =>
  (await desk.api.visits.today()).find((row) => row.visitId === visitId)

/** What leaves for the register and the district, as it stands in the file. */
function stored<Row>(query: string, ...values: string[]): Row[] {
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly: true })
  const rows = driver.prepare(query).all(...values) as Row[]
  driver.close()
  return rows
}
const visitOf = (visitId: string) => stored('SELECT * FROM visits WHERE id = ?', visitId)[0]
const waiting = (...ids: string[]) =>
  stored<{ record_id: string; revision: number }>(
    `SELECT record_id, revision FROM outbox WHERE record_id IN (${ids.map(() => '?').join()})`,
    ...ids,
  )

test('a temporary person who is on file becomes that patient: visit, counts, search and district follow', async () => {
  const person = await register({
    name: 'Ni Made Astuti',
    nik: '8204024107550001',
    nikReason: null,
    birth: birth('1955-07-01'),
    sex: 'P',
    payer: 'jkn_pbi',
    cardNo: '0000039041234',
  })
  const { visitId, number, patientId } = await arrive()
  expect(visitOf(visitId)).toMatchObject({
    life_stage: 'dewasa',
    inside_area: null,
    payer: 'umum',
    revision: 1,
  })

  expect(await desk.api.visits.assign({ visitId, patientId: person.id })).toMatchObject({ visitId, number })
  expect(await todayRow(visitId)).toMatchObject({
    number,
    patientId: person.id,
    patientName: 'Ni Made Astuti',
    temporary: false,
  })
  expect(visitOf(visitId)).toMatchObject({
    patient_id: person.id,
    life_stage: 'lansia',
    inside_area: 1,
    payer: 'jkn_pbi',
    card_no: '0000039041234',
    first_ever: 1,
    revision: 2,
  })
  expect(await desk.api.patients.search({ text: 'tanpa nama' })).toEqual([])
  expect(await desk.api.patients.open({ id: patientId })).toMatchObject({ id: person.id })
  expect(stored('SELECT merged_into, revision FROM patients WHERE id = ?', patientId)).toEqual([
    { merged_into: person.id, revision: 2 },
  ])
  expect(waiting(visitId, patientId, person.id)).toEqual(
    expect.arrayContaining([
      { record_id: visitId, revision: 2 },
      { record_id: patientId, revision: 2 },
      { record_id: person.id, revision: 2 },
    ]),
  )
  expect(
    stored('SELECT action, detail FROM audit WHERE subject_id = ? ORDER BY seq', visitId).at(-1),
  ).toEqual({
    action: 'correct',
    detail: JSON.stringify({ number, from: patientId, to: person.id }),
  })
})

test('a visit is not given to somebody who is waiting already', async () => {
  const present = await admit(desk, { name: 'Komang Arsa', birth: birth('1981-01-01') })
  const room = (await todayRow(present.visitId))?.at
  const later = await arrive()
  expect(
    await refusalOf(desk.api.visits.assign({ visitId: later.visitId, patientId: present.patientId })),
  ).toMatchObject([{ code: 'merge_both_here', params: { first: `${present.number} di ${room?.roomName}` } }])
  expect(await todayRow(later.visitId)).toMatchObject({ patientId: later.patientId, temporary: true })
})

test('only a temporary person gives a visit up, and only to somebody with a name', async () => {
  const named = await admit(desk, { name: 'Gede Wirawan', birth: birth('1970-01-01') })
  const other = await register({ name: 'Gede Wijaya', birth: birth('1971-01-01') })
  const [first, second] = [await arrive(), await arrive()]
  const pairs = [
    { visitId: named.visitId, patientId: other.id },
    { visitId: first.visitId, patientId: second.patientId },
    { visitId: first.visitId, patientId: first.patientId },
  ]
  for (const pair of pairs)
    expect((await refusalOf(desk.api.visits.assign(pair)))[0]?.code).toBe('visit_not_temporary')
  const nobody = { visitId: first.visitId, patientId: crypto.randomUUID() }
  expect((await refusalOf(desk.api.visits.assign(nobody)))[0]?.code).toBe('patient_unknown')
})

test('completing a temporary person brings what the visit of today counts up to date', async () => {
  const { visitId, patientId } = await arrive(40)
  const { revision } = await desk.api.patients.open({ id: patientId })
  const fields = {
    name: 'Luh Sekar',
    birth: birth('2020-03-01'),
    payer: 'jkn_ppu',
    cardNo: '0000039045678',
  } as const
  const completed = await desk.api.patients.correct({ ...newPatient(fields), id: patientId, revision })
  expect(visitOf(visitId)).toMatchObject({
    life_stage: 'usia_sekolah',
    inside_area: 1,
    payer: 'jkn_ppu',
    card_no: '0000039045678',
    revision: 2,
  })
  expect(waiting(visitId)).toEqual([{ record_id: visitId, revision: 2 }])

  const phone = { ...newPatient({ ...fields, phone: '081234567890' }), id: patientId }
  await desk.api.patients.correct({ ...phone, revision: completed.revision })
  expect(visitOf(visitId)).toMatchObject({ revision: 2 })
})

test('a payer chosen for one visit stays when the person is corrected, and yesterday stays as it was', async () => {
  const person = await register({ name: 'Wayan Gunarsa', birth: birth('1950-01-01') })
  const { visitId } = await desk.api.visits.register({
    patientId: person.id,
    arrival: newArrival(),
    complaint: '',
    payer: 'program',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
  const fields = { name: 'Wayan Gunarsa', birth: birth('1990-01-01'), payer: 'jkn_pbi' } as const
  const { revision } = await desk.api.patients.correct({ ...newPatient(fields), id: person.id, revision: 1 })
  expect(visitOf(visitId)).toMatchObject({ payer: 'program', life_stage: 'dewasa', revision: 2 })

  hub.clock.advance(24 * 3_600_000)
  await desk.api.session.signIn(head)
  // The new day ends what yesterday left open; only then does it stay as it is.
  await expect.poll(() => visitOf(visitId)).toMatchObject({ status: 'finished' })
  const yesterday = visitOf(visitId)
  const again = { ...newPatient({ ...fields, birth: birth('1950-01-01') }), id: person.id, revision }
  await desk.api.patients.correct(again)
  expect(visitOf(visitId)).toEqual(yesterday)
  expect(yesterday).toMatchObject({ life_stage: 'dewasa' })
})

test('an emergency patient who was here yesterday is no new patient', async () => {
  const before = await admit(desk, { name: 'Putu Arta', birth: birth('1980-01-01') })
  hub.clock.advance(24 * 3_600_000)
  await desk.api.session.signIn(head)
  const { visitId } = await arrive()
  expect(visitOf(visitId)).toMatchObject({ first_ever: 1, first_this_year: 1 })
  await desk.api.visits.assign({ visitId, patientId: before.patientId })
  expect(visitOf(visitId)).toMatchObject({ first_ever: 0, first_this_year: 0 })
})
