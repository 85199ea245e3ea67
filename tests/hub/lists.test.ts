import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnyList, type ClerkList, clerkList, headList, type PeopleFilter } from '#contract/hub/list'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import {
  admit,
  handNumber,
  head,
  newPatient,
  openPage,
  refusalOf,
  removeFolder,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'
import { csvOf, untilRest, upload } from '../support/import-files.ts'
import { readCsv, readXlsx } from '../support/list-reading.ts'

const today = '2026-11-21' as never
const formula = "=cmd|'/c calc'!A1"
const nik = '8204021203900004'
const cardNo = '0000039043765'
const everybody: PeopleFilter = { villageCode: null, rt: null, rw: null, birthYear: null, payer: null }

let hub: TestHub
let desk: TestPage
let clerk: TestPage
/** Taken back, but for the one who was looked at meanwhile. */
let importId: string
let familyId: string

beforeAll(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
  await desk.api.staff.create({ name: 'Budi', username: 'budi', password: 'kunci-loket-2', role: 'clerk' })
  clerk = await openPage(hub.hub.newDeskUrl())
  await clerk.api.session.signIn({ username: 'budi', password: 'kunci-loket-2' })
  await handNumber(desk)
  await admit(desk, {
    name: 'Angka Panjang',
    nik,
    nikReason: null,
    payer: 'jkn_pbi',
    cardNo,
    phone: '081234567890',
    address: formula,
    rt: '3',
    birth: { date: '1990-03-12' as never, precision: 'exact' },
    sex: 'L',
  })
  await admit(desk, { name: 'Kira-kira Umurnya', birth: { date: '1959-07-01' as never, precision: 'year' } })
  await admit(desk, { name: 'Batuk Lama' }, { symptoms: ['batuk_2_minggu'] })
  await desk.api.visits.registerEmergency({
    signs: ['tidak_sadar'],
    sex: 'L',
    ageYears: 40,
    description: '+62 baju merah',
  })
  await desk.api.patients.register(
    newPatient({ name: 'Angka Sama', nik, nikReason: null, sameNikReason: 'NIK diurus Dukcapil' }),
  )
  const { id: patientId } = await desk.api.patients.register(newPatient({ name: 'Punya Janji' }))
  await desk.api.bookings.add({
    patientId,
    day: today,
    minute: 600,
    roomId: null,
    source: 'loket',
    note: '@kontrol',
  })
  await desk.api.contingency.reserve({ series: 'C', count: 5 })
  const [block] = await desk.api.contingency.blocks()
  await desk.api.contingency.enter({
    day: today,
    since: 0,
    number: block?.numbers[0] ?? '',
    person: { name: 'Dari Kertas' },
    arrival: {
      purpose: 'berobat',
      pregnancy: null,
      deliveredOn: null,
      emergency: [],
      symptoms: [],
      needsHelp: false,
    },
    complaint: '',
    finished: true,
  })
  await settlePairs()
  importId = await takeImportBack()
  const card = { patientId, familyId: null, kkNo: '8204022106100004', relation: 'anak' as const }
  familyId = (await desk.api.families.join(card)).id
})
afterAll(async () => {
  await hub.close()
  removeFolder(hub.folder)
})

async function settlePairs(): Promise<void> {
  const register = async (name: string) => (await desk.api.patients.register(newPatient({ name }))).id
  const [keptId, goneId] = [await register('Satu Orang'), await register('Orang Yang Sama')]
  const { first, second } = await desk.api.merges.compare({ firstId: keptId, secondId: goneId })
  const revisions = { keptRevision: first.person.revision, goneRevision: second.person.revision }
  await desk.api.merges.merge({ keptId, goneId, take: [], ...revisions })
  const pair = { firstId: keptId, secondId: await register('Orang Lain') }
  await desk.api.merges.keepApart({ ...pair, reason: 'beda ibu' })
}

async function takeImportBack(): Promise<string> {
  const rows = ['SUDAH DILIHAT', 'BELUM DILIHAT'].map((name) => [name, '05-05-2005', 'L'])
  const { id } = await upload(desk, 'lama.csv', csvOf(rows, ['Nama', 'Tgl Lahir', 'JK']))
  await desk.api.imports.start({ id, undecided: 'leave' })
  await untilRest(desk.api, id)
  const [seen] = await desk.api.patients.search({ text: 'sudah dilihat' })
  await desk.api.patients.open({ id: seen?.id ?? '' })
  await desk.api.imports.undo({ id })
  await untilRest(desk.api, id)
  return id
}

function take(list: AnyList, format: 'xlsx' | 'csv') {
  const known = clerkList.safeParse(list)
  return known.success
    ? desk.api.lists.take({ list: known.data, format })
    : desk.api.lists.takeAsHead({ list: headList.parse(list), format })
}

