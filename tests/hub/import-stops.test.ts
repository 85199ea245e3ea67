import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { nameTokens } from '#domain/name-key'
import { keyFromFile } from '#hub/data-folder'
import { findBrokenAudit } from '#hub/store/audit'
import { openDriver, openStore } from '#hub/store/open'
import { head, openPage, removeFolder, setUp, startHub, type TestPage } from '../support/hub.ts'
import { runHub } from '../support/hub-program.ts'
import { csvOf, headings, strangerBirth, strangerName, untilRest, upload } from '../support/import-files.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loket-import-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder)
})

const count = 6000
const serial = (at: number) => String(at + 1).padStart(4, '0')
const nikOf = (at: number) => {
  const [day = '', month = '', year = ''] = strangerBirth(at).split('-')
  return `820402${day}${month}${year.slice(2)}${serial(at)}`
}
const kkOf = (at: number) => `820402210810${serial(Math.floor(at / 4))}`
const isHead = (at: number) => at % 4 === 2
/**
 * Each is somebody else; every fifth brings a number and comes first, every hundredth cannot be taken. Four rows that
 * follow each other are of one card, its head the third of them.
 */
const many = csvOf(
  Array.from({ length: count }, (_, at) => [
    at % 5 === 0 ? `L-${serial(at)}` : '',
    nikOf(at),
    strangerName(at),
    at % 100 === 99 ? '31-02-1959' : strangerBirth(at),
    'L',
    'Guruapin',
    '',
    '',
    '',
    kkOf(at),
    isHead(at) ? 'Kepala Keluarga' : 'Anak',
  ]),
  [...headings, 'No KK', 'SHDK'],
)
const taken = count - count / 100

async function openDesk(folder: string) {
  const program = await runHub(['--data', folder, '--port', '0'])
  if (program.first.event !== 'ready') throw new Error(program.first.message)
  return { program, desk: await openPage(program.first.url) }
}

/** What the trail says of an import: what was done, and by whom. */
function deedsOf(folder: string, id: string): [action: string, by: string][] {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const rows = driver
    .prepare(
      `SELECT audit.action, staff.name FROM audit JOIN staff ON staff.id = audit.staff_id
       WHERE subject = 'import' AND subject_id = ? ORDER BY seq`,
    )
    .all(id) as { action: string; name: string }[]
  driver.close()
  return rows.map(({ action, name }) => [action, name])
}

/** Waits until so many rows are settled, which is in the middle of everything. */
async function untilRow({ api }: TestPage, id: string, row: number): Promise<void> {
  for (;;) {
    const found = (await api.imports.list()).find((one) => one.id === id)
    if (!found || found.done >= row) return
    if (!found.atWork) throw new Error(`at rest at ${found.done}`)
  }
}

const membersOfCards = `
  SELECT kk_no, head.name, (SELECT group_concat(name, ',' ORDER BY name) FROM patients WHERE family_id = families.id)
  FROM families JOIN patients AS head ON head.id = head_id AND head.family_relation = 'kepala' ORDER BY kk_no`

function membersOf(card: number): number[] {
  return [0, 1, 2, 3]
    .map((place) => card * 4 + place)
    .filter((at) => at % 100 !== 99)
    .sort((a, b) => (strangerName(a) < strangerName(b) ? -1 : 1))
}

