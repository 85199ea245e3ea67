import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import {
  chooseByLetters,
  fillArrival,
  fillPerson,
  findPerson,
  printTicket,
  registerPerson,
  savePerson,
  signIn,
  untilKept,
} from '../support/clerk.ts'
import { field, press, tabTo, typeInto } from '../support/keyboard.ts'
import { goOn, openRoom } from '../support/nurse.ts'
import { lastTicket } from '../support/printer.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { nurhayati, rina, wayan } from './day/people.ts'
import { pictures, puskesmas } from './day/story.ts'

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-21 07:30')
  desk = place.page
  await desk.setViewportSize({ width: 1366, height: 768 })
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina })
})
test.afterAll(() => place.remove())

/** Whether everything that can be filled in is on screen at once. */
async function expectNoScrolling(): Promise<void> {
  const fields = desk.getByLabel('Orangnya').locator('..')
  const [inner, outer] = await fields.evaluate((box) => [box.scrollHeight, box.clientHeight])
  expect(inner).toBeLessThanOrEqual(outer ?? 0)
}

test('the usual registration fits a screen of 1366 by 768; what only some need stands behind a key', async () => {
  await press(desk, 'F2')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await expectNoScrolling()
  await expect(desk.getByRole('region', { name: 'Keterangan lain' })).toBeHidden()
  await press(desk, 'Alt+l')
  await expect(desk.getByRole('checkbox', { name: 'Fisik (gerak)' })).toBeFocused()
  await expectAccessible(desk, 'new person: other facts')
  // Nothing was typed, so nothing is asked.
  await press(desk, 'Escape')
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
})

test('a foreigner is asked for country and passport where others have their NIK', async () => {
  await press(desk, 'F2')
  await fillPerson(desk, {
    name: 'LUDWIG BERG',
    nik: { missing: 'Warga negara asing' },
    birth: '17061988',
    sex: 'L',
    payer: 'Umum',
  })
  await expectNoScrolling()
  await press(desk, 'Control+Enter')
  await expect(field(desk, 'Kewarganegaraan')).toBeFocused()
  // The list would lie over what is said.
  await expect(desk.getByText('Kewarganegaraan belum dipilih.')).toBeVisible()
  await expect(desk.getByRole('listbox', { name: 'Hasil pencarian' })).toBeHidden()
  await expectAccessible(desk, 'new person: a foreigner without papers')
  await desk.keyboard.type('jerman')
  await expect(desk.getByRole('option', { name: 'Jerman' })).toBeVisible()
  await press(desk, 'Enter')
  await typeInto(field(desk, 'Nomor paspor'), 'c01x00t47')
  await savePerson(desk, 'LUDWIG BERG')
  await expect(desk.getByText('WNA')).toBeVisible()
  await press(desk, 'Escape')
})

test('who knows nothing about the birth is asked for an age, and a paper of the payer for its number', async () => {
  await press(desk, 'F2')
  await fillPerson(desk, {
    name: 'SUHARTO',
    nik: { missing: 'Belum punya' },
    birth: 'tidak tahu',
    sex: 'L',
    payer: 'Jamkesda',
  })
  await typeInto(field(desk, 'Nomor SKTM / Jamkesda'), 'SKTM/041/XI')
  await press(desk, 'Control+Enter')
  await expect(field(desk, 'Tanggal lahir')).toBeFocused()
  await expect(desk.getByText('umur yang Anda perkirakan')).toBeVisible()
  await typeInto(field(desk, 'Tanggal lahir'), '60 th')
  await savePerson(desk, 'SUHARTO')
  await expect(desk.getByText('± 60 th').first()).toBeVisible()
  await press(desk, 'F4')
  await expect(field(desk, 'Nomor SKTM / Jamkesda')).toHaveValue('SKTM/041/XI')
  await chooseByLetters(field(desk, 'Penjamin'), 'Umum')
  await expect(field(desk, 'Nomor SKTM / Jamkesda')).toBeHidden()
  await press(desk, 'Escape')
  await expect(desk.getByRole('button', { name: 'Lanjut mengetik' })).toBeFocused()
  await press(desk, 'Shift+Tab', 'Enter')
  await expect(desk.getByRole('heading', { name: 'SUHARTO', exact: true })).toBeVisible()
  await press(desk, 'Escape')
})

