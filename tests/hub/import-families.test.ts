import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { newPatient, refusalOf } from '../support/hub.ts'
import { type ImportDesk, openImportDesk, person } from '../support/import-desk.ts'
import { csvOf, headings, strangerBirth, strangerName, untilRest } from '../support/import-files.ts'

// Each import starts a worker of its own, which an old PC takes its time for.
vi.setConfig({ testTimeout: 60_000 })

let house: ImportDesk

beforeAll(async () => {
  house = await openImportDesk()
})
afterAll(() => house.close())

const families = [...headings, 'No KK', 'SHDK', 'Nama KK', 'Meninggal', 'Tgl Meninggal']
const row = (name: string, change: Record<string, string>) =>
  families.map((heading) => ({ 'Nama Pasien': name, JK: 'L', ...change })[heading] ?? '')
const idOf = async (text: string) => (await house.desk.api.patients.search({ text }))[0]?.id ?? ''
const opened = async (text: string) => house.desk.api.patients.open({ id: await idOf(text) })

test('the old system’s number finds whoever is on file under another, until the import is taken back', async () => {
  const { recordNo } = await house.desk.api.patients.register(
    newPatient({ name: 'Punya Nomor Sendiri', nik: '8204020203590088', nikReason: null }),
  )
  const rows = [
    person('PUNYA NOMOR LAWAS', { NIK: '8204020203590088', 'No RM': 'LAMA-88' }),
    person('DUA KALI DATANG', { NIK: '8204020203590089', 'No RM': 'LAMA-89', 'Tgl Lahir': '08-08-1968' }),
    person('DUA KALI DATANG', { NIK: '8204020203590089', 'No RM': 'LAMA-90', 'Tgl Lahir': '08-08-1968' }),
  ]
  const { id } = await house.bring('nomor lama.csv', csvOf(rows))
  const byNumber = async (text: string) =>
    (await house.desk.api.patients.search({ text })).map((hit) => [hit.name, hit.recordNo, hit.matched])
  expect(await byNumber('LAMA-88')).toEqual([['Punya Nomor Sendiri', recordNo, 'rm_lama']])
  expect(await byNumber('LAMA-90')).toEqual([['DUA KALI DATANG', 'LAMA-89', 'rm_lama']])
  // The old system's spelling finds them too.
  expect(await byNumber('lawas')).toEqual([['Punya Nomor Sendiri', recordNo, 'nama_lama']])
  expect(await house.found('punya nomor sendiri')).toEqual(['Punya Nomor Sendiri'])
  // Once more, nothing is left to be done.
  expect(await house.bring('nomor lama.csv', csvOf(rows))).toMatchObject({ added: 0, known: 3, keptOut: 0 })
  await house.desk.api.imports.undo({ id })
  expect(await untilRest(house.desk.api, id)).toMatchObject({ phase: 'undone', added: 1, takenBack: 1 })
  for (const text of ['LAMA-88', 'lawas']) expect([text, await byNumber(text)]).toEqual([text, []])
  expect(await byNumber('LAMA-90')).toEqual([])
  expect(await house.found('punya nomor sendiri')).toEqual(['Punya Nomor Sendiri'])
})

test('people of one card become one family, with its head and what each is to the head', async () => {
  const card = { 'No KK': '8204022108100004', Desa: 'Guruapin', Alamat: 'Jl. Pantai' }
  const { id } = await house.bring(
    'kartu.csv',
    csvOf(
      [
        row('RATNA WANMA', { ...card, SHDK: 'Istri', JK: 'P', 'Tgl Lahir': '01-02-1972' }),
        row('YOSEP WANMA', { ...card, SHDK: 'Kepala Keluarga', 'Tgl Lahir': '03-04-1970' }),
        row('DORCE WANMA', { ...card, SHDK: 'Anak', JK: 'P', 'Tgl Lahir': '05-06-2001' }),
        row('KEPALA KEDUA', { ...card, SHDK: 'Kepala Keluarga', 'Tgl Lahir': '07-08-1940' }),
      ],
      families,
    ),
  )
  const ratna = await opened('ratna wanma')
  expect(ratna).toMatchObject({
    familyRelation: 'istri',
    family: { kkNo: '8204022108100004', headName: 'YOSEP WANMA', members: 4, sameAddress: 3 },
  })
  expect(await opened('kepala kedua')).toMatchObject({ familyRelation: null })
  // Found by the card and by the head's name, as a family of the desk's own.
  expect((await house.found('8204022108100004')).sort()).toEqual([
    'DORCE WANMA',
    'KEPALA KEDUA',
    'RATNA WANMA',
    'YOSEP WANMA',
  ])
  expect(await house.found('yosep')).toContain('RATNA WANMA')

  // A later file joins the card that is there, and takes only its own people back.
  const later = await house.bring(
    'anak lagi.csv',
    csvOf([row('MESAK WANMA', { ...card, SHDK: 'Anak', 'Tgl Lahir': '09-10-2009' })], families),
  )
  expect(await opened('dorce wanma')).toMatchObject({ family: { members: 5 } })
  await house.desk.api.imports.undo({ id: later.id })
  await untilRest(house.desk.api, later.id)
  expect(await opened('dorce wanma')).toMatchObject({ family: { members: 4, headName: 'YOSEP WANMA' } })
  await house.desk.api.imports.undo({ id })
  // Whoever was opened stays, and so does their card; its head, whom nobody used, is gone.
  expect(await untilRest(house.desk.api, id)).toMatchObject({ phase: 'undone', takenBack: 1 })
  expect(await opened('dorce wanma')).toMatchObject({ family: { members: 3, headName: null } })
  expect(await house.found('yosep')).toEqual([])
})