/** Everybody of the file is there once, with their card and its head, with a number of their own, and each is found by it. */
async function expectWhole(folder: string, id: string): Promise<void> {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const store = openStore(driver, () => {})
  const one = (sql: string) => driver.prepare(sql).pluck().get()
  expect(one('SELECT count(*) FROM patients')).toBe(taken)
  expect(one('SELECT count(DISTINCT name) FROM patients')).toBe(taken)
  expect(one('SELECT count(DISTINCT record_key) FROM patients')).toBe(taken)
  expect(one(`SELECT count(*) FROM patients WHERE import_id = '${id}'`)).toBe(taken)
  expect(one(`SELECT count(*) FROM import_rows WHERE state = 'rejected'`)).toBe(count - taken)
  expect(one('SELECT count(*) FROM patient_words')).toBe(taken)
  expect(
    one(
      'SELECT count(*) FROM patients WHERE EXISTS (SELECT 1 FROM patient_numbers WHERE key = nik AND patient_numbers.rid = patients.rid)',
    ),
  ).toBe(taken)
  expect(driver.prepare(membersOfCards).raw().all()).toEqual(
    Array.from({ length: count / 4 }, (_, card) => [
      kkOf(card * 4),
      strangerName(card * 4 + 2),
      membersOf(card).map(strangerName).join(),
    ]),
  )
  expect(
    one(
      `SELECT count(*) FROM patients JOIN families ON families.id = family_id WHERE EXISTS
       (SELECT 1 FROM patient_numbers WHERE key = kk_no AND patient_numbers.rid = patients.rid)`,
    ),
  ).toBe(taken)
  const foundByHead = driver
    .prepare(
      `SELECT patients.name FROM patient_words JOIN patients ON rid = patient_words.rowid
       WHERE patient_words MATCH ? ORDER BY patients.name`,
    )
    .pluck()
  for (let at = 2; at < count; at += 4) {
    const words = nameTokens(strangerName(at)).map((word) => `{kin} : "${word}"`)
    const others = membersOf(Math.floor(at / 4)).filter((member) => member !== at)
    expect(foundByHead.all(words.join(' AND '))).toEqual(others.map(strangerName))
  }
  expect(driver.prepare('SELECT added, known, likely, rejected FROM imports').all()).toEqual([
    { added: taken, known: 0, likely: 0, rejected: count - taken },
  ])
  expect(await findBrokenAudit(store.db)).toBeNull()
  await store.close()
}

function cardsIn(folder: string): unknown[] {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const numbers = driver.prepare('SELECT kk_no FROM families').pluck().all()
  driver.close()
  return numbers
}

test('SIGKILL in the middle, again and again: the import goes on at its row, nobody is doubled and nobody is lost', async () => {
  const folder = newFolder()
  const first = await openDesk(folder)
  await setUp(first.desk)
  const { id } = await upload(first.desk, 'banyak.csv', many)
  await first.desk.api.imports.start({ id, undecided: 'leave' })
  await untilRow(first.desk, id, 700)
  await first.program.stop('SIGKILL')

  for (const row of [1800, 3300]) {
    const { program, desk } = await openDesk(folder)
    await desk.api.session.signIn(head)
    const [standing] = await desk.api.imports.list()
    expect(standing).toMatchObject({ id, phase: 'paused', atWork: false })
    // Whoever was added before the power went is found by number, whether or not anybody goes on.
    expect(await desk.api.patients.search({ text: nikOf(10) })).toMatchObject([{ name: strangerName(10) }])
    await desk.api.imports.resume({ id })
    await untilRow(desk, id, row)
    await program.stop('SIGKILL')
  }

  const { program, desk } = await openDesk(folder)
  await desk.api.session.signIn(head)
  await desk.api.imports.resume({ id })
  expect(await untilRest(desk.api, id)).toMatchObject({ phase: 'done', added: taken, done: count })
  expect(readdirSync(folder).filter((name) => name.startsWith('import-'))).toEqual([])
  await program.stop('SIGTERM')
  await expectWhole(folder, id)
}, 120_000)