test('a disability and the language somebody needs stand large at the desk and in the room, and tick the help', async () => {
  await registerPerson(desk, nurhayati)
  await press(desk, 'F4')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await press(desk, 'Alt+l')
  await tabTo(desk.getByRole('checkbox', { name: 'Rungu (pendengaran)' }))
  await press(desk, 'Space')
  await typeInto(field(desk, 'Perlu bantuan bahasa'), 'Ternate')
  await press(desk, 'Tab')
  await pictures(desk, 'register-other')
  await press(desk, 'Control+Enter')
  const help = desk.getByRole('list', { name: 'Perlu bantuan' })
  await expect(help).toContainText('Rungu (pendengaran)')
  await expect(help).toContainText('Bahasa Ternate')
  await expect(desk.getByRole('checkbox', { name: 'Perlu bantuan' })).toBeChecked()
  await expect(desk.getByText('Didahulukan: Disabilitas / butuh bantuan')).toBeVisible()
  await expectAccessible(desk, 'desk: somebody who needs help')
  await pictures(desk, 'desk-help')
  const size = desk.viewportSize()
  await desk.setViewportSize({ width: 1366, height: 768 })
  const lastTick = desk.locator('label', { has: desk.getByRole('checkbox', { name: 'Tanda gawat' }) })
  await expect(lastTick).toBeInViewport({ ratio: 1 })
  if (size) await desk.setViewportSize(size)
  // The clerk who sees the person has the last word.
  await press(desk, 'Alt+p')
  await expect(desk.getByText('Didahulukan: Disabilitas / butuh bantuan')).toBeHidden()
  await press(desk, 'Alt+p')
  await fillArrival(desk, { compared: ['1', '2'] })
  const number = await printTicket(desk)
  expect(await lastTicket(place.printer, number)).not.toMatch(/rungu|ternate|disabilitas/i)
  const room = await openRoom(desk, 'Ruang Dewasa & Lansia', rina)
  await goOn(room, 'Panggil berikutnya')
  await expect(room.getByRole('list', { name: 'Perlu bantuan' })).toContainText('tidak mendengar panggilan')
  await expectAccessible(room, 'room: somebody who needs help')
  await room.close()
})

test('a membership is looked up with two keys; inactive, cash is offered and nothing is blocked', async () => {
  await registerPerson(desk, wayan)
  const mark = desk.getByRole('button', { name: /^JKN / })
  await expect(mark).toContainText('belum dicek')
  await press(desk, 'Alt+v', '2')
  await expect(mark).toContainText(/tidak aktif, dicek hari ini \d\d\.\d\d oleh Rina/)
  const offer = desk.getByRole('button', { name: 'Umum kali ini' })
  await expect(offer).toBeVisible()
  await press(desk, 'Alt+u')
  await expect(desk.getByLabel('Penjamin')).toHaveValue('umum')
  await expect(offer).toBeHidden()
  await press(desk, 'Alt+v')
  await expectAccessible(desk, 'dialog: membership')
  await press(desk, 'Escape')
  await fillArrival(desk, { compared: ['1', '2'] })
  await printTicket(desk)
  // For that visit alone: on file nothing has changed.
  await findPerson(desk, 'wayan', wayan.name)
  await press(desk, 'F4')
  await expect(field(desk, 'Penjamin')).toHaveValue('jkn_pbi')
  await press(desk, 'Escape')
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await press(desk, 'Escape')
})

test('who came without a name waits in a list of one key until somebody knows it', async () => {
  await press(desk, 'F9', '1')
  await typeInto(desk.getByLabel('Ciri yang terlihat'), 'helm biru')
  await press(desk, 'Enter')
  await expect(desk.getByText('1 pasien belum bernama')).toBeVisible()
  await press(desk, 'Alt+0')
  await expect(desk.getByRole('dialog', { name: 'Pasien yang belum bernama' })).toContainText('helm biru')
  await expectAccessible(desk, 'dialog: people without a name')
  await press(desk, 'Enter')
  await fillPerson(desk, {
    name: 'KADEK RIO',
    nik: { missing: 'KTP/KK tidak dibawa' },
    birth: '30 th',
    sex: 'L',
    payer: 'Umum',
  })
  await press(desk, 'Control+Enter')
  await expect(desk.getByText('pasien belum bernama')).toBeHidden()
})

test('who is on file as dead is not registered by mistake, and a slip is put right from there', async () => {
  await findPerson(desk, 'ludwig', 'LUDWIG BERG')
  await press(desk, 'F4')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await press(desk, 'Alt+l')
  await typeInto(field(desk, 'Meninggal tanggal'), '20112026')
  await press(desk, 'Control+Enter')
  const told = desk.getByRole('status', { name: 'Meninggal' })
  await expect(told).toContainText('Meninggal 20-11-2026')
  await expect(desk.getByRole('button', { name: /Cetak antrean/ })).toBeHidden()
  await expectAccessible(desk, 'desk: somebody who has died')
  await press(desk, 'Escape')
  await desk.keyboard.type('ludwig')
  await expect(desk.getByRole('option', { name: /LUDWIG BERG/ })).toContainText('meninggal')
  await press(desk, 'Enter')
  await expect(told).toBeVisible()
  await press(desk, 'F4')
  await typeInto(field(desk, 'Meninggal tanggal'), '')
  await press(desk, 'Backspace', 'Control+Enter')
  await expect(told).toBeHidden()
  await expect(desk.getByRole('button', { name: /Cetak antrean/ })).toBeVisible()
})

test('what was typed into a form’s other facts survives a crash of the hub', async () => {
  await press(desk, 'Escape')
  await press(desk, 'F2')
  await typeInto(field(desk, 'Nama lengkap'), 'PUTU NETRA')
  await press(desk, 'Alt+l')
  await tabTo(desk.getByRole('checkbox', { name: 'Netra (penglihatan)' }))
  await press(desk, 'Space')
  await untilKept(desk, 'Sunda', () => typeInto(field(desk, 'Perlu bantuan bahasa'), 'Sunda'))
  await place.stop('SIGKILL')
  await place.start()
  await place.open()
  await signIn(desk, rina)
  await expect(field(desk, 'Nama lengkap')).toHaveValue('PUTU NETRA')
  await expect(desk.getByRole('checkbox', { name: 'Netra (penglihatan)' })).toBeChecked()
  await expect(field(desk, 'Perlu bantuan bahasa')).toHaveValue('Sunda')
})
