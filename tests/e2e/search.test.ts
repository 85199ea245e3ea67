import { expect, type Page, test } from '@playwright/test'
import type { LocalDate } from '#domain/local-date'
import { buildIfStale } from '../../scripts/build.ts'
import { expectAccessible } from '../support/accessible.ts'
import { findPerson, openFromMenu, openSettings, signIn } from '../support/clerk.ts'
import { openLists } from '../support/desk-screens.ts'
import { fastHandMs, scannerMs, typeAtPace } from '../support/hand-and-scanner.ts'
import { head, newPatient, openPage, removeFolder, setUp, startHub, type TestHub } from '../support/hub.ts'
import { field, press, tabTo } from '../support/keyboard.ts'
import { pictures } from './day/story.ts'

const wayan = { name: 'I WAYAN SUDANA', nik: '8204020203590004' }
const bagas = { name: 'BAGAS PRATAMA USMAN', nik: '8204022111080001' }
const nurhayati = { name: 'NURHAYATI IBRAHIM', cardNo: '0009876543210', recordNo: '07-0123-01' }

const kayoa = '8204022004'
let village: string

let hub: TestHub
let desk: Page

test.describe.configure({ mode: 'serial' })

// The clock of the browser stays its own: the pace of keys is what these tests are about.
test.beforeAll(async ({ browser }) => {
  buildIfStale()
  hub = await startHub()
  const api = await openPage(hub.hub.newDeskUrl())
  await setUp(api)
  const villages = await api.api.area.villagesOfDistrict({ code: kayoa.slice(0, 6) })
  village = villages.find(({ code }) => code === kayoa)?.name ?? ''
  const born = (date: string) => ({ birth: { date: date as LocalDate, precision: 'exact' as const } })
  const person = { nikReason: null, villageCode: kayoa, payer: 'jkn_pbi' as const }
  for (const one of [
    { ...wayan, ...born('1959-03-02'), motherName: 'NI NYOMAN RAI' },
    { ...bagas, ...born('2008-11-21'), rt: '2' },
    { ...nurhayati, ...born('1998-05-14'), sex: 'P' as const, nik: '8204025405980002' },
  ])
    await api.api.patients.register(newPatient({ ...person, ...one }))
  desk = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await desk.goto(hub.hub.newDeskUrl())
  await signIn(desk, head)
  await expect(searchBox()).toBeFocused()
})
test.afterAll(async () => {
  await desk.context().close()
  await hub.close()
  removeFolder(hub.folder)
})

const searchBox = () => desk.getByRole('combobox', { name: 'Cari pasien' })
const hits = () => desk.getByRole('listbox', { name: 'Pasien yang cocok' })
const inFront = (name: string) => desk.getByRole('heading', { name, exact: true })
const notice = () => desk.locator('output')

async function search(text: string): Promise<void> {
  await expect(searchBox()).toBeFocused()
  await searchBox().fill(text)
}