test('paused, the hub closed and opened, gone on with: the import ends as if nothing had happened', async () => {
  const folder = newFolder()
  let hub = await startHub({ folder })
  let desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
  const { id } = await upload(desk, 'banyak.csv', many)
  await hub.close()

  // A dry run that nobody has decided on is still there.
  hub = await startHub({ folder })
  desk = await openPage(hub.hub.newDeskUrl())
  await desk.api.session.signIn(head)
  expect(await desk.api.imports.report({ id })).toMatchObject({
    counts: { fresh: taken, rejected: count - taken },
  })
  await desk.api.imports.start({ id, undecided: 'leave' })
  await untilRow(desk, id, 500)
  const deputy = { name: 'Made Wirya', username: 'made', password: 'kunci-loket-4' }
  await desk.api.staff.create({ ...deputy, role: 'head' })
  const other = await openPage(hub.hub.newDeskUrl())
  await other.api.session.signIn(deputy)
  await other.api.imports.pause({ id })
  const [paused] = await desk.api.imports.list()
  expect(paused).toMatchObject({ phase: 'paused', atWork: false })
  const { imports } = desk.api
  await expect(imports.begin({ fileName: 'lain.csv', size: 10 })).rejects.toMatchObject({
    data: { problems: [{ code: 'import_busy' }] },
  })
  await imports.resume({ id })
  await untilRow(desk, id, (paused?.done ?? 0) + 500)
  await hub.close()

  hub = await startHub({ folder })
  desk = await openPage(hub.hub.newDeskUrl())
  await desk.api.session.signIn(head)
  await desk.api.imports.resume({ id })
  expect(await untilRest(desk.api, id)).toMatchObject({ phase: 'done', added: taken })
  await hub.close()
  await expectWhole(folder, id)
  expect(deedsOf(folder, id)).toEqual([
    ['check', head.name],
    ['start', head.name],
    ['pause', deputy.name],
    ['resume', head.name],
    ['close', head.name],
    ['resume', head.name],
    ['import', head.name],
  ])
}, 120_000)

test('stopped in the middle, whoever is in stays and can be taken back; killed while taking back, the rest follows', async () => {
  const folder = newFolder()
  const first = await openDesk(folder)
  await setUp(first.desk)
  const { id } = await upload(first.desk, 'banyak.csv', many)
  await first.desk.api.imports.start({ id, undecided: 'leave' })
  await untilRow(first.desk, id, 1500)
  await first.desk.api.imports.stop({ id })
  const [stopped] = await first.desk.api.imports.list()
  expect(stopped).toMatchObject({ phase: 'stopped', atWork: false })
  expect(stopped?.added).toBeGreaterThan(1400)
  expect(stopped?.added).toBeLessThan(taken)
  expect(readdirSync(folder).filter((name) => name.startsWith('import-'))).toEqual([])
  const [opened] = await first.desk.api.patients.search({ text: nikOf(0) })
  await first.desk.api.patients.open({ id: opened?.id ?? '' })
  await first.desk.api.imports.undo({ id })
  await untilRow(first.desk, id, 300)
  await first.program.stop('SIGKILL')

  const { program, desk } = await openDesk(folder)
  await desk.api.session.signIn(head)
  expect((await desk.api.imports.list())[0]).toMatchObject({ phase: 'undoing', atWork: false })
  await desk.api.imports.undo({ id })
  expect(await untilRest(desk.api, id)).toMatchObject({
    phase: 'undone',
    takenBack: (stopped?.added ?? 0) - 1,
  })
  expect(cardsIn(folder)).toEqual([kkOf(0)])
  expect(await desk.api.patients.search({ text: 'pasien' })).toMatchObject([
    { name: strangerName(0), headName: null },
  ])
  await program.stop('SIGTERM')
}, 120_000)

test('the rows of a file never lie on the disk in clear', async () => {
  const folder = newFolder()
  const hub = await startHub({ folder })
  const desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
  await upload(desk, 'rahasia.csv', many)
  const files = readdirSync(folder)
  expect(files.some((name) => name.startsWith('import-'))).toBe(true)
  const { readFileSync, statSync } = await import('node:fs')
  for (const name of files.filter((one) => statSync(join(folder, one)).isFile()))
    expect([name, readFileSync(join(folder, name)).includes(strangerName(0))]).toEqual([name, false])
  await hub.close()
}, 60_000)