type AuditRow = { subject_id: string; detail: string; staff_id: string }

function exportsInTrail(): AuditRow[] {
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly: true })
  const rows = driver
    .prepare(
      "SELECT subject_id, detail, staff_id FROM audit WHERE action = 'export' AND subject = 'list' ORDER BY seq",
    )
    .all() as AuditRow[]
  driver.close()
  return rows
}

const names = [...clerkList.options, ...headList.options].map(({ shape }) => shape.name.value)

/** Each list with what it needs to be asked for, and how many rows this morning has for it. */
const asked: Record<(typeof names)[number], { list: AnyList | (() => AnyList); rows: number }> = {
  register: { list: { name: 'register', day: today }, rows: 5 },
  visits: { list: { name: 'visits', day: today }, rows: 5 },
  // The number that no visit has yet stands in the line of the counter.
  queue: { list: { name: 'queue', day: today }, rows: 6 },
  notices: { list: { name: 'notices', day: today }, rows: 1 },
  bookings: { list: { name: 'bookings', day: today }, rows: 1 },
  paper: { list: { name: 'paper', day: today }, rows: 1 },
  paperBlocks: { list: { name: 'paperBlocks' }, rows: 1 },
  temporary: { list: { name: 'temporary' }, rows: 2 },
  sameNik: { list: { name: 'sameNik' }, rows: 1 },
  keptApart: { list: { name: 'keptApart' }, rows: 1 },
  mergedToday: { list: { name: 'mergedToday' }, rows: 1 },
  devices: { list: { name: 'devices' }, rows: 0 },
  heldBack: { list: { name: 'heldBack', runId: null }, rows: 0 },
  syncRecords: { list: { name: 'syncRecords', type: 'Encounter', which: 'waiting' }, rows: 5 },
  syncRuns: { list: { name: 'syncRuns' }, rows: 0 },
  people: { list: { name: 'people', ...everybody }, rows: 10 },
  staff: { list: { name: 'staff' }, rows: 2 },
  rooms: { list: { name: 'rooms' }, rows: 18 },
  imports: { list: { name: 'imports' }, rows: 1 },
  // Its rows went with its end.
  importRows: { list: () => ({ name: 'importRows', id: importId, of: 'fresh' }), rows: 0 },
  importKept: { list: () => ({ name: 'importKept', id: importId }), rows: 1 },
  family: { list: () => ({ name: 'family', id: familyId }), rows: 1 },
  hits: { list: { name: 'hits', text: 'orang' }, rows: 2 },
}

describe.each(names)('the list %s', (name) => {
  const { rows } = asked[name]
  let list: AnyList
  beforeAll(() => {
    const { list: wanted } = asked[name]
    list = typeof wanted === 'function' ? wanted() : wanted
  })

  test('says the same as XLSX and as CSV, row by row under the same columns', async () => {
    const sheet = await readXlsx(await take(list, 'xlsx'))
    const text = await readCsv(await take(list, 'csv'))
    expect(sheet.heading).toEqual(text.heading)
    expect(sheet.title).toContain('Puskesmas Teluk Harapan')
    expect(text.rows.map((row) => row.get('No'))).toEqual(
      Array.from({ length: rows }, (_, place) => String(place + 1)),
    )
    expect(sheet.rows.map((row) => row.get('No'))).toEqual(
      Array.from({ length: rows }, (_, place) => place + 1),
    )
  })

  test('leaves a row in the audit trail: who, which list, how narrowed, the format, how many rows', async () => {
    const before = exportsInTrail().length
    await take(list, 'csv')
    const [row, ...more] = exportsInTrail().slice(before)
    expect(more).toEqual([])
    const { name: _name, ...filter } = list
    expect(row?.subject_id).toBe(name)
    expect(JSON.parse(row?.detail ?? '')).toEqual({ ...filter, format: 'csv', rows })
    expect(row?.staff_id).toBe((await desk.api.session.current()).staff?.id)
  })
})

