import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import {
  fillArrival,
  findPerson,
  openSettings,
  printTicket,
  registerPerson,
  signOut,
} from '../support/clerk.ts'
import { field, press, tabTo, typeInto } from '../support/keyboard.ts'
import { goOn, openRoom, pressOffer } from '../support/nurse.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { nurhayati, rina, sri, wayan } from './day/people.ts'
import { puskesmas } from './day/story.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/** Nothing on this screen that WCAG 2 AA calls serious, and a keyboard that still points somewhere. */
async function expectAccessible(page: Page, state: string): Promise<void> {
  await test.step(state, async () => {
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
    const grave = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`,
      )
    expect.soft(grave, state).toEqual([])
    const focused = await page.evaluate(() => document.activeElement?.tagName ?? 'none')
    expect.soft(focused, `focus in: ${state}`).not.toBe('BODY')
  })
}

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-21 07:30')
  desk = place.page
})
test.afterAll(() => place.remove())

test('the first start can be read and steered by everybody', async () => {
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina }, (step) =>
    expectAccessible(desk, `setup: ${step}`),
  )
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
})

test('the desk can be read and steered by everybody, from search to ticket', async () => {
  await expectAccessible(desk, 'desk: nobody chosen')
  for (const person of [nurhayati, wayan]) {
    await registerPerson(desk, person)
    await press(desk, 'Escape')
  }
  await findPerson(desk, 'wayan', wayan.name)
  await expectAccessible(desk, 'desk: a person and the way they go')
  await press(desk, 'Enter')
  await expectAccessible(desk, 'desk: two identifiers are asked for')
  await press(desk, 'Alt+g', 'Alt+b')
  await expectAccessible(desk, 'desk: emergency signs in view')
  await press(desk, 'Alt+g', 'Alt+l')
  await expectAccessible(desk, 'desk: another room')
  await press(desk, 'Alt+l')
  await fillArrival(desk, { compared: ['1', '2'] })
  await printTicket(desk)
  await expectAccessible(desk, 'desk: a ticket was issued')
  await desk.keyboard.type('wayan')
  await expect(desk.getByRole('option', { name: wayan.name })).toBeVisible()
  await expectAccessible(desk, 'desk: hits')
  await findFresh('tidak ada orang ini')
  await expectAccessible(desk, 'desk: no hits')
})

/** Types over what stands in the search box. */
async function findFresh(text: string): Promise<void> {
  await typeInto(desk.getByRole('combobox', { name: 'Cari pasien' }), text)
}

test('the forms about a person can be read and steered by everybody', async () => {
  await findFresh('')
  await press(desk, 'F2')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await expectAccessible(desk, 'new person: empty')
  await press(desk, 'Control+Enter')
  await expectAccessible(desk, 'new person: everything missing')
  await typeInto(field(desk, 'Nama lengkap'), 'wayan sudana')
  await typeInto(field(desk, 'NIK'), '8204020203590004')
  await typeInto(field(desk, 'Tanggal lahir'), '02031959')
  await expect(desk.getByRole('region', { name: 'Mungkin sudah terdaftar' })).toContainText(wayan.name)
  await expectAccessible(desk, 'new person: somebody alike')
  await press(desk, 'Alt+b')
  await expectAccessible(desk, 'new person: newborn')
  await press(desk, 'Escape')
  await expectAccessible(desk, 'new person: discard?')
  await tabTo(desk.getByRole('button', { name: 'Buang dan keluar' }))
  await press(desk, 'Enter')
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
  await findPerson(desk, 'nurhayati', nurhayati.name)
  await press(desk, 'F4')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await expectAccessible(desk, 'person on file: correct')
  await press(desk, 'Escape')
  await expect(desk.getByRole('heading', { name: nurhayati.name })).toBeVisible()
  await expectAccessible(desk, 'desk: back from correcting')
  await press(desk, 'Escape')
})

test('dialogs, «Tutup hari» and Pengaturan can be read and steered by everybody', async () => {
  const dialogs = [
    ['F9', 'Gawat darurat'],
    ['F7', 'Buka halaman ruangan'],
    ['F1', 'Tombol pada layar ini'],
  ] as const
  for (const [key, title] of dialogs) {
    await press(desk, key)
    await expect(desk.getByRole('dialog', { name: title })).toBeVisible()
    await expectAccessible(desk, `dialog: ${title}`)
    await press(desk, 'Escape')
    await expect(desk.getByRole('dialog')).toHaveCount(0)
    await expectAccessible(desk, `desk: after ${title}`)
  }
  await press(desk, 'F3')
  await tabTo(desk.getByRole('button', { name: /^C-001/ }))
  await press(desk, 'Enter')
  await expectAccessible(desk, 'dialog: a visit of today')
  await press(desk, 'Escape')
  await press(desk, 'F8')
  await expect(desk.getByRole('row', { name: /C-001/ })).toBeVisible()
  await expectAccessible(desk, 'close the day: open')
  await press(desk, 'Escape')
  await openSettings(desk)
  await expect(desk.getByRole('row', { name: /rina/ })).toBeVisible()
  await expectAccessible(desk, 'settings')
  await press(desk, 'Alt+t')
  await expectAccessible(desk, 'settings: new account')
  await press(desk, 'Escape')
  await press(desk, 'Escape')
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
})

test('rooms and display can be read and steered by everybody', async () => {
  const opening = desk.waitForEvent('popup')
  await press(desk, 'F6')
  const display = await opening
  await expect(display.getByRole('heading', { name: 'Belum ada panggilan' })).toBeVisible()
  await expectReadable(display, 'display: no call yet')
  const empty = await openRoom(desk, 'Farmasi', rina)
  await expectAccessible(empty, 'room: nobody waits')
  await empty.close()
  const room = await openRoom(desk, 'Ruang Dewasa & Lansia', rina)
  await expectAccessible(room, 'room: somebody waits')
  await goOn(room, 'Panggil berikutnya')
  await expect(room.getByRole('button', { name: 'Layani', exact: true })).toBeFocused()
  await expectAccessible(room, 'room: called')
  await expect(display.locator('.call')).toContainText('C-001')
  await expectReadable(display, 'display: a call')
  await pressOffer(room, 'x', 'Batalkan kunjungan…')
  await expectAccessible(room, 'room: cancel?')
  await press(room, 'Escape')
  await goOn(room, 'Layani')
  await expect(room.getByRole('button', { name: 'Selesai, pulang' })).toBeFocused()
  await expectAccessible(room, 'room: serving')
  await pressOffer(room, 'p', 'Pindahkan…')
  await expectAccessible(room, 'room: move where?')
  await press(room, 'Escape')
  await goOn(room, 'Selesai, pulang')
  await expect(room.getByRole('region', { name: 'Baru selesai' })).toContainText('C-001')
  await expectAccessible(room, 'room: done')
  await signOut(desk)
  await expectAccessible(desk, 'sign in')
})

/** A screen that nobody steers. */
async function expectReadable(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect
    .soft(
      grave.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target)}`),
      state,
    )
    .toEqual([])
}