test('before anything is typed, the people whom the clerk had last are a few arrows away', async () => {
  await search('')
  const recent = desk.getByRole('region', { name: 'Terakhir dibuka' })
  await expect(recent.getByRole('listitem')).toHaveText([/^NURHAYATI/, /^BAGAS/, /^I WAYAN/])
  await expectAccessible(desk, 'search box before typing')
  await press(desk, 'ArrowDown', 'ArrowDown')
  await expect(recent.getByRole('button', { name: /BAGAS/ })).toBeFocused()
  await press(desk, 'ArrowUp', 'ArrowUp')
  await expect(searchBox()).toBeFocused()
  await press(desk, 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(inFront(bagas.name)).toBeVisible()
  await press(desk, 'Escape')
  await expect(recent.getByRole('listitem').first()).toContainText('BAGAS')
})

test('a row shows in which words and why it stands in the list', async () => {
  await search('nur hayati')
  const row = hits().getByRole('option').first()
  await expect(row.locator('mark')).toHaveText(['NURHAYATI'])
  await search(`wayan ${village} rt 3`)
  await expect(row.locator('mark')).toHaveText(['WAYAN', village, 'RT 003/RW 005'])
  await search('wayan 02-03-1959')
  await expect(row.locator('mark')).toHaveText(['WAYAN', '02-03-1959'])
  await search('bagus pratama')
  await expect(row.locator('mark')).toHaveText(['BAGAS', 'PRATAMA', 'mungkin salah ketik'])
  await search('noerhajati')
  await expect(row.locator('mark')).toHaveText(['NURHAYATI'])
  await pictures(desk, 'desk-hits')
  await expectAccessible(desk, 'hits')
})

test('whoever types faster than the answer comes opens the one person meant, not a guess below', async () => {
  await search('')
  await desk.keyboard.type('bagas')
  await press(desk, 'Enter')
  await expect(inFront(bagas.name)).toBeVisible()
  await press(desk, 'Escape')
})

test('a scanned NIK, card or record number opens its person at once, with the sign compared', async () => {
  await search('')
  await typeAtPace(desk, wayan.nik, scannerMs)
  await expect(inFront(wayan.name)).toBeVisible()
  await expect(desk.locator('[aria-keyshortcuts="3"]')).toBeChecked()
  await typeAtPace(desk, nurhayati.cardNo, scannerMs)
  await expect(inFront(nurhayati.name)).toBeVisible()
  await typeAtPace(desk, nurhayati.recordNo, scannerMs)
  await expect(desk.locator('[aria-keyshortcuts="4"]')).toBeChecked()
  await expect(desk.locator('[aria-keyshortcuts="1"]')).not.toBeChecked()
  await press(desk, 'Escape')
})

test('a scan reaches through a field that has the focus and leaves nothing in it', async () => {
  await findPerson(desk, 'bagas', bagas.name)
  await tabTo(desk.getByLabel('Keluhan'))
  await desk.getByLabel('Keluhan').fill('luka lama')
  await typeAtPace(desk, wayan.nik, scannerMs)
  await expect(inFront(wayan.name)).toBeVisible()
  await findPersonFromAnywhere('bagas')
  await expect(desk.getByLabel('Keluhan')).toHaveValue('luka lama')
  await press(desk, 'Escape')
})

test('a scan over ticks ticks nothing', async () => {
  await findPerson(desk, 'wayan', wayan.name)
  await expect(desk.getByRole('checkbox').and(desk.locator(':focus'))).toBeVisible()
  await typeAtPace(desk, '123456123456', scannerMs)
  await expect(notice()).toContainText('123456123456 belum ada di berkas')
  for (const key of ['1', '2', '3', '5', '6'])
    await expect(desk.locator(`[aria-keyshortcuts="${key}"]`)).not.toBeChecked()
  await searchBox().fill('')
  await press(desk, 'Escape')
})

test('the fastest hand is not a scanner: what it types stays in the field', async () => {
  await findPerson(desk, 'bagas', bagas.name)
  const complaint = desk.getByLabel('Keluhan')
  await tabTo(complaint)
  await complaint.fill('')
  await press(desk, 'Escape')
  await press(desk, 'F2')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await tabTo(field(desk, 'NIK'))
  await typeAtPace(desk, wayan.nik, fastHandMs)
  await expect(field(desk, 'NIK')).toHaveValue(wayan.nik)
  await expect(desk.getByRole('heading', { name: 'Pasien baru' })).toBeVisible()
})

test('while somebody new is registered, an unknown number goes into its own field and a known one opens its person', async () => {
  await field(desk, 'NIK').fill('')
  await tabTo(field(desk, 'Nama ibu'))
  await field(desk, 'Nama ibu').fill('MARIAM')
  await typeAtPace(desk, '8204021111110009', scannerMs)
  await expect(field(desk, 'NIK')).toHaveValue('8204021111110009')
  await expect(field(desk, 'Nama ibu')).toHaveValue('MARIAM')
  await expect(notice()).toContainText('diisikan ke formulir ini')
  await tabTo(field(desk, 'Nama ibu'))
  await typeAtPace(desk, bagas.nik, scannerMs)
  await expect(inFront(bagas.name)).toBeVisible()
  await press(desk, 'Escape')
})

test('an unknown number says so, and its person is registered with it', async () => {
  await search('')
  await typeAtPace(desk, '0001112223334', scannerMs)
  await expect(notice()).toContainText('Kartu JKN 0001112223334 belum ada di berkas')
  await expect(hits().getByRole('option')).toHaveText([/Daftarkan dengan kartu JKN 0001112223334/])
  await expectAccessible(desk, 'unknown number')
})

test('on a full page a card opens its person at the desk', async () => {
  for (const page of ['Tutup hari', 'Laporan pengiriman', 'Catatan ganda', 'Layar dan perangkat']) {
    await search('')
    if (page === 'Tutup hari') await press(desk, 'F8')
    else await openFromMenu(desk, page)
    await expect(desk.getByRole('heading', { name: page, exact: true })).toBeVisible()
    await typeAtPace(desk, wayan.nik, scannerMs)
    await expect(inFront(wayan.name)).toBeVisible()
    await expect(desk.getByRole('heading', { name: page, exact: true })).toHaveCount(0)
    await press(desk, 'Escape')
  }
})

test('from a page, and from a dialog in front of it, a card opens its person; what was typed there waits', async () => {
  await search('')
  await openSettings(desk)
  const address = desk.getByLabel('Alamat server dinas')
  await expect(address).toBeVisible()
  await tabTo(address)
  await address.fill('https://dinas.example')
  await typeAtPace(desk, '0001112223334', scannerMs)
  await expect(notice()).toHaveText('Kartu JKN 0001112223334 belum ada di berkas.')
  await expect(address).toHaveValue('https://dinas.example')
  await typeAtPace(desk, wayan.nik, scannerMs)
  await expect(inFront(wayan.name)).toBeVisible()
  await press(desk, 'Escape')
  await openSettings(desk)
  await expect(address).toHaveValue('https://dinas.example')
  await press(desk, 'Escape')

  await openFromMenu(desk, 'Layar dan perangkat')
  await press(desk, 'Alt+t')
  const dialog = desk.getByRole('dialog', { name: 'Sambungkan perangkat' })
  await expect(dialog.getByLabel('Nama')).toBeFocused()
  await desk.keyboard.type('TV poli', { delay: fastHandMs })
  await typeAtPace(desk, bagas.nik, scannerMs)
  await expect(inFront(bagas.name)).toBeVisible()
  await expect(desk.getByRole('dialog')).toHaveCount(0)
  await press(desk, 'Escape')
  await openFromMenu(desk, 'Layar dan perangkat')
  await press(desk, 'Alt+t')
  await expect(dialog.getByLabel('Nama')).toHaveValue('TV poli')
  await press(desk, 'Escape', 'Escape')
})

test('a dialog in front of the desk gives way, and the keys are those of the person', async () => {
  await search('')
  await openLists(desk)
  await press(desk, '5')
  await expect(desk.getByRole('dialog', { name: 'Unduh pasien terdaftar' })).toBeVisible()
  await typeAtPace(desk, wayan.nik, scannerMs)
  await expect(inFront(wayan.name)).toBeVisible()
  await expect(desk.getByRole('dialog')).toHaveCount(0)
  await expect(desk.getByRole('checkbox').and(desk.locator(':focus'))).toBeVisible()
  await press(desk, 'Escape')
})

test('over the number for an emergency an unknown card changes nothing, and a known one waits for nobody', async () => {
  await search('')
  await press(desk, 'F9')
  const dialog = desk.getByRole('dialog', { name: 'Gawat darurat' })
  await press(desk, '2')
  await expect(dialog.locator('[aria-keyshortcuts="2"]')).toBeChecked()
  await dialog.getByLabel('Perkiraan umur (tahun)').fill('40')
  await tabTo(dialog.locator('[aria-keyshortcuts="1"]'))
  await typeAtPace(desk, '1234561234561', scannerMs)
  await expect(notice()).toContainText('belum ada di berkas')
  for (const key of ['1', '3', '4'])
    await expect(dialog.locator(`[aria-keyshortcuts="${key}"]`)).not.toBeChecked()
  await expect(dialog.locator('[aria-keyshortcuts="2"]')).toBeChecked()
  await expect(dialog.getByLabel('Perkiraan umur (tahun)')).toHaveValue('40')
  await typeAtPace(desk, wayan.nik, scannerMs)
  await expect(inFront(wayan.name)).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await press(desk, 'Escape')
  await press(desk, 'F9')
  await expect(dialog.getByLabel('Perkiraan umur (tahun)')).toHaveValue('40')
  await expect(dialog.locator('[aria-keyshortcuts="2"]')).toBeChecked()
  await press(desk, 'Alt+b')
  await expect(dialog.getByLabel('Perkiraan umur (tahun)')).toHaveValue('')
  await expect(dialog.locator('[aria-keyshortcuts="2"]')).not.toBeChecked()
  await press(desk, 'Escape')
})

test('a field that looks for somebody takes the number of the card', async () => {
  await search('')
  await openFromMenu(desk, 'Cadangan listrik padam')
  await tabTo(field(desk, 'Nama atau RM'))
  await typeAtPace(desk, bagas.nik, scannerMs)
  await expect(field(desk, 'Nama atau RM')).toHaveValue(bagas.nik)
  await expect(desk.getByRole('option', { name: /BAGAS/ })).toBeVisible()
  await field(desk, 'Nama atau RM').fill('')
  await press(desk, 'Escape', 'Escape')
})

test('a short record number is read as a card', async () => {
  const api = await openPage(hub.hub.newDeskUrl())
  await api.api.session.signIn(head)
  await api.api.patients.register(newPatient({ name: 'LA ODE HASIM', recordNo: '0417' }))
  await search('')
  await findPerson(desk, 'bagas', bagas.name)
  await tabTo(desk.getByLabel('Keluhan'))
  await typeAtPace(desk, '0417', scannerMs)
  await expect(inFront('LA ODE HASIM')).toBeVisible()
  await expect(desk.locator('[aria-keyshortcuts="4"]')).toBeChecked()
  await press(desk, 'Escape')
})

test('a date that finds nobody offers a new person with that birth date', async () => {
  await search('05-06-1971')
  await expect(hits().getByRole('option')).toHaveText([/Daftarkan pasien baru, tanggal lahir 05-06-1971/])
  await press(desk, 'F2')
  // What the tests before had begun for somebody else.
  await desk.getByRole('button', { name: 'Buang isian itu' }).click()
  await expect(field(desk, 'Tanggal lahir')).toHaveValue('05-06-1971')
  await press(desk, 'Escape')
})

test('of more than twenty the next are an arrow or a key away', async () => {
  const api = await openPage(hub.hub.newDeskUrl())
  await api.api.session.signIn(head)
  for (let n = 0; n < 45; n += 1)
    await api.api.patients.register(newPatient({ name: `SUTARMI ${String.fromCharCode(65 + (n % 26))}${n}` }))
  await search('sutarmi')
  const rows = hits()
    .getByRole('option', { name: /SUTARMI/ })
    .filter({ hasNotText: 'Daftarkan' })
  await expect(rows).toHaveCount(20)
  const tenth = await rows.nth(9).textContent()
  await expect(desk.getByRole('button', { name: /Tampilkan 20 berikutnya/ })).toHaveAttribute(
    'aria-keyshortcuts',
    'PageDown',
  )
  await press(desk, 'PageDown')
  await expect(rows).toHaveCount(40)
  await expect(rows.nth(20)).toHaveAttribute('aria-selected', 'true')
  expect(await rows.nth(9).textContent()).toBe(tenth)
  await expectAccessible(desk, 'forty hits')
  for (let n = 0; n < 20; n += 1) await press(desk, 'ArrowDown')
  await expect(rows).toHaveCount(45)
  await expect(rows.nth(40)).toHaveAttribute('aria-selected', 'true')
  await expect(desk.getByRole('button', { name: /berikutnya/ })).toHaveCount(0)
  await press(desk, 'Enter')
  await expect(desk.getByRole('heading', { name: /^SUTARMI/ })).toBeVisible()
  await press(desk, 'Escape')
})

test('a row says that it is a baby of the mother, or was called otherwise before', async () => {
  const api = await openPage(hub.hub.newDeskUrl())
  await api.api.session.signIn(head)
  const kept = await api.api.patients.register(newPatient({ name: 'SUMARSIH PANGESTUTI' }))
  const gone = await api.api.patients.register(newPatient({ name: 'MBOK SARINTEN' }))
  const revisions = { keptRevision: kept.revision, goneRevision: gone.revision }
  await api.api.merges.merge({ keptId: kept.id, goneId: gone.id, take: [], ...revisions })
  const mother = await api.api.patients.register(newPatient({ name: 'NYOMAN ARIANI', sex: 'P' }))
  const birth = { date: '2026-11-02' as LocalDate, precision: 'exact' as const }
  const child = { nikReason: 'bayi_baru_lahir' as const, motherId: mother.id, birth }
  await api.api.patients.register(newPatient({ name: 'By. Ny. NYOMAN ARIANI', ...child }))
  const row = hits().getByRole('option').first()
  await search('by ny ariani')
  await expect(row.locator('mark')).toHaveText(['ARIANI', 'ARIANI', 'bayi dari ibu ini'])
  await search('sarinten')
  await expect(row).toContainText('SUMARSIH PANGESTUTI')
  await expect(row.locator('mark')).toHaveText(['dulu juga MBOK SARINTEN'])
  await search(`wayan ${wayan.nik.slice(-4)}`)
  await expect(row.locator('mark')).toHaveText(['WAYAN', `NIK …${wayan.nik.slice(-4)}`])
  await search('')
})

async function findPersonFromAnywhere(text: string): Promise<void> {
  await press(desk, 'Escape')
  await search(text)
  await expect(desk.getByRole('option', { selected: true })).toContainText(text.toUpperCase())
  await press(desk, 'Enter')
}