describe('the file', () => {
  test('is called by its list, this Puskesmas and the day', async () => {
    const register = await take({ name: 'register', day: today }, 'xlsx')
    expect(register.name).toBe('register-kunjungan-P8204011-2026-11-21.xlsx')
    expect(register.type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    const people = await take({ name: 'people', ...everybody }, 'csv')
    expect(people.name).toBe('pasien-P8204011-2026-11-21.csv')
  })

  test('as XLSX holds NIK, card and phone as text with every digit, and days and times one can reckon with', async () => {
    const { rows } = await readXlsx(await take({ name: 'people', ...everybody }, 'xlsx'))
    const row = rows.find((person) => person.get('Nama') === 'Angka Panjang')
    expect(row?.get('NIK')).toBe(nik)
    expect(row?.get('No kartu')).toBe(cardNo)
    expect(row?.get('Telepon')).toBe('081234567890')
    expect(row?.get('RT')).toBe('003')
    expect(row?.get('Tanggal lahir')).toEqual(new Date('1990-03-12T00:00:00Z'))
    const register = await readXlsx(await take({ name: 'register', day: today }, 'xlsx'))
    expect(register.title).toBe('Register kunjungan · Sabtu, 21 November 2026 · Puskesmas Teluk Harapan')
  })

  test('as CSV keeps the same digits behind an apostrophe, and has days and times as every spreadsheet reads them', async () => {
    const { rows } = await readCsv(await take({ name: 'people', ...everybody }, 'csv'))
    const row = rows.find((person) => person.get('Nama') === 'Angka Panjang')
    expect(row?.get('NIK')).toBe(`'${nik}`)
    expect(row?.get('No kartu')).toBe(`'${cardNo}`)
    expect(row?.get('Telepon')).toBe("'081234567890")
    expect(row?.get('Tanggal lahir')).toBe('1990-03-12')
    const [first] = (await readCsv(await take({ name: 'register', day: today }, 'csv'))).rows
    expect(first?.get('Jam')).toMatch(/^\d\d:\d\d$/)
  })

  test('as CSV begins with a byte order mark, separates by semicolons and ends its lines as Windows does', async () => {
    const bytes = Buffer.from(await (await take({ name: 'staff' }, 'csv')).arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(bytes.toString('utf8').slice(1).split('\r\n')[0]).toBe('No;Nama;Nama pengguna;Peran;Akun')
  })

  test.each(['xlsx', 'csv'] as const)(
    'as %s runs nothing that somebody typed as a formula',
    async (format) => {
      const read = format === 'xlsx' ? readXlsx : readCsv
      const people = await read(await take({ name: 'people', ...everybody }, format))
      expect(people.rows.map((row) => row.get('Alamat'))).toContain(`'${formula}`)
      const temporary = await read(await take({ name: 'temporary' }, format))
      expect(temporary.rows.map((row) => row.get('Ciri atau keluhan'))).toContain("'+62 baju merah")
      const bookings = await read(await take({ name: 'bookings', day: today }, format))
      expect(bookings.rows[0]?.get('Catatan')).toBe("'@kontrol")
    },
  )

  test('never holds a secret of an account', async () => {
    const text = await (await take({ name: 'staff' }, 'csv')).text()
    expect(text).toContain('rina')
    expect(text).not.toMatch(/argon|\$/)
  })
})

describe('pairs and imports', () => {
  const onlyRow = async (list: AnyList) => (await readCsv(await take(list, 'csv'))).rows[0]

  test('say who was merged with whom, who was found to be two people, and by whom', async () => {
    const merged = await onlyRow({ name: 'mergedToday' })
    expect(merged?.get('Nama')).toBe('Satu Orang')
    expect(merged?.get('Nama di catatan itu')).toBe('Orang Yang Sama')
    expect(merged?.get('Oleh')).toBe(head.name)
    const apart = await onlyRow({ name: 'keptApart' })
    expect(apart?.get('Alasan')).toBe('beda ibu')
    expect([apart?.get('Nama'), apart?.get('Nama lainnya')].toSorted()).toEqual(['Orang Lain', 'Satu Orang'])
  })

  test('say what became of an import, and who stayed when it was taken back, with why', async () => {
    const given = await onlyRow({ name: 'imports' })
    expect(given?.get('Berkas')).toBe('lama.csv')
    expect(given?.get('Keadaan')).toBe('Ditarik kembali')
    expect([given?.get('Pasien ditambahkan'), given?.get('Ditarik kembali')]).toEqual(['2', '1'])
    const stayed = await onlyRow({ name: 'importKept', id: importId })
    expect(stayed?.get('Nama')).toBe('SUDAH DILIHAT')
    expect(stayed?.get('Tetap ada karena')).not.toBe('')
  })

  test('say row by row what the look at a file came to, until its import is over', async () => {
    const rows = [
      ['BARU SEKALI', '02-03-1959', 'L'],
      ['TANPA TANGGAL', '31-02-1959', 'P'],
      ['Angka Panjang', '12-03-1990', 'P'],
    ]
    const { id } = await upload(desk, 'baru.csv', csvOf(rows, ['Nama', 'Tgl Lahir', 'JK']))
    const [fresh] = (await readXlsx(await take({ name: 'importRows', id, of: 'fresh' }, 'xlsx'))).rows
    expect([fresh?.get('Baris'), fresh?.get('Nama'), fresh?.get('Tanggal lahir')]).toEqual([
      2,
      'BARU SEKALI',
      '02-03-1959',
    ])
    const rejected = await onlyRow({ name: 'importRows', id, of: 'rejected' })
    expect(rejected?.get('Nama')).toBe('TANPA TANGGAL')
    expect(rejected?.get('Keterangan')).not.toBe('')
    const likely = await onlyRow({ name: 'importRows', id, of: 'likely' })
    expect([likely?.get('Nama'), likely?.get('Orang yang serupa')]).toEqual([
      'Angka Panjang',
      'Angka Panjang',
    ])
    expect(likely?.get('Yang sama dan yang beda')).toContain('tanggal lahir sama')
    await desk.api.imports.stop({ id })
    expect(await onlyRow({ name: 'importRows', id, of: 'fresh' })).toBeUndefined()
  })
})

describe('people on file', () => {
  const namesFor = async (filter: Partial<PeopleFilter>) =>
    (await readCsv(await take({ name: 'people', ...everybody, ...filter }, 'csv'))).rows.map((row) =>
      row.get('Nama'),
    )

  test.each([
    ['birth year', { birthYear: 1990 }, ['Angka Panjang']],
    ['payer', { payer: 'jkn_pbi' }, ['Angka Panjang']],
    ['RT, however it is typed', { rt: '3', birthYear: 1990 }, ['Angka Panjang']],
    ['village', { villageCode: '8204022001' }, []],
  ] satisfies [string, Partial<PeopleFilter>, string[]][])(
    'are narrowed by %s, and counted so beforehand',
    async (_what, filter, expected) => {
      expect(await namesFor(filter)).toEqual(expected)
      expect(await desk.api.lists.countPeople({ ...everybody, ...filter })).toEqual({
        people: expected.length,
      })
    },
  )

  test('without a merged record, who is listed under the one that was kept', async () => {
    const { patientId, visitId } = await desk.api.visits.registerEmergency({
      signs: ['tidak_sadar'],
      sex: null,
      ageYears: null,
      description: '',
    })
    const { id } = await desk.api.patients.register(newPatient({ name: 'Ternyata Dikenal' }))
    const before = (await namesFor({})).length
    await desk.api.visits.assign({ visitId, patientId: id })
    expect((await namesFor({})).length).toBe(before - 1)
    expect(patientId).not.toBe(id)
  })

  test('more than one batch of them come in one file, each once', async () => {
    for (let place = 0; place < 520; place += 1)
      await desk.api.patients.register(
        newPatient({ name: `Warga ${String(place).padStart(3, '0')}`, rt: '77' }),
      )
    const listed = await namesFor({ rt: '77' })
    expect(listed.length).toBe(520)
    expect(new Set(listed).size).toBe(520)
  })
})

describe('who may', () => {
  test('a clerk takes what the counter works with, but neither everybody on file nor the accounts', async () => {
    await expect(
      clerk.api.lists.take({ list: { name: 'register', day: today }, format: 'csv' }),
    ).resolves.toBeInstanceOf(Blob)
    for (const list of [
      { name: 'people', ...everybody },
      { name: 'staff' },
      { name: 'rooms' },
      { name: 'imports' },
      { name: 'importKept', id: importId },
    ] as const)
      expect(await refusalOf(clerk.api.lists.takeAsHead({ list, format: 'csv' }))).toMatchObject([
        { code: 'not_allowed' },
      ])
    const smuggled = { name: 'people', ...everybody } as unknown as ClerkList
    await expect(clerk.api.lists.take({ list: smuggled, format: 'csv' })).rejects.toThrow()
  })

  test('a room page takes nothing', async () => {
    const roomId = (await desk.api.queue.loads())[1]?.roomId ?? ''
    const room = await openPage((await desk.api.pages.open({ surface: 'room', roomId })).url)
    await room.api.session.signIn(head)
    expect(
      await refusalOf(room.api.lists.take({ list: { name: 'queue', day: today }, format: 'csv' })),
    ).toMatchObject([{ code: 'not_allowed' }])
  })

  test('a file that was cancelled halfway leaves nothing, and no row in the trail', async () => {
    const before = exportsInTrail().length
    const stop = new AbortController()
    const call = desk.api.lists.takeAsHead(
      { list: { name: 'people', ...everybody }, format: 'xlsx' },
      { signal: stop.signal },
    )
    stop.abort()
    await expect(call).rejects.toThrow()
    await take({ name: 'staff' }, 'csv')
    expect(
      exportsInTrail()
        .slice(before)
        .map(({ subject_id }) => subject_id),
    ).toEqual(['staff'])
  })
})
