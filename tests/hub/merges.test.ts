import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HubOutputs } from '#contract/hub/hub'
import type { LocalDate } from '#domain/local-date'
import type { MergeField } from '#domain/merge'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { machine } from '#hub/system'
import {
  head,
  newArrival,
  newPatient,
  openPage,
  refusalOf,
  removeFolder,
  saturdayMorning,
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
beforeEach(async () => {
  if (hub.clock.now() < Date.parse(saturdayMorning) + 12 * hour) return
  hub.clock.set(saturdayMorning)
  await desk.api.session.signIn(head)
})
afterAll(async () => {
  await hub.close()
  removeFolder(hub.folder)
})

const hour = 3_600_000
const today = '2026-11-21' as LocalDate
type Person = HubOutputs['patients']['open']

const birth = (date: string) => ({ date: date as LocalDate, precision: 'exact' as const })
const register = (change: Parameters<typeof newPatient>[0]) => desk.api.patients.register(newPatient(change))
const open = (id: string) => desk.api.patients.open({ id })
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call))[0]?.code

function come(patientId: string) {
  return desk.api.visits.register({
    patientId,
    arrival: newArrival(),
    complaint: '',
    payer: 'umum',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
}

/** Comes and goes home again. */
async function visit(patientId: string): Promise<string> {
  const { visitId } = await come(patientId)
  const leg = stored<{ id: string }>('SELECT id FROM legs WHERE visit_id = ?', visitId)[0]
  await desk.api.queue.move({ legId: leg?.id ?? '', move: 'serve' })
  await desk.api.queue.move({ legId: leg?.id ?? '', move: 'finish' })
  return visitId
}

async function merge(kept: { id: string }, gone: { id: string }, take: MergeField[] = []) {
  const [{ revision: keptRevision }, { revision: goneRevision }] = [await open(kept.id), await open(gone.id)]
  return desk.api.merges.merge({ keptId: kept.id, goneId: gone.id, take, keptRevision, goneRevision })
}

/** As it stands in the file. */
function stored<Row>(query: string, ...values: string[]): Row[] {
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly: true })
  const rows = driver.prepare(query).all(...values) as Row[]
  driver.close()
  return rows
}

/** What no screen of the desk writes. */
function write(query: string, ...values: (string | number)[]): void {
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder))
  driver.prepare(query).run(...values)
  driver.close()
}

const ownerOf = (visitId: string) =>
  stored<{ patient_id: string }>('SELECT patient_id FROM visits WHERE id = ?', visitId)[0]?.patient_id
const newnessOf = (visitId: string) =>
  stored('SELECT first_ever, first_this_year FROM visits WHERE id = ?', visitId)[0]
const isWaiting = (kind: string, table: string, id: string) =>
  stored(
    `SELECT 1 FROM outbox JOIN ${table} ON ${table}.id = record_id
      WHERE kind = ? AND record_id = ? AND outbox.revision = ${table}.revision`,
    kind,
    id,
  ).length === 1
const facts = ({ revision: _revision, ...person }: Person) => person

let people = 0
/** Two records of one person, of whom only the second has a NIK, a card and a telephone. */
async function pair(): Promise<[Person, Person]> {
  people += 1
  const name = `Wayan ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[people]}uda`
  const digits = String(people).padStart(4, '0')
  const first = await register({ name, birth: birth('1959-03-02') })
  const second = await register({
    name: `${name} Sudana`,
    nik: `820402020359${digits}`,
    nikReason: null,
    birth: birth('1959-02-03'),
    phone: `08123000${digits}`,
    payer: 'jkn_pbi',
    cardNo: `000003904${digits}`,
  })
  return [first, second]
}

