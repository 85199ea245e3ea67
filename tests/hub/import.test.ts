import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keyFromFile } from '#hub/data-folder'
import { openDriver, openStore } from '#hub/store/open'
import { queueParents } from '#hub/store/outbox'
import { admit, newArrival, newPatient, openPage, refusalOf } from '../support/hub.ts'
import { type ImportDesk, openImportDesk, person } from '../support/import-desk.ts'
import { csvOf, headings, sheetOf, untilRest, upload } from '../support/import-files.ts'

// Each import starts a worker of its own, which an old PC takes its time for.
vi.setConfig({ testTimeout: 60_000 })

let house: ImportDesk

beforeAll(async () => {
  house = await openImportDesk()
})
afterAll(() => house.close())

const recordNoOf = async (name: string) => (await house.desk.api.patients.search({ text: name }))[0]?.recordNo

test.each([
  ['csv', csvOf],
  ['xlsx', sheetOf],
] as const)(
  'people of a %s file are found by name and number, with the numbers of their old cards',
  async (format, make) => {
    const mark = format.toUpperCase()
    const nik = format === 'csv' ? '8204020203590004' : '8204020203590005'
    const done = await house.bring(
      `pasien.${format}`,
      make([
        person(`WAYAN ${mark}`, {
          'No RM': format === 'csv' ? '07-0101' : '07-0102',
          NIK: nik,
          Desa: 'Guruapn',
          'No HP': format === 'csv' ? '81234567890' : '82198765432',
          'Tgl Lahir': format === 'csv' ? '02-03-1959' : '17-08-1971',
          'No Kartu BPJS': format === 'csv' ? '39043765' : '39043766',
        }),
        person(`SITI ${mark}`, {
          NIK: '3.57E+15',
          JK: 'P',
          'Tgl Lahir': format === 'csv' ? '05-05-1980' : '16-10-1993',
        }),
        person(`TANGGAL SALAH ${mark}`, { 'Tgl Lahir': '31-02-1959' }),
      ]),
    )
    expect(done).toMatchObject({ phase: 'done', added: 2, keptOut: 1, known: 0, noted: 1 })
    const counts = { fresh: 2, rejected: 1, known: 0, likely: 0, noted: 1 }
    expect(done.report).toMatchObject({ counts, missing: [], repeated: [] })
    for (const text of [
      `wayan ${mark}`,
      nik,
      format === 'csv' ? '070101' : '070102',
      format === 'csv' ? '0000039043765' : '0000039043766',
    ])
      expect([text, await house.found(text)]).toEqual([text, [`WAYAN ${mark}`]])
    const [hit] = await house.desk.api.patients.search({ text: `siti ${mark}` })
    const siti = await house.desk.api.patients.open({ id: hit?.id ?? '' })
    expect(siti).toMatchObject({
      nik: null,
      nikReason: 'tidak_dibawa',
      recordNo: expect.stringMatching(/^00-00-\d\d$/),
    })
  },
)

test('what could not be brought along of somebody stays on file beside them, word for word', async () => {
  const driver = openDriver(join(house.hub.folder, 'loket.db'), keyFromFile(house.hub.folder), {
    readonly: true,
  })
  const rows = driver
    .prepare(
      `SELECT patients.name, import_rows.reasons, import_rows.cells FROM import_rows
       JOIN patients ON patients.id = import_rows.patient_id WHERE import_rows.state = 'noted'`,
    )
    .all() as { name: string; reasons: string; cells: string }[]
  driver.close()
  expect(rows.map(({ name }) => name).sort()).toEqual(['SITI CSV', 'SITI XLSX'])
  for (const { reasons, cells } of rows) {
    expect(JSON.parse(reasons)).toContainEqual({ code: 'nik_damaged', params: { text: '3.57E+15' } })
    expect(JSON.parse(cells)).toContain('3.57E+15')
  }
})

test('the same file once more adds nobody', async () => {
  const rows = [
    person('ULANG SATU', { 'No RM': 'U-1' }),
    person('ULANG DUA', { Desa: 'Guruapin' }),
    person('ULANG TIGA', { NIK: '8204020203590017' }),
  ]
  expect(await house.bring('ulang.csv', csvOf(rows))).toMatchObject({ added: 3 })
  expect(await house.bring('ulang.csv', csvOf(rows))).toMatchObject({ added: 0, known: 3, keptOut: 0 })
  expect(await house.found('ulang')).toHaveLength(3)
})