test('the district’s dashboard can be read and steered by everybody', async ({ browser }) => {
  const dinkes = await openWorkplace('district', browser, '2026-11-21 13:20')
  const { page: office } = dinkes
  await expect(office.getByLabel('Nama Anda')).toBeFocused()
  await expectAccessible(office, 'district: first account')
  await office.keyboard.type(sri.name)
  await typeInto(office.getByLabel('Nama pengguna'), sri.username)
  await typeInto(office.getByLabel('Kata sandi', { exact: true }), sri.password)
  await typeInto(office.getByLabel('Kata sandi sekali lagi'), sri.password)
  await press(office, 'Enter')
  await expect(office.getByText('Belum ada Puskesmas.')).toBeVisible()
  await expectAccessible(office, 'district: nobody sends yet')
  await press(office, '3', 't')
  await expect(office.getByLabel('Kode Puskesmas')).toBeFocused()
  await expectAccessible(office, 'district: new Puskesmas')
  await office.keyboard.type(puskesmas.code)
  await typeInto(office.getByLabel('Nama', { exact: true }), puskesmas.name)
  await press(office, 'Enter')
  await expect(office.getByRole('region', { name: /^Kunci untuk/ })).toBeVisible()
  await expectAccessible(office, 'district: keys')
  for (const [key, heading] of [
    ['1', /Kiriman/],
    ['2', /Kunjungan/],
    ['4', /Akun/],
  ] as const) {
    await press(office, key)
    await expect(office.getByRole('heading', { level: 2, name: heading })).toBeVisible()
    await expectAccessible(office, `district: ${heading.source}`)
  }
  await dinkes.remove()
})