test('a card that nobody is on any more goes with the import that brought it', async () => {
  const kkNo = '8204022108100099'
  const { id } = await house.bring(
    'kartu hilang.csv',
    csvOf(
      [
        row('SENDIRI SATU', { 'No KK': kkNo, 'Nama KK': 'SENDIRI SATU', 'Tgl Lahir': '01-01-1961' }),
        row('BERDUA KATAN', { 'No KK': kkNo, 'Nama KK': 'SENDIRI SATU', 'Tgl Lahir': '02-02-1982' }),
      ],
      families,
    ),
  )
  const cards = () => {
    const driver = openDriver(join(house.hub.folder, 'loket.db'), keyFromFile(house.hub.folder), {
      readonly: true,
    })
    const rows = driver
      .prepare(
        `SELECT head.name FROM families JOIN patients AS head ON head.id = head_id WHERE kk_no = '${kkNo}'`,
      )
      .pluck()
      .all()
    driver.close()
    return rows
  }
  expect(cards()).toEqual(['SENDIRI SATU'])
  await house.desk.api.imports.undo({ id })
  expect(await untilRest(house.desk.api, id)).toMatchObject({ phase: 'undone', takenBack: 2 })
  expect(cards()).toEqual([])
})

test('whoever has died comes in as the desk records it; whoever has no birth date, without one', async () => {
  const done = await house.bring(
    'status.csv',
    csvOf(
      [
        row('ALMARHUM BERTANGGAL', { 'Tgl Lahir': '01-01-1931', 'Tgl Meninggal': '05-06-2020' }),
        row('ALMARHUM ENTAH', { 'Tgl Lahir': '02-02-1932', Meninggal: 'Ya' }),
        row('HIDUP SEHAT', { 'Tgl Lahir': '03-03-1993', Meninggal: 'Tidak' }),
        row('LAHIR ENTAH KAPAN', {}),
      ],
      families,
    ),
  )
  expect(done).toMatchObject({ added: 4, keptOut: 0, noted: 2 })
  expect(await opened('almarhum bertanggal')).toMatchObject({ deceasedOn: '2020-06-05' })
  expect((await opened('almarhum entah')).deceasedOn).toMatch(/^20\d\d-/)
  expect(await opened('hidup sehat')).toMatchObject({ deceasedOn: null })
  const undated = await opened('lahir entah kapan')
  expect(undated).toMatchObject({ birth: null })
  // Another fact is put right without guessing a date; a date that is known is not taken away again.
  const { correct } = house.desk.api.patients
  const reached = await correct({ ...undated, phone: '081355500012' })
  expect(reached).toMatchObject({ birth: null, phone: '081355500012' })
  const birth = { date: '1951-07-01' as LocalDate, precision: 'year' as const }
  const dated = await correct({ ...reached, birth })
  expect((await refusalOf(correct({ ...dated, birth: null })))[0]?.code).toBe('birth_missing')
})

test('a death goes with the import that told of it, and stays where somebody relies on the record', async () => {
  const rows = [
    row('WAFAT DIBUKA', { 'Tgl Lahir': '04-01-1934', 'Tgl Meninggal': '06-07-2021' }),
    row('WAFAT DITARIK', { 'Tgl Lahir': '05-02-1935', 'Tgl Meninggal': '07-08-2021' }),
  ]
  const { id } = await house.bring('wafat.csv', csvOf(rows, families))
  expect(await opened('wafat dibuka')).toMatchObject({ deceasedOn: '2021-07-06' })
  await house.desk.api.imports.undo({ id })
  expect(await untilRest(house.desk.api, id)).toMatchObject({ phase: 'undone', added: 2, takenBack: 1 })
  expect(await opened('wafat dibuka')).toMatchObject({ deceasedOn: '2021-07-06' })
  expect(await house.found('wafat ditarik')).toEqual([])
  // Registered at the desk afterwards, nobody is dead because a file once said so.
  await house.desk.api.patients.register(newPatient({ name: 'Wafat Ditarik' }))
  expect(await opened('wafat ditarik')).toMatchObject({ deceasedOn: null })
})

