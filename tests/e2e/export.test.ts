import { expect, type Page, test } from '@playwright/test'
import { signIn, signOut } from '../support/clerk.ts'
import { furnishDesk, openLists } from '../support/desk-screens.ts'
import { field, press, typeInto } from '../support/keyboard.ts'
import { readCsv, readXlsx } from '../support/list-reading.ts'
import { savedFile } from '../support/saved-file.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { nurhayati, rina, wayan } from './day/people.ts'
import { pictures } from './day/story.ts'

const budi = { name: 'Budi Santoso', username: 'budi', password: 'kunci-loket-2' }

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-23 07:30')
  desk = place.page
  await furnishDesk(desk)
})
test.afterAll(() => place.remove())

const searchBox = () => desk.getByRole('combobox', { name: 'Cari pasien' })

const saved = (keys: () => Promise<void>) => savedFile(desk, keys)

test('Alt+X and a digit save the list that stands on the screen, and the focus is where it was', async () => {
  await openLists(desk)
  const { name, file } = await saved(() => press(desk, '1'))
  expect(name).toMatch(/^kunjungan-.*-2026-11-23\.xlsx$/)
  const [row] = (await readXlsx(file)).rows
  expect(row?.get('Nama')).toBe(nurhayati.name)
  await expect(searchBox()).toBeFocused()
  await expect(desk.getByRole('menu')).toHaveCount(0)
})

test('with Alt the same digit saves it as CSV', async () => {
  await openLists(desk)
  const { name, file } = await saved(() => press(desk, 'Alt+1'))
  expect(name).toMatch(/^kunjungan-.*-2026-11-23\.csv$/)
  expect((await readCsv(file)).rows[0]?.get('Nama')).toBe(nurhayati.name)
})

test('whom the search box finds is a list as well', async () => {
  await typeInto(searchBox(), 'wayan')
  await expect(desk.getByRole('option', { name: new RegExp(wayan.name) })).toBeVisible()
  await openLists(desk)
  const { name, file } = await saved(() => press(desk, '5'))
  expect(name).toMatch(/^hasil-pencarian-.*\.xlsx$/)
  const { title, rows } = await readXlsx(file)
  expect(title).toContain('Hasil pencarian «wayan»')
  expect(rows.map((row) => row.get('Nama'))).toEqual([wayan.name])
  await press(desk, 'ControlOrMeta+a', 'Delete')
})

test('Escape closes the choice of lists and nothing behind it', async () => {
  await press(desk, 'F8')
  await expect(desk.getByRole('heading', { name: 'Tutup hari', exact: true })).toBeVisible()
  await openLists(desk)
  await press(desk, 'Escape')
  await expect(desk.getByRole('menu')).toHaveCount(0)
  await expect(desk.getByRole('heading', { name: 'Tutup hari', exact: true })).toBeVisible()
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
})

test('the bookings of the day that is looked at are saved, not those of today', async () => {
  await press(desk, 'Alt+y')
  await expect(desk.getByRole('dialog', { name: 'Janji temu' })).toBeVisible()
  await press(desk, 'Alt+ArrowRight')
  await expect(desk.getByText('Selasa, 24 November 2026')).toBeVisible()
  await openLists(desk)
  const { name, file } = await saved(() => press(desk, '1'))
  expect(name).toContain('2026-11-24')
  expect((await readXlsx(file)).rows.map((row) => row.get('Nama'))).toEqual([wayan.name])
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
})

test('the head narrows everybody on file, sees how many they are, and saves them by keyboard', async () => {
  await openLists(desk)
  await press(desk, '5')
  await expect(desk.getByText('2 pasien')).toBeVisible()
  await expect(field(desk, 'Tahun lahir')).toBeFocused()
  await desk.keyboard.type('1959')
  await expect(desk.getByText('1 pasien')).toBeVisible()
  await pictures(desk, 'export')
  const { file } = await saved(() => press(desk, 'Enter'))
  const { title, rows } = await readXlsx(file)
  expect(title).toContain('lahir 1959')
  expect(rows.map((row) => row.get('Nama'))).toEqual([wayan.name])
  await typeInto(field(desk, 'Tahun lahir'), '1850')
  await expect(desk.getByText('0 pasien')).toBeVisible()
  await expect(desk.getByRole('button', { name: 'Unduh Excel' })).toBeDisabled()
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
})

test('a clerk is not offered everybody on file', async () => {
  const { origin } = new URL(desk.url())
  const made = await desk.request.post(`${origin}/api/staff/create`, {
    headers: { 'loket-page': new URL(desk.url()).searchParams.get('p') ?? '' },
    data: { ...budi, role: 'clerk' },
  })
  expect(made.ok()).toBe(true)
  await signOut(desk)
  await signIn(desk, budi)
  await expect(searchBox()).toBeFocused()
  await openLists(desk)
  await expect(desk.getByRole('menuitem', { name: /Siapa di mana/ })).toHaveCount(2)
  await expect(desk.getByRole('menuitem', { name: /Pasien terdaftar/ })).toHaveCount(0)
  await press(desk, 'Escape')
  await signOut(desk)
  await signIn(desk, rina)
  await expect(searchBox()).toBeFocused()
})