test('whoever is likely on file is shown beside the person meant, and is added only when somebody says so', async () => {
  await house.desk.api.patients.register(
    newPatient({ name: 'Moh. Yusuf', nik: '8204020203590021', nikReason: null }),
  )
  const rows = [
    person('MUHAMMAD JUSUF', { 'Tgl Lahir': '02-03-1959' }),
    person('MUHAMMAD JUSUF', { NIK: '8204020203590021' }),
    person('ORANG LAIN SEKALI', { 'Tgl Lahir': '05-05-1990', NIK: '8204020203590021' }),
  ]
  const { id } = await upload(house.desk, 'mirip.csv', csvOf(rows))
  const kinds = async (kind: 'known' | 'rejected') =>
    await house.desk.api.imports.rows({ id, kind, after: 0 })
  expect(await house.desk.api.imports.likely({ id, page: null })).toMatchObject({
    page: 0,
    pages: 1,
    rows: [
      {
        no: 2,
        decision: null,
        who: { name: 'Moh. Yusuf', birth: '02-03-1959', nik: '8204020203590021', row: null },
        evidence: expect.arrayContaining([{ agrees: true, words: 'tanggal lahir sama' }]),
      },
    ],
  })
  expect(await kinds('known')).toMatchObject([{ no: 3, who: { name: 'Moh. Yusuf' } }])
  expect(await kinds('rejected')).toMatchObject([
    { no: 4, reasons: [expect.stringContaining('sudah dipakai Moh. Yusuf')] },
  ])
  await house.desk.api.imports.start({ id, undecided: 'leave' })
  expect(await untilRest(house.desk.api, id)).toMatchObject({ added: 0, known: 1, keptOut: 2 })
  expect(await house.bring('mirip.csv', csvOf(rows), 'new')).toMatchObject({ added: 1, known: 1, keptOut: 1 })
})

test('the preview says in which order birth dates were read', async () => {
  const rows = ['06/23/1985', '23/06/1985', '03/04/1985'].map((date, at) =>
    person(`URUTAN ${'ABC'[at]}`, { 'Tgl Lahir': date }),
  )
  const dates = async (some: string[][]) => {
    const { id } = await upload(house.desk, 'urutan.csv', csvOf(some))
    const report = await house.desk.api.imports.report({ id })
    await house.desk.api.imports.stop({ id })
    return report?.dates
  }
  expect(await dates(rows)).toEqual({ order: 'dmy', turned: 1, either: 1 })
  expect(await dates(rows.filter((_row, at) => at !== 1))).toEqual({ order: 'mdy', turned: 0, either: 1 })
})

test('rows of one file are compared with each other as well', async () => {
  const done = await house.bring(
    'kembar.csv',
    csvOf([
      person('KEMBAR SATU', { NIK: '8204020203590031', 'No RM': 'K-1' }),
      person('KEMBAR SATU', { NIK: '8204020203590031' }),
      person('LAIN NAMA', { NIK: '8204020203590031', 'Tgl Lahir': '01-01-1980' }),
      person('NOMOR SAMA', { 'No RM': 'K1', 'Tgl Lahir': '01-01-1981' }),
    ]),
  )
  expect(done).toMatchObject({ added: 2, known: 1, keptOut: 1 })
  expect(done.report?.reasons.map(({ code, rows }) => [code, rows]).sort()).toEqual([
    ['in_file', 1],
    ['nik_twice', 1],
    ['record_no_twice', 1],
  ])
  expect(await recordNoOf('kembar satu')).toBe('K-1')
  expect(await recordNoOf('nomor sama')).toMatch(/^00-00-/)
})

test('a record number that somebody else has is replaced by a new one, and the next numbers go on behind it', async () => {
  await house.desk.api.patients.register(newPatient({ name: 'Pemilik Nomor', recordNo: '99-99' }))
  expect(
    await house.bring('nomor.csv', csvOf([person('DATANG KEMUDIAN', { 'No RM': '9999' })])),
  ).toMatchObject({
    added: 1,
    noted: 1,
  })
  const given = await recordNoOf('datang kemudian')
  const { recordNo } = await house.desk.api.patients.register(newPatient({ name: 'Sesudahnya' }))
  expect(Number(recordNo.replaceAll('-', ''))).toBe(Number(given?.replaceAll('-', '')) + 1)
})

