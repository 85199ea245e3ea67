import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Patient } from '#contract/hub/patient'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import {
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

const note = (id: string, state: 'aktif' | 'tidak_aktif' | 'tidak_diketahui') =>
  desk.api.patients.noteMembership({ id, state })
const open = (id: string) => desk.api.patients.open({ id })

async function member(change: Parameters<typeof newPatient>[0] = {}): Promise<Patient> {
  const fields = { name: 'Komang Ayu', payer: 'jkn_pbpu', cardNo: '0001112223334' } as const
  const { id } = await desk.api.patients.register(newPatient({ ...fields, ...change }))
  return open(id)
}

function stored<Row>(query: string, ...values: string[]): Row[] {
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly: true })
  const rows = driver.prepare(query).all(...values) as Row[]
  driver.close()
  return rows
}

test('a membership is noted with day and witness, and nobody is turned away for it', async () => {
  const person = await member()
  expect(person.membership).toEqual({ state: 'belum_dicek', checked: null })
  const noted = await note(person.id, 'tidak_aktif')
  expect(noted).toEqual({
    state: 'tidak_aktif',
    checked: { on: '2026-11-21', clock: '07.30', by: 'Rina Lestari' },
  })
  const ticket = await desk.api.visits.register({
    patientId: person.id,
    arrival: newArrival(),
    complaint: '',
    payer: 'jkn_pbpu',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
  expect(ticket.number).toMatch(/^[A-Z]-\d{3}$/)
})

test('it changes nothing about the person: payer, revision and what waits for the district stay', async () => {
  const person = await member({ name: 'Nyoman Sari' })
  const waiting = () => stored('SELECT * FROM outbox WHERE record_id = ?', person.id)
  const before = waiting()
  const membership = await note(person.id, 'tidak_aktif')
  expect(await open(person.id)).toEqual({ ...person, membership })
  expect(waiting()).toEqual(before)
})

test('who looked it up stands in the audit trail', async () => {
  const person = await member({ name: 'Ketut Lina' })
  await note(person.id, 'aktif')
  expect(
    stored<{ action: string; detail: string }>(
      'SELECT action, detail FROM audit WHERE subject_id = ? ORDER BY seq DESC LIMIT 1',
      person.id,
    ),
  ).toEqual([{ action: 'input', detail: JSON.stringify({ membership: 'aktif' }) }])
})

test('the last look counts, with its own day and witness', async () => {
  const person = await member({ name: 'Made Oka' })
  await note(person.id, 'tidak_diketahui')
  await desk.api.staff.create({
    name: 'Yanti Wulandari',
    username: 'yanti',
    password: 'kunci-loket-2',
    role: 'clerk',
  })
  hub.clock.advance(3 * 24 * 3_600_000)
  await desk.api.session.signIn({ username: 'yanti', password: 'kunci-loket-2' })
  await note(person.id, 'aktif')
  expect((await open(person.id)).membership).toEqual({
    state: 'aktif',
    checked: { on: '2026-11-24', clock: '07.30', by: 'Yanti Wulandari' },
  })
  await desk.api.session.signIn(head)
})

test('what was seen of one card says nothing about another; a first card and other corrections leave it', async () => {
  const person = await member({ name: 'Luh Wati', cardNo: null })
  const membership = await note(person.id, 'aktif')
  const carded = await desk.api.patients.correct({ ...person, cardNo: '0004445556667' })
  expect(carded.membership).toEqual(membership)
  const moved = await desk.api.patients.correct({ ...carded, phone: '081234567890' })
  expect(moved.membership).toEqual(membership)
  const other = await desk.api.patients.correct({ ...moved, cardNo: '0007778889990' })
  expect(other.membership).toEqual({ state: 'belum_dicek', checked: null })
})

test('nothing is noted of somebody who is not on file', async () => {
  expect(await refusalOf(note(crypto.randomUUID(), 'aktif'))).toMatchObject([{ code: 'patient_unknown' }])
})
