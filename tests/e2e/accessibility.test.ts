import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, expectReadable } from '../support/accessible.ts'
import { findPerson, signOut } from '../support/clerk.ts'
import { deskParts, furnishCorners, furnishDesk, walkDeskScreens } from '../support/desk-screens.ts'
import { field, press, tabTo, typeInto } from '../support/keyboard.ts'
import { goOn, openRoom, pressOffer } from '../support/nurse.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { rina, sri, wayan } from './day/people.ts'
import { puskesmas } from './day/story.ts'

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-21 07:30')
  desk = place.page
})
test.afterAll(() => place.remove())

test('the first start can be read and steered by everybody', async () => {
  await furnishDesk(desk, async (step) => {
    await expectAccessible(desk, `setup: ${step}`)
    if (step === 'rooms') await addRoomAndTakeItAway()
  })
})

async function addRoomAndTakeItAway(): Promise<void> {
  const rows = desk.getByRole('table').getByRole('row')
  const before = await rows.count()
  await press(desk, 'Alt+u')
  await expect(rows).toHaveCount(before + 1)
  await expect(rows.last().getByRole('textbox').first()).toBeFocused()
  const roles = desk.getByRole('checkbox', { name: 'farmasi' })
  await press(desk, 'Alt+l')
  await expect(roles).toBeVisible()
  await press(desk, 'Space')
  await expectAccessible(desk, 'setup: what a room serves')
  await press(desk, 'Escape')
  await expect(roles).toBeHidden()
  await expect(rows.last().getByRole('textbox').first()).toBeFocused()
  await desk.keyboard.type('Ruang Tindakan')
  await press(desk, 'Alt+h')
  await expect(rows).toHaveCount(before)
  await expect(rows.last().getByRole('textbox').first()).toBeFocused()
  // A slip of the finger takes nothing with it: neither one room nor, by an arrow among the presets, all of them.
  await press(desk, 'Alt+k')
  await expect(rows.last().getByRole('textbox').first()).toHaveValue('Ruang Tindakan')
  await press(desk, 'Shift+Tab')
  await expect(desk.getByRole('radio', { name: /^Puskesmas/ }).and(desk.locator(':checked'))).toBeFocused()
  await press(desk, 'ArrowUp', 'ArrowDown')
  await expect(rows).toHaveCount(before)
  await press(desk, 'Alt+k')
  await expect(rows.last().getByRole('textbox').first()).toHaveValue('Ruang Tindakan')
  await tabTo(rows.last().getByRole('textbox').first())
  await press(desk, 'Alt+h')
  await expect(rows).toHaveCount(before)
}

test('a record twice, a family, somebody without a name and an import are there to be looked at', async () => {
  await furnishCorners(desk)
})

for (const part of deskParts) {
  test(`every screen of the desk can be read and steered by everybody: ${part}`, async () => {
    await walkDeskScreens(desk, part, ({ name }) => expectAccessible(desk, `desk: ${name}`))
  })
}

test('what the desk says while one works can be read and steered by everybody', async () => {
  await typeInto(desk.getByRole('combobox', { name: 'Cari pasien' }), 'tidak ada orang ini')
  await expectAccessible(desk, 'desk: no hits')
  await press(desk, 'ControlOrMeta+a', 'Delete')
  await findPerson(desk, 'wayan', wayan.name)
  await press(desk, 'Enter')
  await expectAccessible(desk, 'desk: two identifiers are asked for')
  await press(desk, 'Escape', 'F2')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await press(desk, 'ControlOrMeta+a', 'Delete', 'Control+Enter')
  await expectAccessible(desk, 'new person: everything missing')
  await press(desk, 'Alt+b')
  await expectAccessible(desk, 'new person: newborn')
  await press(desk, 'Escape', 'Alt+b')
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
  await press(office, '6', 't')
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
    ['3', /Angka kontak/],
    ['4', /PWS desa/],
    ['5', /Orang yang sama/],
    ['7', /Akun/],
  ] as const) {
    await press(office, key)
    await expect(office.getByRole('heading', { level: 2, name: heading })).toBeVisible()
    await expectAccessible(office, `district: ${heading.source}`)
  }
  await dinkes.remove()
})