test('a file without record numbers gives everybody a new one, in the order of its rows', async () => {
  const rows = ['SATU', 'DUA', 'TIGA'].map((name, at) => [`POLOS ${name}`, `0${at + 1}-01-1971`, 'L'])
  expect(await house.bring('polos.csv', csvOf(rows, ['Nama', 'Tgl Lahir', 'JK']))).toMatchObject({ added: 3 })
  const given = await Promise.all(['satu', 'dua', 'tiga'].map((name) => recordNoOf(`polos ${name}`)))
  const [first = 0, ...rest] = given.map((number) => Number(number?.replaceAll('-', '')))
  expect(rest).toEqual([first + 1, first + 2])
})

test('a number that a later row brings along is given to nobody before it', async () => {
  const { recordNo: next } = await house.desk.api.patients.nextRecordNo({})
  const serial = Number(next.replaceAll('-', ''))
  const brought = ['1', '2', '3'].map((step) => String(serial + Number(step) - 1).padStart(6, '0'))
  const rows = [
    person('TANPA NOMOR A'),
    ...brought.map((number, at) =>
      person(`NOMOR LAMA ${'ABC'[at]}`, { 'No RM': number, 'Tgl Lahir': `1${at}-0${at + 4}-19${at + 4}1` }),
    ),
    person('TANPA NOMOR B', { 'Tgl Lahir': '01-01-1980' }),
  ]
  expect(await house.bring('urut.csv', csvOf(rows))).toMatchObject({ added: 5, noted: 0 })
  for (const [at, number] of brought.entries())
    expect(await recordNoOf(`nomor lama ${'abc'[at]}`)).toBe(number)
  const given = [await recordNoOf('tanpa nomor a'), await recordNoOf('tanpa nomor b')]
  expect(given.map((number) => Number(number?.replaceAll('-', '')))).toEqual([serial + 3, serial + 4])
})

test('the number of a row that is kept out goes to nobody else, and is the row’s when it comes back corrected', async () => {
  const nextNo = async () => (await house.desk.api.patients.nextRecordNo({})).recordNo
  const after = (number: string, steps: number) =>
    String(Number(number.replaceAll('-', '')) + steps)
      .replace(/^/, '000000')
      .slice(-6)
  const kept = (await nextNo()).replaceAll('-', '')
  const wrong = { 'Tgl Lahir': '31-02-1990', 'No RM': kept }
  const file = (row: Record<string, string>) =>
    csvOf([person('KARTU LAMA', row), person('TANPA KARTU', { 'Tgl Lahir': '04-04-1964' })])
  const first = await house.bring('kartu.csv', file(wrong))
  expect(first).toMatchObject({ added: 1, keptOut: 1 })
  expect((await recordNoOf('tanpa kartu'))?.replaceAll('-', '')).toBe(after(kept, 1))
  // Nor while it waits, whoever comes to the desk.
  const { recordNo } = await house.desk.api.patients.register(newPatient({ name: 'Datang Sesudahnya' }))
  expect(recordNo.replaceAll('-', '')).toBe(after(kept, 2))
  await house.bring('kartu.csv', file({ ...wrong, 'Tgl Lahir': '28-02-1990' }))
  expect(await recordNoOf('kartu lama')).toBe(kept)

  // Of an import that is taken back nobody has an old card here.
  const next = await nextNo()
  const strange = { 'Tgl Lahir': '31-02-1990', 'No RM': next.replaceAll('-', '') }
  const { id } = await house.bring(
    'asing.csv',
    csvOf([person('SALAH ALAMAT', strange), person('ORANG ASING', { 'No RM': 'ZZ-1' })]),
  )
  expect((await nextNo()).replaceAll('-', '')).toBe(after(next, 1))
  await house.desk.api.imports.undo({ id })
  await untilRest(house.desk.api, id)
  expect(await nextNo()).toBe(next)
})