describe('merging two records', () => {
  test('everything that one had is the other’s: visits, the place in the queue, bookings, children, consents', async () => {
    const [kept, gone] = await pair()
    const earlier = await visit(gone.id)
    const ticket = await come(gone.id)
    const day = '2026-12-01' as LocalDate
    await desk.api.bookings.add({
      patientId: gone.id,
      day,
      minute: 540,
      roomId: null,
      source: 'loket',
      note: '',
    })
    const child = await register({ name: 'Anak Wayan', birth: birth('2020-01-01'), motherId: gone.id })
    const staff = stored<{ id: string }>('SELECT id FROM staff')[0]?.id ?? ''
    const consent = machine.newId()
    write(
      `INSERT INTO consents (id, patient_id, kind, version, points, signer, signer_relation, agreed, at, staff_id)
        VALUES (?, ?, 'persetujuan_umum', '1', '[]', 'Wayan', 'pasien', 1, 0, ?)`,
      consent,
      gone.id,
      staff,
    )

    expect(await merge(kept, gone)).toMatchObject({ visits: 2, bookings: 1, children: 1 })

    expect([ownerOf(earlier), ownerOf(ticket.visitId)]).toEqual([kept.id, kept.id])
    expect((await desk.api.visits.today()).find((row) => row.visitId === ticket.visitId)).toMatchObject({
      number: ticket.number,
      patientId: kept.id,
      patientName: kept.name,
    })
    const roomId = stored<{ room_id: string }>(
      'SELECT room_id FROM legs WHERE visit_id = ?',
      ticket.visitId,
    )[0]
    const { waiting } = await desk.api.queue.room({ roomId: roomId?.room_id ?? '' })
    expect(waiting.find(({ number }) => number === ticket.number)).toMatchObject({ patientName: kept.name })
    expect(await desk.api.bookings.list({ day })).toMatchObject([{ patientId: kept.id }])
    expect((await open(child.id)).motherId).toBe(kept.id)
    expect(stored('SELECT patient_id FROM consents WHERE id = ?', consent)).toEqual([{ patient_id: kept.id }])
    expect(await codeOf(come(kept.id))).toBe('already_here')
  })

  test('a family is headed by the record that stays, where it takes that place, and by nobody where it does not', async () => {
    const kkNo = (digits: string) => `820402010100${digits}`
    const headOf = (patientId: string) => desk.api.families.ofPerson({ patientId })
    const heads = async (patientId: string) =>
      (await headOf(patientId))?.members.filter(({ isHead }) => isHead).map(({ id }) => id)
    const kept = await register({ name: 'Kadek Jaya', kkNo: kkNo('0001'), familyRelation: 'kepala' })
    const gone = await register({ name: 'Kadek Jaye', kkNo: kkNo('0002'), familyRelation: 'kepala' })
    const son = await register({ name: 'Kadek Muda', kkNo: kkNo('0002'), familyRelation: 'anak' })
    const taking = await merge(kept, gone, ['family'])
    expect(await heads(son.id)).toEqual([kept.id])
    expect((await headOf(kept.id))?.kkNo).toBe(kkNo('0002'))
    await desk.api.merges.undo(taking)
    expect([await heads(son.id), await heads(kept.id)]).toEqual([[gone.id], [kept.id]])
    const staying = await merge(kept, gone)
    expect([await heads(son.id), await heads(kept.id)]).toEqual([[], [kept.id]])
    await desk.api.merges.undo(staying)
    expect([await heads(son.id), await heads(kept.id)]).toEqual([[gone.id], [kept.id]])
  })

  test('whoever comes back is found by what the family is numbered by meanwhile', async () => {
    const kkNo = (digits: string) => `820402311207${digits}`
    const kept = await register({ name: 'Putu Awal', kkNo: kkNo('0011') })
    const gone = await register({ name: 'Putu Ahir', kkNo: kkNo('0012') })
    const { familyId } = await register({ name: 'Putu Serumah', kkNo: kkNo('0012') })
    const merged = await merge(kept, gone)
    await desk.api.families.renumber({ familyId: familyId ?? '', kkNo: kkNo('0013') })
    await desk.api.merges.undo(merged)
    const names = (await desk.api.patients.search({ text: kkNo('0013') })).map(({ name }) => name)
    expect(names.toSorted()).toEqual(['Putu Ahir', 'Putu Serumah'])
  })

  test('nothing is deleted: the other record stays as it was and leads to the one in use, by every number it had', async () => {
    const [kept, gone] = await pair()
    const before = stored('SELECT name, nik, card_no, record_no FROM patients WHERE id = ?', gone.id)
    await merge(kept, gone)
    expect(stored('SELECT name, nik, card_no, record_no FROM patients WHERE id = ?', gone.id)).toEqual(before)
    const { revision } = await open(kept.id)
    await desk.api.patients.correct({ ...newPatient({ name: 'Wayan Baru' }), id: kept.id, revision })
    const kinds = {
      [gone.recordNo]: 'rm_lama',
      [gone.nik ?? '']: 'nomor_lama',
      [gone.cardNo ?? '']: 'nomor_lama',
    }
    for (const [text, matched] of Object.entries({ ...kinds, [gone.phone ?? '']: 'nomor_lama' }))
      expect(await desk.api.patients.search({ text })).toMatchObject([{ id: kept.id, matched }])
    const byName = await desk.api.patients.search({ text: gone.name })
    expect(byName.filter(({ matched }) => matched === 'nama')).toEqual([])
    expect(await open(gone.id)).toMatchObject({ id: kept.id })
    expect(
      await codeOf(desk.api.patients.register(newPatient({ name: 'Orang Lain', recordNo: gone.recordNo }))),
    ).toBe('record_no_taken')
  })

  test('where the two differ the chosen value stands, and the register follows for the visit of today', async () => {
    const [kept, gone] = await pair()
    const { visitId } = await come(gone.id)
    await merge(kept, gone, ['nik', 'payer', 'birth'])
    expect(await open(kept.id)).toMatchObject({
      recordNo: kept.recordNo,
      name: kept.name,
      phone: null,
      nik: gone.nik,
      nikReason: null,
      cardNo: gone.cardNo,
      payer: 'jkn_pbi',
      birth: gone.birth,
    })
    expect(await desk.api.patients.search({ text: gone.nik ?? '' })).toMatchObject([
      { id: kept.id, matched: 'nik' },
    ])
    expect(stored('SELECT card_no, life_stage FROM visits WHERE id = ?', visitId)).toEqual([
      { card_no: gone.cardNo, life_stage: 'lansia' },
    ])
  })

  test('where only one record knows what nobody is without, that is taken over unasked', async () => {
    const arrived = await desk.api.visits.registerEmergency({
      description: 'jatuh',
      sex: null,
      ageYears: null,
      signs: ['tidak_sadar'],
    })
    const later = await desk.api.visits.registerEmergency({
      description: 'jatuh',
      sex: 'P',
      ageYears: 30,
      signs: ['tidak_sadar'],
    })
    await desk.api.visits.cancel({ visitId: later.visitId, reason: 'dua kali' })
    await merge({ id: arrived.patientId }, { id: later.patientId })
    expect(await open(arrived.patientId)).toMatchObject({
      sex: 'P',
      temporary: true,
      birth: { precision: 'estimated' },
    })
  })

  test('a visit that had another before it is no first visit any more', async () => {
    const [kept, gone] = await pair()
    const [first, second] = [await visit(gone.id), await visit(kept.id)]
    expect([newnessOf(first), newnessOf(second)]).toEqual(
      Array(2).fill({ first_ever: 1, first_this_year: 1 }),
    )
    const { mergeId } = await merge(kept, gone)
    expect(newnessOf(first)).toEqual({ first_ever: 1, first_this_year: 1 })
    expect(newnessOf(second)).toEqual({ first_ever: 0, first_this_year: 0 })
    await desk.api.merges.undo({ mergeId })
    expect(newnessOf(second)).toEqual({ first_ever: 1, first_this_year: 1 })
  })

  test('the district waits for both records and for every visit that changed hands', async () => {
    const [kept, gone] = await pair()
    const visitId = await visit(gone.id)
    await merge(kept, gone)
    expect([isWaiting('patient', 'patients', kept.id), isWaiting('patient', 'patients', gone.id)]).toEqual([
      true,
      true,
    ])
    expect(isWaiting('encounter', 'visits', visitId)).toBe(true)
    expect(stored('SELECT revision FROM visits WHERE id = ?', visitId)[0]).not.toEqual({ revision: 1 })
  })

  test('the audit trail says who merged what with what, and whose word was taken', async () => {
    const [kept, gone] = await pair()
    const { mergeId } = await merge(kept, gone, ['nik'])
    await desk.api.merges.undo({ mergeId })
    const rows = stored<{ action: string; staff: string; detail: string }>(
      `SELECT action, staff.name AS staff, detail FROM audit JOIN staff ON staff.id = staff_id
        WHERE subject_id = ? AND action IN ('merge', 'undo_merge') ORDER BY seq`,
      kept.id,
    )
    expect(rows.map(({ detail, ...row }) => ({ ...row, ...JSON.parse(detail) }))).toMatchObject([
      { action: 'merge', staff: head.name, gone: gone.id, taken: ['nik'] },
      { action: 'undo_merge', staff: head.name, gone: gone.id, stayed: [] },
    ])
  })

  test('both with a visit under way is refused with what to do, before and at the order', async () => {
    const [kept, gone] = await pair()
    const [one, other] = [await come(kept.id), await come(gone.id)]
    const { obstacle } = await desk.api.merges.compare({ firstId: kept.id, secondId: gone.id })
    expect(obstacle).toContain(`${one.number} di `)
    expect(obstacle).toContain('Selesaikan atau batalkan salah satu')
    expect(await codeOf(merge(kept, gone))).toBe('merge_both_here')
    await desk.api.visits.cancel({ visitId: other.visitId, reason: 'dua kali' })
    await merge(kept, gone)
  })

  test('what cannot be one person, or was not compared as it is now, is refused', async () => {
    const [kept, gone] = await pair()
    expect(await codeOf(merge(kept, kept))).toBe('merge_needs_two')
    const child = await register({ name: 'Anak Siapa', birth: birth('2021-01-01'), motherId: kept.id })
    expect(await codeOf(merge(kept, child))).toBe('merge_mother_child')
    expect(await codeOf(merge(child, kept))).toBe('merge_mother_child')
    const emergency = { description: 'jatuh', sex: null, ageYears: null, signs: ['tidak_sadar' as const] }
    const { patientId } = await desk.api.visits.registerEmergency(emergency)
    expect(await codeOf(merge({ id: patientId }, kept))).toBe('merge_keeps_temporary')
    const stale = { keptId: kept.id, goneId: gone.id, take: [], keptRevision: 0, goneRevision: 1 }
    expect(await codeOf(desk.api.merges.merge(stale))).toBe('patient_changed')
    await merge(kept, gone)
    expect(await codeOf(desk.api.merges.merge({ ...stale, keptRevision: 2 }))).toBe('merge_outdated')
  })

  test('whatever still names the other record works on: a visit, a booking, a mother, but no correction of it', async () => {
    const [kept, gone] = await pair()
    await merge(kept, gone)
    const { visitId } = await come(gone.id)
    expect(ownerOf(visitId)).toBe(kept.id)
    const day = '2026-12-02' as LocalDate
    const slot = { day, minute: 540, roomId: null, source: 'loket' as const, note: '' }
    expect(await desk.api.bookings.add({ ...slot, patientId: gone.id })).toMatchObject({ patientId: kept.id })
    expect(await codeOf(desk.api.bookings.add({ ...slot, patientId: kept.id }))).toBe('booking_twice')
    const child = await register({ name: 'Bayi Wayan', birth: birth('2024-01-01'), motherId: gone.id })
    expect(child.motherId).toBe(kept.id)
    const { revision } = await open(kept.id)
    const typed = { ...newPatient({ name: 'Wayan Lama' }), id: gone.id, revision }
    expect(await codeOf(desk.api.patients.correct(typed))).toBe('patient_changed')
  })
})

