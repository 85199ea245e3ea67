import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { admit, findPerson, openFromMenu, registerPerson } from '../support/clerk.ts'
import { field, press, tabTo, typeInto } from '../support/keyboard.ts'
import { openRoom } from '../support/nurse.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { ardana, bagas, nurhayati, rahmat, rina, sudani, wayan } from './day/people.ts'
import { picture, pictureFile, puskesmas } from './day/story.ts'

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-23 07:30')
  desk = place.page
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina })
  for (const person of [wayan, bagas, sudani, ardana, rahmat, nurhayati]) {
    await registerPerson(desk, person)
    await press(desk, 'Escape')
  }
  await place.setClock('2026-11-23 08:14')
  await findPerson(desk, 'bagas', bagas.name)
  expect(await admit(desk, { compared: ['1', '2'] })).toBe('C-001')
})
test.afterAll(() => place.remove())

async function expectAccessible(state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: desk })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`)
  expect.soft(told, state).toEqual([])
}

const line = () => desk.getByRole('form', { name: 'Baris daftar kertas' })
const entered = () => desk.getByRole('region', { name: 'Sudah dimasukkan' }).getByRole('row')

/** Types one line of the paper list; Enter leads from the number to the name, and from the name to the next line. */
async function enterLine(number: string, text: string, choice: string | RegExp): Promise<void> {
  await expect(field(line(), 'Nomor')).toBeFocused()
  await desk.keyboard.type(number)
  await press(desk, 'Enter')
  await expect(field(line(), 'Nama atau RM')).toBeFocused()
  await desk.keyboard.type(text)
  await expect(desk.locator('[data-combobox-selected]')).toHaveText(choice)
  await press(desk, 'Enter', 'Enter')
}

test('numbers are reserved and printed: slips to cut out, and a list to write on', async () => {
  await openFromMenu(desk, 'Cadangan listrik padam')
  await tabTo(desk.getByLabel('Seri'))
  await desk.keyboard.type('C')
  await press(desk, 'Alt+c')
  await expect(desk.getByText('C-801 – C-820')).toBeVisible()
  await expect.poll(() => place.printer.sheets.length).toBe(1)
  const [sheets = ''] = place.printer.sheets
  for (const words of ['C-801', 'C-820', puskesmas.name, 'Simpan sampai pulang', 'Keperluan'])
    expect(sheets).toContain(words)
  expect(sheets).not.toContain('C-821')

  await desk.emulateMedia({ media: 'print' })
  await expect(desk.getByRole('heading', { name: 'Cadangan listrik padam' })).toBeHidden()
  await desk.setViewportSize({ width: 718, height: 1020 })
  await picture(desk, 'contingency-sheets')
  await desk.locator('.paper-sheets table').screenshot({ path: pictureFile('contingency-list') })
  const pdf = await desk.pdf({ preferCSSPageSize: true })
  // Ten slips to a page, and the whole list on one.
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(3)
  await desk.emulateMedia({ media: 'screen' })
  await desk.setViewportSize({ width: 1366, height: 768 })

  await tabTo(desk.getByRole('button', { name: 'Cetak lagi' }))
  await press(desk, 'Enter')
  await expect.poll(() => place.printer.sheets.length).toBe(2)
  await press(desk, 'Escape')
})

test('after the power cut the paper list is typed in any order; everybody stands in line by their number', async () => {
  await place.setClock('2026-11-23 09:40')
  await findPerson(desk, 'rahmat', rahmat.name)
  expect(await admit(desk, { compared: ['1', '2'] })).toBe('C-002')
  await openFromMenu(desk, 'Cadangan listrik padam')
  await expect(desk.getByLabel('Padam pukul')).toHaveValue('08.15')
  await expect(field(line(), 'Nomor')).toHaveValue('C-801')
  await expectAccessible('contingency: nothing entered')

  await enterLine('C-803', 'ardana', /^I MADE WAYAN ARDANA/)
  await expect(entered()).toHaveCount(2)
  await enterLine('801', 'sudani', /^NI WAYAN SUDANI/)
  await expect(entered()).toHaveCount(3)
  await enterLine('c802', 'Hasnah dari Laluin', 'Catat nama saja: “Hasnah dari Laluin”')
  await expect(entered()).toHaveCount(4)
  await expect(entered()).toContainText([/Nomor/, /C-801.*SUDANI/, /C-802.*Hasnah/, /C-803.*ARDANA/])
  await expect(field(line(), 'Nomor')).toHaveValue('C-804')
  await expectAccessible('contingency: three lines')
  await picture(desk, 'contingency')
})

test('a number that somebody has is refused by name, and the line stays as it was typed', async () => {
  await enterLine('802', 'wayan sudana', /^I WAYAN SUDANA/)
  await expect(line().getByRole('alert')).toHaveText(
    'Nomor C-802 sudah dipakai Hasnah dari Laluin pada hari itu. Periksa lagi kertasnya.',
  )
  await expect(field(line(), 'Nomor')).toBeFocused()
  await picture(desk, 'contingency-refused')
  await desk.keyboard.type('805')
  await press(desk, 'Alt+p', 'Enter')
  await expect(entered().filter({ hasText: 'C-805' })).toContainText('sudah pulang')
})

test('a line for the wrong person is cancelled with a reason', async () => {
  await tabTo(entered().filter({ hasText: 'C-805' }).getByRole('button', { name: 'Batalkan C-805' }))
  await press(desk, 'Enter')
  await expect(desk.getByLabel('Alasan dibatalkan')).toBeFocused()
  await expectAccessible('contingency: cancel?')
  await desk.keyboard.type('salah nama')
  await press(desk, 'Enter')
  await expect(entered().filter({ hasText: 'C-805' })).toContainText('dibatalkan')
  await press(desk, 'Escape')
})

test('the room sees them between who came before the cut and who came after; the counter goes on with its own numbers', async () => {
  await findPerson(desk, 'wayan sudana', wayan.name)
  expect(await admit(desk, { compared: ['1', '2'] })).toBe('C-003')
  const room = await openRoom(desk, 'Ruang Dewasa & Lansia', rina)
  const numbers = room.getByText(/^C-\d{3}$/)
  await expect(numbers.filter({ hasText: 'C-002' })).toBeVisible()
  const inLine = (await numbers.allInnerTexts()).filter((number) => /C-(001|002|802)/.test(number))
  expect(inLine).toEqual(['C-001', 'C-802', 'C-002'])
  await room.close()
})

test('a time is given to the person in front, and whoever is expected is there before anybody types', async () => {
  const booking = desk.getByRole('dialog', { name: 'Janji temu' })
  const expected = desk.getByRole('region', { name: 'Diharapkan hari ini' })
  await expect(expected).toContainText('Diharapkan hari ini (0)')
  await findPerson(desk, 'nurhayati', nurhayati.name)
  await press(desk, 'Alt+y')
  await expect(booking.getByLabel('Jam')).toBeFocused()
  await desk.keyboard.type('0930')
  await typeInto(booking.getByLabel('Catatan'), 'timbang dan ukur')
  await press(desk, 'Enter')
  await expect(booking.getByRole('row', { name: /09.30.*NURHAYATI.*timbang/ })).toBeVisible()
  await press(desk, 'Alt+ArrowLeft')
  await typeInto(booking.getByLabel('Jam'), '10.30')
  await press(desk, 'Enter')
  await expect(booking.getByRole('row', { name: /10.30.*NURHAYATI/ })).toBeVisible()
  await expectAccessible('bookings: a day')
  await picture(desk, 'bookings')

  await press(desk, 'Escape', 'Escape', 'Backspace')
  await expect(expected).toContainText('Diharapkan hari ini (1)')
  await expectAccessible('desk: somebody is expected')
  await picture(desk, 'bookings-desk')
  const recent = await desk.getByRole('region', { name: 'Terakhir dibuka' }).getByRole('listitem').count()
  await press(desk, ...Array.from({ length: recent + 1 }, () => 'ArrowDown'))
  await expect(expected.getByRole('button', { name: /10.30 NURHAYATI/ })).toBeFocused()
  await press(desk, 'Enter')
  await expect(desk.getByRole('button', { name: /^janji temu 10.30/ })).toBeVisible()
  await expect(desk.getByRole('checkbox').and(desk.locator(':focus'))).toBeVisible()
  await picture(desk, 'bookings-person')
  const number = await admit(desk, { compared: ['1', '2'] })
  await expect(expected).toContainText('Diharapkan hari ini (0)')
  await press(desk, 'Alt+y')
  await expect(booking.getByRole('row', { name: /10.30.*NURHAYATI/ })).toContainText(`sudah, ${number}`)
  await press(desk, 'Escape')
})
