import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import {
  admit,
  head,
  newArrival,
  newPatient,
  openPage,
  refusalOf,
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
afterAll(() => hub.close())

const day = (text: string) => text as LocalDate
const codes = async (call: Promise<unknown>) =>
  (await refusalOf(call)).map(({ code, field }) => `${field}: ${code}`)
const found = async (text: string) => (await desk.api.patients.search({ text })).map(({ name }) => name)

test('a person is found by any word of the name, by every number, by mother and by birth year', async () => {
  await desk.api.patients.register(
    newPatient({
      name: 'Ni Luh Ketut Sariasih',
      nik: '5104024303850002',
      nikReason: null,
      birth: { date: day('1985-03-03'), precision: 'exact' },
      sex: 'P',
      motherName: 'Wayan Rasmini',
      phone: '+62 813-2222-7777',
      payer: 'jkn_pbi',
      cardNo: '0000039049999',
      recordNo: '07-0123-01',
    }),
  )
  for (const text of ['sariasih', 'ketut sar', 'SAR luh', 'luh ketut sariasih'])
    expect(await found(text)).toContain('Ni Luh Ketut Sariasih')
  const numbers = [
    '5104024303850002',
    '510402430',
    '0002',
    '07-0123-01',
    '070123',
    '2301',
    '0000039049999',
    '9999',
    '0813',
    '081322227777',
    '+62 813',
    '7777',
  ]
  for (const text of numbers)
    expect([text, await found(text)]).toEqual([text, expect.arrayContaining(['Ni Luh Ketut Sariasih'])])
  for (const text of ['rasmini', 'sariasih rasm', 'sar 1985', '1985'])
    expect([text, await found(text)]).toEqual([text, expect.arrayContaining(['Ni Luh Ketut Sariasih'])])
  for (const text of ['sariasih 1986', 'sxriasihx', '0003', 'NOT', '"', '*', 'a" OR "b'])
    expect(await found(text)).not.toContain('Ni Luh Ketut Sariasih')
})

test('a newborn is linked to the mother and found by her NIK', async () => {
  const mother = await desk.api.patients.register(
    newPatient({
      name: 'Siti Aminah',
      nik: '8204026505980003',
      nikReason: null,
      birth: { date: day('1998-05-25'), precision: 'exact' },
      sex: 'P',
    }),
  )
  const child = await desk.api.patients.register(
    newPatient({
      name: 'By. Ny. Siti Aminah',
      nikReason: 'bayi_baru_lahir',
      motherId: mother.id,
      birth: { date: day('2026-11-01'), precision: 'exact' },
      sex: 'P',
    }),
  )
  expect(child).toMatchObject({ nik: null, motherNik: '8204026505980003', motherName: 'Siti Aminah' })
  const hits = await desk.api.patients.search({ text: '8204026505980003' })
  expect(new Map(hits.map(({ name, matched }) => [name, matched]))).toEqual(
    new Map([
      ['Siti Aminah', 'nik'],
      ['By. Ny. Siti Aminah', 'nik_ibu'],
    ]),
  )
})

test('a name or NIK that the mother gets later reaches her child', async () => {
  const birth = { date: day('1999-05-25'), precision: 'exact' as const }
  const mother = await desk.api.patients.register(newPatient({ name: 'Tanpa KTP', birth, sex: 'P' }))
  const newborn = { nikReason: 'bayi_baru_lahir' as const, motherId: mother.id, sex: 'P' as const }
  const { id, revision } = await desk.api.patients.register(
    newPatient({ name: 'By. Ny. Tanpa KTP', ...newborn, birth: { ...birth, date: day('2026-11-02') } }),
  )
  await desk.api.patients.correct({ ...mother, name: 'Punya KTP', nik: '8204026505990003', nikReason: null })
  expect(await desk.api.patients.open({ id })).toMatchObject({
    motherName: 'Punya KTP',
    motherNik: '8204026505990003',
    revision: revision + 1,
  })
  const hits = await desk.api.patients.search({ text: '8204026505990003' })
  expect(hits.map(({ name }) => name)).toEqual(['Punya KTP', 'By. Ny. Tanpa KTP'])
})

test('everything wrong is said at once, each at its field, and nothing is saved', async () => {
  const wrong = newPatient({
    name: 'Anak Tanpa Data',
    nik: null,
    nikReason: null,
    birth: { date: day('2027-01-01'), precision: 'exact' },
    sex: null,
  })
  expect(await codes(desk.api.patients.register(wrong))).toEqual([
    'nik: nik_or_reason',
    'sex: sex_missing',
    'birth: birth_in_future',
  ])
  expect(await found('tanpa data')).toEqual([])
})

test.each([
  ['NIK of 15 digits', { nik: '510402430385000' }, 'nik: nik_length'],
  ['a card number with letters', { cardNo: '00000390A9999' }, 'cardNo: card_invalid'],
  ['an emoji name', { name: '🤒🤒' }, 'name: name_no_letters'],
  ['an emoji behind a name', { name: 'SITI 😀' }, 'name: name_symbols'],
  ['markup for a name', { name: '<b>Siti</b>' }, 'name: name_symbols'],
  ['a name of 300 characters', { name: 'A'.repeat(300) }, 'name: name_too_long'],
  [
    'an impossible date',
    { birth: { date: '2001-02-30' as LocalDate, precision: 'exact' as const } },
    'birth.date: input_invalid',
  ],
  [
    'a birth 126 years ago',
    { birth: { date: day('1900-01-01'), precision: 'exact' as const } },
    'birth: birth_too_old',
  ],
  ['a village that does not exist', { villageCode: '9999999999' }, 'villageCode: village_unknown'],
])('%s is refused with a sentence at its field', async (_what, change, expected) => {
  expect(await codes(desk.api.patients.register(newPatient(change)))).toContain(expected)
})

test('two clerks saving the same NIK at once: one is saved, the other is shown the first person', async () => {
  const nik = '8204021203900004'
  const both = await Promise.allSettled(
    ['Budi Santoso', 'Budi Santosa'].map((name) =>
      desk.api.patients.register(newPatient({ name, nik, nikReason: null })),
    ),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const [problem] = await refusalOf(
    desk.api.patients.register(newPatient({ name: 'Budi', nik, nikReason: null })),
  )
  expect(problem).toMatchObject({
    code: 'nik_taken',
    field: 'nik',
    params: { name: expect.stringContaining('Budi Santos') },
  })
  const anyway = newPatient({
    name: 'Budi Kembar',
    nik,
    nikReason: null,
    sameNikReason: 'kartu tertukar, sedang diurus',
  })
  await expect(desk.api.patients.register(anyway)).resolves.toMatchObject({
    sameNikReason: 'kartu tertukar, sedang diurus',
  })
})

test('a record number from an old card is kept, never given twice, and stepped over by the counter', async () => {
  const { recordNo } = await desk.api.patients.nextRecordNo({})
  await desk.api.patients.register(newPatient({ name: 'Kartu Lama', recordNo }))
  expect(
    await codes(desk.api.patients.register(newPatient({ recordNo: recordNo.replaceAll('-', '') }))),
  ).toEqual(['recordNo: record_no_taken'])
  const next = await desk.api.patients.register(newPatient({ name: 'Kartu Baru' }))
  expect(next.recordNo).not.toBe(recordNo)
})

test('a correction on top of another one is refused instead of overwriting it', async () => {
  const saved = await desk.api.patients.register(newPatient({ name: 'Ubah Dua Kali' }))
  const change = { ...newPatient({ name: 'Ubah Satu' }), id: saved.id, revision: saved.revision }
  await desk.api.patients.correct(change)
  expect(await codes(desk.api.patients.correct({ ...change, name: 'Ubah Dua' }))).toEqual([
    'null: patient_changed',
  ])
  expect((await desk.api.patients.open({ id: saved.id })).name).toBe('Ubah Satu')
})

test('a man cannot be registered as pregnant, nor anyone with one identifier only', async () => {
  const man = await desk.api.patients.register(newPatient({ name: 'Pria Biasa' }))
  const visit = { patientId: man.id, complaint: '', payer: 'umum' as const, override: null, arrivalId: null }
  const pregnant = newArrival({ purpose: 'anc', pregnancy: { weeks: 24 } })
  expect(
    await codes(desk.api.visits.register({ ...visit, arrival: pregnant, confirmedBy: ['nama', 'nik'] })),
  ).toEqual(['arrival: pregnant_man'])
  expect(
    await codes(desk.api.visits.register({ ...visit, arrival: newArrival(), confirmedBy: ['nama', 'nama'] })),
  ).toEqual(['null: identity_unconfirmed'])
})

test('the ticket carries number, room, time and people ahead: no name, no NIK, no complaint', async () => {
  const first = await admit(desk, {
    name: 'Dewasa Satu',
    birth: { date: day('1990-01-01'), precision: 'exact' },
  })
  const second = await admit(desk, {
    name: 'Dewasa Dua',
    birth: { date: day('1991-01-01'), precision: 'exact' },
  })
  expect(second.number).toMatch(/^C-\d{3}$/)
  expect(Number(second.number.slice(2))).toBe(Number(first.number.slice(2)) + 1)
  const ticket = await desk.api.visits.ticket({ visitId: second.visitId })
  expect(Object.keys(ticket).sort()).toEqual([
    'ahead',
    'day',
    'estimate',
    'facility',
    'issuedAt',
    'number',
    'prioritized',
    'replaces',
    'roomLabel',
    'visitId',
  ])
  expect(ticket.ahead).toBeGreaterThanOrEqual(1)
  const birth = { date: day('1992-01-01'), precision: 'exact' as const }
  const helped = await admit(desk, { name: 'Didahulukan', birth }, { needsHelp: true })
  expect(helped.roomLabel).toBe(second.roomLabel)
  expect(helped.ahead).toBeLessThan((await desk.api.visits.ticket({ visitId: second.visitId })).ahead)
})

test('first-ever and first-this-year are told apart, and a person already waiting is not given a second number', async () => {
  const person = await admit(desk, { name: 'Datang Lagi' })
  const again = {
    patientId: person.patientId,
    arrival: newArrival(),
    complaint: '',
    payer: 'umum' as const,
    confirmedBy: ['nama' as const, 'rm' as const],
    override: null,
    arrivalId: null,
  }
  expect(await codes(desk.api.visits.register(again))).toEqual(['null: already_here'])
  await desk.api.days.close({ day: day('2026-11-21') })
  const preview = () => desk.api.visits.preview({ patientId: person.patientId, arrival: newArrival() })
  expect(await preview()).toMatchObject({ firstEver: false, firstThisYear: false })
  hub.clock.set('2027-01-04T23:00:00Z')
  await expect(preview()).rejects.toMatchObject({ data: { problems: [{ code: 'signed_out' }] } })
  await desk.api.session.signIn(head)
  expect(await preview()).toMatchObject({ firstEver: false, firstThisYear: true })
  hub.clock.set('2026-11-21T00:00:00Z')
  await desk.api.session.signIn(head)
})

test('an override needs a reason and is remembered with it', async () => {
  const { id } = await desk.api.patients.register(newPatient({ name: 'Minta Ruang Lain' }))
  const rooms = (await desk.api.session.current()).facility?.rooms ?? []
  const roomId = rooms.find(({ roles }) => roles.includes('gigi'))?.id ?? ''
  const visit = {
    patientId: id,
    arrival: newArrival(),
    complaint: '',
    payer: 'umum' as const,
    confirmedBy: ['nama' as const, 'rm' as const],
    arrivalId: null,
  }
  expect(await codes(desk.api.visits.register({ ...visit, override: { roomId, reason: ' ' } }))).toEqual([
    'null: reason_missing',
  ])
  const ticket = await desk.api.visits.register({ ...visit, override: { roomId, reason: 'sakit gigi juga' } })
  expect(ticket.number).toMatch(/^B-/)
  const { waiting } = await desk.api.queue.room({ roomId })
  expect(waiting.find(({ number }) => number === ticket.number)?.reasons.at(-1)).toContain('sakit gigi juga')
})

test('a registration can be taken back within a minute, and its number is not used again', async () => {
  const mistaken = await admit(desk, { name: 'Salah Orang' })
  await desk.api.visits.undo({ visitId: mistaken.visitId })
  const next = await admit(desk, { name: 'Orang Benar' })
  expect(next.number).not.toBe(mistaken.number)
  hub.clock.advance(61_000)
  expect(await codes(desk.api.visits.undo({ visitId: next.visitId }))).toEqual(['null: visit_undo_late'])
})

test('an unconscious man gets an emergency number at once and his data later, as the same person', async () => {
  const emergency = await desk.api.visits.registerEmergency({
    description: 'ditemukan di dermaga',
    sex: 'L',
    ageYears: 40,
    signs: ['tidak_sadar'],
  })
  expect(emergency).toMatchObject({ number: 'E-001', roomLabel: 'Gawat Darurat' })
  const temporary = await desk.api.patients.open({ id: emergency.patientId })
  expect(temporary).toMatchObject({
    temporary: true,
    nikReason: 'tidak_dikenal',
    birth: { precision: 'estimated' },
  })
  const known = { ...newPatient({ name: 'Hasan Tomagola' }), id: temporary.id, revision: temporary.revision }
  expect(await desk.api.patients.correct(known)).toMatchObject({
    temporary: false,
    recordNo: temporary.recordNo,
  })
  const rows = await desk.api.visits.today()
  expect(rows.find(({ number }) => number === 'E-001')).toMatchObject({
    patientName: 'Hasan Tomagola',
    temporary: false,
  })
})

test('what was typed is there again after a sign-out, for the same person only', async () => {
  await desk.api.drafts.save({ kind: 'patient', body: '{"name":"Belum Selesai"}' })
  await desk.api.session.signOut()
  await desk.api.session.signIn(head)
  expect(await desk.api.drafts.load()).toEqual({ patient: '{"name":"Belum Selesai"}' })
  await desk.api.staff.create({ name: 'Dewi', username: 'dewi', password: 'kunci-loket-3', role: 'clerk' })
  const other = await openPage(hub.hub.newDeskUrl())
  await other.api.session.signIn({ username: 'dewi', password: 'kunci-loket-3' })
  expect(await other.api.drafts.load()).toEqual({})
})