describe('parting them again', () => {
  test('puts back both persons, their visits, bookings and children', async () => {
    const [kept, gone] = await pair()
    const [own, came] = [await visit(kept.id), await visit(gone.id)]
    const carried =
      'SELECT payer, card_no, life_stage, inside_area, first_ever, first_this_year FROM visits WHERE id = ?'
    const before = [stored(carried, own), stored(carried, came)]
    const child = await register({ name: 'Anak Gede', birth: birth('2020-01-01'), motherId: gone.id })
    const day = '2026-12-03' as LocalDate
    const { id: bookingId } = await desk.api.bookings.add({
      patientId: gone.id,
      day,
      minute: 540,
      roomId: null,
      source: 'loket',
      note: '',
    })
    const persons = [await open(kept.id), await open(gone.id)].map(facts)
    const { mergeId } = await merge(kept, gone, ['name', 'nik', 'birth', 'phone', 'payer'])
    expect(await desk.api.merges.undo({ mergeId })).toMatchObject({ stayed: [] })
    expect([await open(kept.id), await open(gone.id)].map(facts)).toEqual(persons)
    expect([ownerOf(own), ownerOf(came)]).toEqual([kept.id, gone.id])
    expect([stored(carried, own), stored(carried, came)]).toEqual(before)
    expect((await open(child.id)).motherId).toBe(gone.id)
    expect(stored('SELECT patient_id FROM bookings WHERE id = ?', bookingId)).toEqual([
      { patient_id: gone.id },
    ])
    expect(await desk.api.patients.search({ text: gone.recordNo })).toMatchObject([
      { id: gone.id, matched: 'rm' },
    ])
    expect(await desk.api.patients.search({ text: kept.recordNo })).toMatchObject([
      { id: kept.id, matched: 'rm' },
    ])
    expect(isWaiting('patient', 'patients', gone.id)).toBe(true)
    expect(isWaiting('encounter', 'visits', came)).toBe(true)
    expect(await codeOf(desk.api.merges.undo({ mergeId }))).toBe('merge_unknown')
  })

  test('leaves with the surviving record what it got since, counted as if the other had never been there', async () => {
    const [kept, gone] = await pair()
    const came = await visit(gone.id)
    const day = today
    const slot = { day, minute: 900, roomId: null, source: 'loket' as const, note: '' }
    const booked = await desk.api.bookings.add({ ...slot, patientId: gone.id })
    const { mergeId } = await merge(kept, gone)
    const since = await visit(kept.id)
    expect(newnessOf(since)).toEqual({ first_ever: 0, first_this_year: 0 })
    expect((await desk.api.bookings.list({ day })).find(({ id }) => id === booked.id)?.number).not.toBeNull()
    await desk.api.merges.undo({ mergeId })
    expect([ownerOf(came), ownerOf(since)]).toEqual([gone.id, kept.id])
    expect(newnessOf(since)).toEqual({ first_ever: 1, first_this_year: 1 })
    expect((await desk.api.bookings.list({ day })).find(({ id }) => id === booked.id)).toMatchObject({
      patientId: gone.id,
      number: null,
    })
  })

  test('a field that was changed since keeps its value, and the answer names it', async () => {
    const [kept, gone] = await pair()
    const { mergeId } = await merge(kept, gone, ['phone', 'payer'])
    const { revision, nikWarnings: _, ...person } = await open(kept.id)
    const phone = '081399990000'
    await desk.api.patients.correct({ ...newPatient(), ...person, phone, id: kept.id, revision })
    expect(await desk.api.merges.undo({ mergeId })).toMatchObject({ stayed: ['phone'] })
    expect(await open(kept.id)).toMatchObject({ phone, payer: kept.payer, cardNo: null })
    expect(await open(gone.id)).toMatchObject({ phone: gone.phone })
  })

  test('whoever one record knows as dead is not expected under the other, until they are parted again', async () => {
    const [kept, gone] = await pair()
    const day = '2026-11-25' as LocalDate
    const booked = await desk.api.bookings.add({
      patientId: kept.id,
      day,
      minute: 930,
      roomId: null,
      source: 'loket',
      note: '',
    })
    const expected = async () => (await desk.api.bookings.list({ day })).some(({ id }) => id === booked.id)
    const { revision, nikWarnings: _, ...person } = await open(gone.id)
    const deceasedOn = '2026-11-20' as LocalDate
    await desk.api.patients.correct({ ...newPatient(), ...person, deceasedOn, id: gone.id, revision })
    expect(await expected()).toBe(true)
    const { mergeId } = await merge(kept, gone, ['deceased'])
    expect(await expected()).toBe(false)
    await desk.api.merges.undo({ mergeId })
    expect(await expected()).toBe(true)
  })

  test('is possible on the day of the merge alone', async () => {
    const [kept, gone] = await pair()
    const { mergeId } = await merge(kept, gone)
    expect((await desk.api.merges.today()).map(({ id }) => id)).toContain(mergeId)
    hub.clock.advance(24 * hour)
    await desk.api.session.signIn(head)
    expect(await refusalOf(desk.api.merges.undo({ mergeId }))).toMatchObject([
      { code: 'merge_undo_late', params: { date: '21-11-2026' } },
    ])
    expect(await desk.api.merges.today()).toEqual([])
  })

  test('of a chain goes from the last merge of a record to the first; other people’s merges do not matter', async () => {
    const [a, b] = await pair()
    const [c, d] = await pair()
    const [x, y] = await pair()
    const [ofB, ofA] = [await visit(b.id), await visit(a.id)]
    const first = await merge(a, b)
    const second = await merge(c, a)
    expect([ownerOf(ofB), ownerOf(ofA)]).toEqual([c.id, c.id])
    for (const { recordNo } of [a, b])
      expect(await desk.api.patients.search({ text: recordNo })).toMatchObject([
        { id: c.id, matched: 'rm_lama' },
      ])
    const third = await merge(c, d)
    const elsewhere = await merge(x, y)
    expect(await refusalOf(desk.api.merges.undo(first))).toMatchObject([
      { code: 'merge_undo_order', params: { recordNo: c.recordNo } },
    ])
    expect(await refusalOf(desk.api.merges.undo(second))).toMatchObject([
      { code: 'merge_undo_order', params: { recordNo: d.recordNo } },
    ])
    await desk.api.merges.undo(third)
    await desk.api.merges.undo(second)
    expect([ownerOf(ofB), ownerOf(ofA)]).toEqual([a.id, a.id])
    expect(await open(b.id)).toMatchObject({ id: a.id })
    await desk.api.merges.undo(first)
    expect([ownerOf(ofB), ownerOf(ofA)]).toEqual([b.id, a.id])
    await desk.api.merges.undo(elsewhere)
  })

  test('also takes back that a person without a name was found to be on file', async () => {
    const person = await open((await pair())[0].id)
    const { visitId, patientId, number } = await desk.api.visits.registerEmergency({
      description: 'baju merah',
      sex: 'P',
      ageYears: 30,
      signs: ['tidak_sadar'],
    })
    const [before] = stored(
      'SELECT payer, card_no, life_stage, inside_area FROM visits WHERE id = ?',
      visitId,
    )
    await desk.api.visits.assign({ visitId, patientId: person.id })
    const [merged] = await desk.api.merges.today()
    expect(merged).toMatchObject({ staffName: head.name, kept: { id: person.id }, gone: { id: patientId } })
    await desk.api.merges.undo({ mergeId: merged?.id ?? '' })
    expect((await desk.api.visits.today()).find((row) => row.visitId === visitId)).toMatchObject({
      number,
      patientId,
      temporary: true,
    })
    expect(
      stored('SELECT payer, card_no, life_stage, inside_area FROM visits WHERE id = ?', visitId),
    ).toEqual([before])
    expect(facts(await open(person.id))).toEqual(facts(person))
  })
})