test('a card that two imports filled goes with the last of its people', async () => {
  const kkNo = '8204022108100077'
  const member = (name: string, born: string) =>
    csvOf([row(name, { 'No KK': kkNo, 'Tgl Lahir': born })], families)
  const first = await house.bring('anggota satu.csv', member('BERGANTI SATU', '11-01-1951'))
  const second = await house.bring('anggota dua.csv', member('PERGI KEMUDIAN', '22-02-1982'))
  for (const { id } of [first, second]) {
    await house.desk.api.imports.undo({ id })
    expect(await untilRest(house.desk.api, id)).toMatchObject({ phase: 'undone', takenBack: 1 })
  }
  const driver = openDriver(join(house.hub.folder, 'loket.db'), keyFromFile(house.hub.folder), {
    readonly: true,
  })
  const left = driver.prepare('SELECT count(*) FROM families WHERE kk_no = ?').pluck().get(kkNo)
  driver.close()
  expect(left).toBe(0)
})

test('where numbers are by family, everybody of a card gets one in its folder', async () => {
  const { template } = await house.desk.api.recordNumbers.read()
  await house.desk.api.recordNumbers.save({ ...template, pattern: 'WW-KKKK-AA' })
  const card = { 'No KK': '8204022108100077', Desa: 'Guruapin', 'Tgl Lahir': '05-06-2001' }
  const names = ['SALOMINA MAYOR', 'OKTOVINA MAYOR', 'FRANSINA MAYOR', 'YULIANA MAYOR']
  const { added } = await house.bring(
    'satu kartu.csv',
    csvOf(
      names.map((name) => row(name, { ...card, SHDK: 'Anak', JK: 'P' })),
      families,
    ),
  )
  expect(added).toBe(4)
  const numbers = await Promise.all(names.map(async (name) => (await opened(name)).recordNo))
  expect(numbers.map((number) => number.slice(-2))).toEqual(['02', '03', '04', '05'])
  expect(new Set(numbers.map((number) => number.slice(0, -3))).size).toBe(1)

  // The folder on the old card of somebody who is kept out is no other family's.
  const [area, folder = ''] = numbers[0]?.split('-') ?? []
  const next = String(Number(folder) + 1).padStart(4, '0')
  const out = row('TANPA TANGGAL', { 'No RM': `${area}-${next}-01`, 'Tgl Lahir': '31-02-1990', JK: 'L' })
  const other = { 'No KK': '8204022108100078', Desa: 'Guruapin', 'Tgl Lahir': '07-08-1979', JK: 'L' }
  expect(await house.bring('kartu lama.csv', csvOf([out], families))).toMatchObject({ keptOut: 1 })
  await house.bring('kartu lain.csv', csvOf([row('YOSEPUS KAIWAI', other)], families))
  expect((await opened('YOSEPUS KAIWAI')).recordNo.split('-')[1]).toBe(
    String(Number(next) + 1).padStart(4, '0'),
  )
  await house.desk.api.recordNumbers.save(template)
})

test('whoever was added before an import broke off is found, and if that fails too, once it is ended', async () => {
  const file = join(house.hub.folder, 'loket.db')
  const withFile = <T>(work: (driver: ReturnType<typeof openDriver>) => T): T => {
    const driver = openDriver(file, keyFromFile(house.hub.folder))
    const result = work(driver)
    driver.close()
    return result
  }
  const refuse = (table: string, when: string) =>
    withFile((driver) =>
      driver.exec(`CREATE TRIGGER refuse_${table} BEFORE INSERT ON ${table} WHEN ${when}
        BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`),
    )
  const accept = (table: string) => withFile((driver) => driver.exec(`DROP TRIGGER refuse_${table}`))
  const listed = (id: string) =>
    withFile((driver) =>
      driver
        .prepare(
          'SELECT count(DISTINCT rid) FROM patient_lists JOIN patients USING (rid) WHERE import_id = ?',
        )
        .pluck()
        .get(id),
    )
  const breakOff = async (first: number) => {
    const strangers = Array.from({ length: 40 }, (_, at) =>
      row(strangerName(first + at), { 'Tgl Lahir': strangerBirth(first + at) }),
    )
    const last = row(`PATAH DI SINI ${first}`, { 'Tgl Lahir': '01-01-1955' })
    const broken = await house.bring('patah.csv', csvOf([...strangers, last], families))
    expect(broken).toMatchObject({ phase: 'paused', problem: expect.any(String) })
    expect(broken.added).toBeGreaterThan(0)
    return broken
  }

  refuse('patients', "NEW.name LIKE 'PATAH%'")
  const once = await breakOff(0)
  expect(await house.found(strangerName(0))).toContain(strangerName(0))
  expect(listed(once.id)).toBe(once.added)
  await house.desk.api.imports.stop({ id: once.id })

  refuse('patient_lists', 'true')
  const twice = await breakOff(100)
  for (const table of ['patients', 'patient_lists']) accept(table)
  expect(listed(twice.id)).toBe(0)
  await house.desk.api.imports.stop({ id: twice.id })
  expect(listed(twice.id)).toBe(twice.added)
})