test('the rows kept out come back as a file; corrected and fed back, only they are added', async () => {
  const rows = [
    person('SUDAH BENAR', { 'No RM': 'B-1' }),
    person('TANGGAL SALAH', { 'Tgl Lahir': '31-02-1990', 'No RM': 'B-2', NIK: '8204020203900041' }),
    person("=cmd|'/c calc'!A1", { 'No RM': 'B-3' }),
    person('KELAMIN SALAH', { JK: 'X', 'No RM': 'B-4', Alamat: '=1+1', 'No HP': '+62812345678' }),
  ]
  const first = await house.bring('perbaiki.csv', csvOf(rows, [...headings, "=cmd|'/c calc'!A1"]))
  expect(first).toMatchObject({ added: 1, keptOut: 3 })
  const file = await house.desk.api.imports.keptOutFile({ id: first.id })
  const text = Buffer.from(await file.arrayBuffer()).toString()
  expect(file.name).toBe('perbaiki - baris tertolak.csv')
  expect(text.split('\r\n')[0]).toBe(`\ufeff${[...headings, "'=cmd|'/c calc'!A1", 'Alasan'].join(';')}`)
  expect(text).toContain('Tanggal lahir «31-02-1990» tidak terbaca')
  // Nothing in it runs, and no number loses a digit, when a spreadsheet opens it.
  expect(text).not.toMatch(/(?:^|;)"?[=+\-@]/m)
  expect(text).toContain(";'8204020203900041;")
  const corrected = text.replace("'31-02-1990", '28-02-1990').replace(';X;', ';P;')
  const second = await house.bring(file.name, Buffer.from(corrected))
  expect(second).toMatchObject({ added: 2, known: 0, keptOut: 1 })
  expect(await house.found('8204020203900041')).toEqual(['TANGGAL SALAH'])
  const [hit] = await house.desk.api.patients.search({ text: 'kelamin salah' })
  expect(await house.desk.api.patients.open({ id: hit?.id ?? '' })).toMatchObject({
    address: '=1+1',
    phone: '0812345678',
  })
  // The whole first file, corrected, brings nobody a second time.
  rows[1] = person('TANGGAL SALAH', { 'Tgl Lahir': '28-02-1990', 'No RM': 'B-2', NIK: '8204020203900041' })
  expect(await house.bring('perbaiki.csv', csvOf(rows))).toMatchObject({ added: 0, known: 2, keptOut: 2 })
})

test('the file of a workbook is a workbook again, with one column of reasons however often it goes round', async () => {
  const first = await house.bring(
    'bulat.xlsx',
    sheetOf([person('TANPA JK', { JK: '', NIK: '8204020203590055' })]),
  )
  const bytes = async (id: string) =>
    Buffer.from(await (await house.desk.api.imports.keptOutFile({ id })).arrayBuffer())
  const second = await house.bring('bulat.xlsx', await bytes(first.id))
  expect(second).toMatchObject({ added: 0, keptOut: 1 })
  const third = await upload(house.desk, 'bulat.xlsx', await bytes(second.id))
  const report = await house.desk.api.imports.report({ id: third.id })
  expect(report?.columns.map(({ heading }) => heading)).toEqual([...headings, 'Alasan'])
  expect(report?.columns.map(({ samples }) => samples[0] ?? '')).toContain('8204020203590055')
  await house.desk.api.imports.stop({ id: third.id })
})

test('people who were brought along go to the district with their first visit, and not before', async () => {
  const waiting = async () => (await house.desk.api.sync.status()).waiting
  const before = await waiting()
  await house.bring(
    'dinas.csv',
    csvOf([person('BELUM DATANG'), person('DATANG PERTAMA', { 'Tgl Lahir': '01-01-1985' })]),
  )
  expect(await waiting()).toBe(before)
  const [hit] = await house.desk.api.patients.search({ text: 'datang pertama' })
  await house.desk.api.visits.register({
    patientId: hit?.id ?? '',
    arrival: newArrival(),
    complaint: '',
    payer: 'umum',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
  const driver = openDriver(join(house.hub.folder, 'loket.db'), keyFromFile(house.hub.folder))
  const store = openStore(driver, () => {})
  await store.write((tx) => queueParents(tx, 'dinas', 1))
  const queued = driver
    .prepare(
      `SELECT name FROM outbox JOIN patients ON id = record_id AND import_id IS NOT NULL WHERE kind = 'patient'`,
    )
    .all()
  await store.close()
  expect(queued).toEqual([{ name: 'DATANG PERTAMA' }])
})

test('taken back whole: whoever nobody has used is gone, whoever somebody has used stays and is named with why', async () => {
  const rows = ['TETAP', 'DIBUKA', 'DIUBAH', 'BERKUNJUNG', 'HILANG'].map((name, at) =>
    person(`TARIK ${name}`, { NIK: `820402020359007${at}`, 'Tgl Lahir': `0${at + 1}-01-1970` }),
  )
  const { id } = await house.bring('tarik.csv', csvOf(rows))
  const idOf = async (text: string) => (await house.desk.api.patients.search({ text }))[0]?.id ?? ''
  const last = await recordNoOf('tarik hilang')
  await house.desk.api.patients.open({ id: await idOf('tarik dibuka') })
  const changed = await idOf('tarik diubah')
  await house.desk.api.patients.correct({
    ...newPatient({ name: 'Tarik Diubah Sekali' }),
    id: changed,
    revision: 1,
  })
  const visited = await idOf('tarik berkunjung')
  await house.desk.api.visits.register({
    patientId: visited,
    arrival: newArrival(),
    complaint: '',
    payer: 'umum',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
  expect((await refusalOf(house.desk.api.imports.kept({ id })))[0]?.code).toBe('import_not_now')
  await house.desk.api.imports.undo({ id })
  expect(await untilRest(house.desk.api, id)).toMatchObject({ phase: 'undone', added: 5, takenBack: 2 })
  expect((await house.found('tarik')).sort()).toEqual([
    'TARIK BERKUNJUNG',
    'TARIK DIBUKA',
    'Tarik Diubah Sekali',
  ])
  expect(await house.found('8204020203590074')).toEqual([])
  const kept = await house.desk.api.imports.kept({ id })
  expect(Object.fromEntries(kept.map(({ name, reasons }) => [name, reasons.join(', ')]))).toEqual({
    'TARIK DIBUKA': 'sudah dibuka petugas',
    'Tarik Diubah Sekali': expect.stringContaining('datanya sudah diubah'),
    'TARIK BERKUNJUNG': expect.stringContaining('sudah berkunjung'),
  })
  // The numbers that the others had got are not given again, and the file can come once more.
  const { recordNo } = await house.desk.api.patients.register(newPatient({ name: 'Nomor Baru' }))
  expect(Number(recordNo.replaceAll('-', ''))).toBeGreaterThan(Number(last?.replaceAll('-', '')))
  expect(await house.bring('tarik.csv', csvOf(rows))).toMatchObject({ added: 3, known: 2 })
})

test('every import stands in the trail once for each deed, with counts and without a name', async () => {
  const { id } = await house.bring('jejak.csv', csvOf([person('ORANG JEJAK')]))
  await house.desk.api.imports.keptOutFile({ id })
  await house.desk.api.imports.undo({ id })
  await untilRest(house.desk.api, id)
  const driver = openDriver(join(house.hub.folder, 'loket.db'), keyFromFile(house.hub.folder), {
    readonly: true,
  })
  const rows = driver
    .prepare(`SELECT action, detail FROM audit WHERE subject = 'import' AND subject_id = ? ORDER BY seq`)
    .all(id) as { action: string; detail: string }[]
  driver.close()
  expect(rows.map(({ action, detail }) => [action, JSON.parse(detail)])).toEqual([
    ['check', { rows: 1 }],
    ['start', { rows: 1, decided: { new: 0, same: 0, atOnce: 0, sureOpen: 0 }, undecided: 'leave' }],
    ['import', { added: 1, known: 0, likely: 0, rejected: 0 }],
    ['export', { list: 'kept_out', format: 'csv' }],
    ['undo', { takenBack: 1 }],
  ])
  expect(house.hub.logs.join('')).not.toMatch(/ORANG JEJAK|jejak\.csv|82040202/)
})

test('one import at a time: while one waits to go on, no other is begun; a dry run gives way to the next', async () => {
  const { id } = await upload(house.desk, 'satu.csv', csvOf([person('SATU DULU')]))
  const next = await upload(house.desk, 'dua.csv', csvOf([person('DUA KEMUDIAN')]))
  expect((await house.desk.api.imports.list()).map((one) => one.id)).not.toContain(id)
  expect((await refusalOf(house.desk.api.imports.start({ id, undecided: 'leave' })))[0]?.code).toBe(
    'import_unknown',
  )
  await house.desk.api.imports.start({ id: next.id, undecided: 'leave' })
  expect(await untilRest(house.desk.api, next.id)).toMatchObject({ phase: 'done' })
  expect((await refusalOf(house.desk.api.imports.resume({ id: next.id })))[0]?.code).toBe('import_not_now')
})

test('a clerk imports nobody', async () => {
  await house.desk.api.staff.create({
    name: 'Dewi',
    username: 'dewi',
    password: 'kunci-loket-3',
    role: 'clerk',
  })
  const page = await openPage(house.hub.hub.newDeskUrl())
  await page.api.session.signIn({ username: 'dewi', password: 'kunci-loket-3' })
  await expect(page.api.imports.list()).rejects.toMatchObject({
    data: { problems: [{ code: 'not_allowed' }] },
  })
  await admit(page, { name: 'Tetap Bisa Mendaftar' })
})