describe('records that share a NIK', () => {
  const nik = '8204024107550001'
  const listed = async (wanted: string) =>
    (await desk.api.merges.sameNik()).pairs
      .filter((pair) => pair.nik === wanted)
      .map(({ first, second, reason }) => [first.id, second.id, reason])

  test('wait until somebody merges them, finds them to be two people, or corrects one', async () => {
    const shared = { nik, nikReason: null, sameNikReason: 'salah ketik di data lama' }
    const a = await register({ name: 'Made Astuti', ...shared, sameNikReason: null })
    const b = await register({ name: 'Made Astuty', ...shared })
    const c = await register({ name: 'Ketut Rai', ...shared })
    const d = await register({ name: 'Luh Sari', ...shared })
    const reason = 'salah ketik di data lama'
    expect(await listed(nik)).toEqual([
      [a.id, d.id, reason],
      [b.id, d.id, reason],
      [c.id, d.id, reason],
      [a.id, c.id, reason],
      [b.id, c.id, reason],
      [a.id, b.id, reason],
    ])
    const { mergeId } = await merge(a, b)
    await desk.api.merges.keepApart({
      firstId: c.id,
      secondId: a.id,
      reason: 'kakak beradik, diurus Dukcapil',
    })
    await desk.api.patients.correct({
      ...newPatient({ name: 'Luh Sari', nik: '8204024107550002', nikReason: null }),
      id: d.id,
      revision: 1,
    })
    expect(await listed(nik)).toEqual([])
    const { different } = await desk.api.merges.compare({ firstId: a.id, secondId: c.id })
    expect(different).toMatchObject({ reason: 'kakak beradik, diurus Dukcapil' })
    await desk.api.merges.undo({ mergeId })
    expect(await listed(nik)).toEqual([
      [b.id, c.id, reason],
      [a.id, b.id, reason],
    ])
  })

  test('told apart by mistake are listed with why and by whom, and taken back they wait again', async () => {
    const shared = { nik: '8204024107550005', nikReason: null }
    const a = await register({ name: 'Ketut Satu', ...shared })
    const b = await register({ name: 'Ketut Dua', ...shared, sameNikReason: 'sedang diurus' })
    const c = await register({ name: 'Ketut Tiga' })
    const pair = { firstId: a.id, secondId: b.id }
    await desk.api.merges.keepApart({ ...pair, reason: 'kembar' })
    // Also once one of the two has become part of another record.
    await merge(c, b)
    const now = { firstId: a.id, secondId: c.id }
    const { pairs } = await desk.api.merges.keptApart()
    expect(pairs[0]).toMatchObject({ reason: 'kembar', staffName: 'Rina Lestari' })
    expect([pairs[0]?.first.id, pairs[0]?.second.id].toSorted()).toEqual([a.id, c.id].toSorted())

    await desk.api.merges.takeBack(now)
    expect((await desk.api.merges.keptApart()).pairs).not.toContainEqual(pairs[0])
    expect((await desk.api.merges.compare(now)).different).toBeNull()
    expect(await codeOf(desk.api.merges.takeBack(now))).toBe('merge_outdated')
    expect(stored("SELECT detail FROM audit WHERE action = 'take_back_apart'")).toEqual([
      { detail: JSON.stringify({ other: c.id, reason: 'kembar' }) },
    ])
  })

  test('are found also where nobody gave a reason, and two people are told apart only with one', async () => {
    const [a, b] = [await register({ name: 'Impor Satu' }), await register({ name: 'Impor Dua' })]
    const imported = '8204024107550003'
    write('UPDATE patients SET nik = ? WHERE id IN (?, ?)', imported, a.id, b.id)
    expect(await listed(imported)).toEqual([[a.id, b.id, null]])
    expect(await codeOf(desk.api.merges.keepApart({ firstId: a.id, secondId: b.id, reason: ' ' }))).toBe(
      'reason_missing',
    )
  })

  test('the reason to share a NIK goes with the last other record that has it, and comes back with the undo', async () => {
    const shared = { nik: '8204024107550004', nikReason: null }
    const a = await register({ name: 'Komang Ayu', ...shared })
    const b = await register({ name: 'Komang Ayu', ...shared, sameNikReason: 'sedang diurus' })
    const { mergeId } = await merge(b, a)
    expect((await open(b.id)).sameNikReason).toBeNull()
    await desk.api.merges.undo({ mergeId })
    expect((await open(b.id)).sameNikReason).toBe('sedang diurus')
  })
})
