import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { newPatient, refusalOf } from '../support/hub.ts'
import { type ImportDesk, openImportDesk, person } from '../support/import-desk.ts'
import { csvOf, untilRest, upload } from '../support/import-files.ts'

// Each import starts a worker of its own, which an old PC takes its time for.
vi.setConfig({ testTimeout: 60_000 })

let house: ImportDesk

beforeAll(async () => {
  house = await openImportDesk()
})
afterAll(() => house.close())

test('each row that may be somebody is decided by itself; the rest is taken as one says of all of them', async () => {
  const names = ['HASAN BASRI', 'LATIFAH ZAHRA', 'MARKUS TABUNI', 'OKTAVIANUS WENDA']
  for (const [at, name] of names.entries())
    await house.desk.api.patients.register(
      newPatient({ name, birth: { date: `198${at}-05-1${at}` as LocalDate, precision: 'exact' } }),
    )
  const rows = names.map((name, at) =>
    person(name, { 'No RM': `D-${at}`, 'Tgl Lahir': `1${at}-05-198${at}` }),
  )
  const { id } = await upload(house.desk, 'putuskan.csv', csvOf(rows))
  const page = await house.desk.api.imports.likely({ id, page: null })
  expect(page.rows.map(({ name, who }) => [name, who?.name])).toEqual(names.map((name) => [name, name]))
  const no = page.rows.map((one) => one.no)
  await house.desk.api.imports.decide({ id, no: no[0] ?? 0, as: 'new' })
  await house.desk.api.imports.decide({ id, no: no[1] ?? 0, as: 'same' })
  await house.desk.api.imports.decide({ id, no: no[2] ?? 0, as: 'same' })
  expect(await house.desk.api.imports.decide({ id, no: no[2] ?? 0, as: null })).toMatchObject({
    new: 1,
    same: 1,
  })
  const { rows: decided } = await house.desk.api.imports.likely({ id, page: null })
  expect(decided.map(({ decision }) => decision)).toEqual(['new', 'same', null, null])
  await house.desk.api.imports.start({ id, undecided: 'leave' })
  expect(await untilRest(house.desk.api, id)).toMatchObject({ added: 1, known: 1, keptOut: 2 })
  expect(await house.found('hasan basri')).toEqual(['HASAN BASRI', 'HASAN BASRI'])
  expect(await house.found('latifah zahra')).toEqual(['LATIFAH ZAHRA'])
  expect(await house.found('markus tabuni')).toEqual(['MARKUS TABUNI'])
  // Fed back, and all of them taken for the person on file.
  expect(await house.bring('putuskan.csv', csvOf(rows), 'same')).toMatchObject({ added: 0, known: 4 })
  expect(await house.found('markus tabuni')).toEqual(['MARKUS TABUNI'])
})

test('those who are nearly certain are decided all at once, and opened again all at once', async () => {
  const births = ['1979-04-05', '1979-06-07', '1979-08-13'] as LocalDate[]
  const names = ['Moh. Yunus', 'Yuliana Saiba', 'Melkias Ullo']
  for (const [at, name] of names.entries())
    await house.desk.api.patients.register(
      newPatient({
        name,
        birth: { date: births[at] ?? ('' as LocalDate), precision: 'exact' },
        phone: `08123456000${at + 1}`,
      }),
    )
  const rows = [
    person('MUHAMMAD JUNUS', { 'No RM': 'PASTI-1', 'Tgl Lahir': '05-04-1979', 'No HP': '081234560001' }),
    person('JULIANA SAIBA', { 'No RM': 'PASTI-2', 'Tgl Lahir': '07-06-1979', 'No HP': '081234560002' }),
    person('MELKIAS ULLO', { 'No RM': 'PASTI-3', 'Tgl Lahir': '13-08-1979', JK: 'P' }),
  ]
  const { id } = await upload(house.desk, 'pasti.csv', csvOf(rows))
  const { imports } = house.desk.api
  const decisions = async () =>
    (await imports.likely({ id, page: null })).rows.map(({ no, decision }) => [no, decision])
  expect(await imports.report({ id })).toMatchObject({ decided: { sureOpen: 2, atOnce: 0 } })
  await imports.decide({ id, no: 3, as: 'new' })
  expect(await imports.decideSure({ id, as: 'same' })).toEqual({ new: 1, same: 1, atOnce: 1, sureOpen: 0 })
  expect(await decisions()).toEqual([
    [2, 'same'],
    [3, 'new'],
    [4, null],
  ])
  // Whoever decided by hand keeps that decision.
  expect(await imports.decideSure({ id, as: null })).toEqual({ new: 1, same: 0, atOnce: 0, sureOpen: 1 })
  expect(await imports.decideSure({ id, as: 'same' })).toMatchObject({ atOnce: 1 })
  await imports.start({ id, undecided: 'leave' })
  expect(await untilRest(house.desk.api, id)).toMatchObject({ added: 1, known: 1, keptOut: 1 })
  expect((await refusalOf(imports.decideSure({ id, as: 'same' })))[0]?.code).toBe('import_not_now')
  expect(await house.found('PASTI-1')).toEqual(['Moh. Yunus'])
})

test('thousands of them are decided page by page, beginning where one left off', async () => {
  const rows = Array.from({ length: 60 }, (_, at) =>
    person('SEPTIANA KOGOYA', { 'No RM': `S-${at}`, 'Tgl Lahir': '09-09-1989', JK: 'P' }),
  )
  const { id } = await upload(house.desk, 'banyak.csv', csvOf(rows))
  const { imports } = house.desk.api
  const first = await imports.likely({ id, page: null })
  expect([first.page, first.pages, first.rows.length]).toEqual([0, 3, 25])
  for (const { no } of first.rows) await imports.decide({ id, no, as: 'new' })
  expect(await imports.likely({ id, page: null })).toMatchObject({ page: 1 })
  expect(await imports.report({ id })).toMatchObject({ decided: { new: 25, same: 0 } })
  expect((await imports.likely({ id, page: 2 })).rows).toHaveLength(9)
  await imports.stop({ id })
})
