import { expect, type Page, test } from '@playwright/test'
import { familyRelations } from '#domain/family'
import { expectAccessible } from '../support/accessible.ts'
import {
  chooseByLetters,
  chooseSex,
  findPerson,
  openSettings,
  registerPerson,
  savePerson,
} from '../support/clerk.ts'
import { openLists } from '../support/desk-screens.ts'
import { scannerMs, typeAtPace } from '../support/hand-and-scanner.ts'
import { field, press, tabTo, typeInto } from '../support/keyboard.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { baby, bagas, nurhayati, rina } from './day/people.ts'
import { pictures, puskesmas } from './day/story.ts'

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-23 07:30')
  desk = place.page
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina })
  await registerPerson(desk, nurhayati)
})
test.afterAll(() => place.remove())

const card = '8204020101150007'
const dialog = () => desk.getByRole('dialog', { name: 'Keluarga' })
const row = (name: string) => dialog().getByRole('row', { name: new RegExp(name) })

async function openFamily(): Promise<void> {
  await press(desk, 'Alt+f')
  await expect(dialog()).toBeVisible()
}

test('a person without a family is put on a card', async () => {
  await openFamily()
  await expect(field(dialog(), 'Nomor KK')).toBeFocused()
  await expectAccessible(desk, 'family: not known yet')
  await press(desk, 'Enter')
  await expect(dialog().getByText('Tanpa nomor KK, pilih dahulu hubungannya.')).toBeVisible()
  await typeAtPace(desk, '82040201', scannerMs)
  await expect(field(dialog(), 'Nomor KK')).toHaveValue('82040201')
  await press(desk, 'Enter')
  await expect(dialog().getByText('Nomor kartu keluarga harus 16 angka. Periksa lagi pada KK.')).toBeVisible()
  await typeInto(field(dialog(), 'Nomor KK'), card)
  await expect(dialog().getByText('KK ini belum ada di sini.')).toBeVisible()
  await chooseByLetters(field(dialog(), 'Di KK sebagai'), 'Istri')
  await press(desk, 'Enter')
  await expect(dialog().getByText('KK 8204 0201 0115 0007')).toBeVisible()
  await expect(row('NURHAYATI')).toContainText('Istri')
})

test('a mistyped card number is put right for the whole family', async () => {
  await press(desk, 'Alt+n')
  await expect(field(dialog(), 'Nomor KK')).toHaveValue(card)
  await typeInto(field(dialog(), 'Nomor KK'), '8204020101150009')
  await expect(dialog().getByText('KK ini belum ada di sini.')).toBeVisible()
  await press(desk, 'Enter')
  await expect(dialog().getByText('KK 8204 0201 0115 0009')).toBeVisible()
  await press(desk, 'Alt+n')
  await typeInto(field(dialog(), 'Nomor KK'), card)
  await expect(dialog().getByText('KK ini belum ada di sini.')).toBeVisible()
  await press(desk, 'Enter')
  await expect(dialog().getByText('KK 8204 0201 0115 0007')).toBeVisible()
})

test('a new member is registered from the family, with its card, address and payer', async () => {
  await press(desk, 'Alt+t')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await expect(field(desk, 'Nomor KK')).toHaveValue(card)
  await expect(desk.getByText('Keluarga tanpa kepala · 1 orang terdaftar')).toBeVisible()
  await expect(desk.getByLabel(/^Desa \/ kelurahan/)).toHaveValue('Karamat, Kec. Kayoa')
  await expect(field(desk, 'RT')).toHaveValue('004')
  await expect(field(desk, 'Penjamin').locator('option:checked')).toHaveText('JKN PBI')
  await desk.keyboard.type('HASAN IBRAHIM')
  await typeInto(field(desk, 'NIK'), '8204020203950004')
  await typeInto(field(desk, 'Tanggal lahir'), '02031995')
  await chooseSex(desk, 'L')
  await chooseByLetters(field(desk, 'Di KK sebagai'), 'Kepala')
  await expectAccessible(desk, 'new member of a family')
  await savePerson(desk, 'HASAN IBRAHIM')
  await expect(desk.getByRole('button', { name: 'Keluarga HASAN IBRAHIM · 2 orang' })).toBeVisible()
})

/** Counts the keys pressed while something is done. */
async function keysOf(work: () => Promise<void>): Promise<number> {
  await desk.evaluate(() => {
    const counter = { keys: 0 }
    const count = ({ key }: KeyboardEvent) => {
      if (key !== 'Control') counter.keys += 1
    }
    // While it is caught: a key that the screen takes for a shortcut goes no further.
    window.addEventListener('keydown', count, { capture: true })
    Object.assign(window, { counter })
  })
  await work()
  return desk.evaluate(() => (window as unknown as { counter: { keys: number } }).counter.keys)
}

test('a newborn is registered from the mother in three keys', async () => {
  await press(desk, 'Escape')
  await findPerson(desk, 'nurhayati', nurhayati.name)
  const keys = await keysOf(async () => {
    await press(desk, 'k')
    await expect(desk.getByRole('radio', { name: /aki-laki/ })).toBeFocused()
    await press(desk, 'p')
    await savePerson(desk, baby.name)
  })
  expect(keys).toBe(3)
  await expect(desk.getByRole('heading', { name: baby.name })).toBeVisible()
  await expect(desk.getByText('0 hr', { exact: false }).first()).toBeVisible()
  await expect(desk.locator('[data-sign="nik"]')).toContainText('NIK ibu')
  await expect(desk.locator('[data-sign="nik"]')).toContainText('8204 0254 0598 0002')
  await expect(desk.locator('[data-sign="tanggal_lahir"]')).toContainText('23-11-2026')
  await expect(desk.locator('[data-sign="alamat"]')).toContainText('Karamat')
  await openFamily()
  await expect(row(baby.name)).toContainText('Anak')
  await expect(row('HASAN')).toContainText('Kepala keluarga')
  await expectAccessible(desk, 'family: three members')
  await press(desk, 'Escape')
})

test('twins are registered one after the other, and each keeps the place in the order of birth', async () => {
  await press(desk, 'Escape')
  await findPerson(desk, 'nurhayati 1998', nurhayati.name)
  await press(desk, 'k')
  await expect(desk.getByRole('radio', { name: /aki-laki/ })).toBeFocused()
  await press(desk, 'Alt+k')
  await expect(field(desk, 'Nama bayi')).toHaveValue(`${baby.name} I`)
  await press(desk, 'l', 'Control+Enter')
  await expect(desk.getByRole('status').filter({ hasText: 'Kembar I tersimpan, RM 00-00-04' })).toBeVisible()
  await expect(field(desk, 'Nama bayi')).toHaveValue(`${baby.name} II`)
  await expect(desk.getByRole('radio', { name: /aki-laki/ })).toBeFocused()
  await expectAccessible(desk, 'the second twin')
  await press(desk, 'p')
  await savePerson(desk, `${baby.name} II`)
  await openFamily()
  await expect(row(`${baby.name} I `)).toBeVisible()
  await expect(dialog().getByRole('row')).toHaveCount(6)
  await press(desk, 'Escape', 'Escape')
})

test('a card that is typed into the form of a new person is recognised, and brings what the family shares', async () => {
  await press(desk, 'F2')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await typeInto(field(desk, 'Nama lengkap'), 'SALMA IBRAHIM')
  await typeInto(field(desk, 'Nomor KK'), card)
  await expect(desk.getByText('Keluarga HASAN IBRAHIM · 5 orang terdaftar')).toBeVisible()
  await expect(desk.getByLabel(/^Desa \/ kelurahan/)).toHaveValue('Karamat, Kec. Kayoa')
  await typeInto(field(desk, 'NIK'), '8204025707700002')
  await typeInto(field(desk, 'Tanggal lahir'), '1970')
  await chooseSex(desk, 'P')
  await chooseByLetters(field(desk, 'Di KK sebagai'), 'Kepala')
  await press(desk, 'Control+Enter')
  await expect(desk.getByText('Keluarga ini sudah punya kepala, HASAN IBRAHIM.')).toBeVisible()
  // By arrows: letters typed so soon after others would go on with them.
  await tabTo(field(desk, 'Di KK sebagai'))
  await press(desk, ...Array<string>(familyRelations.indexOf('mertua')).fill('ArrowDown'))
  await expect(field(desk, 'Di KK sebagai')).toHaveValue('mertua')
  await savePerson(desk, 'SALMA IBRAHIM')
})

test('a family that moves is corrected once, with one tick', async () => {
  await press(desk, 'F4')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await typeInto(field(desk, 'Jalan / dusun'), 'Jl. Pelabuhan 9')
  const others = desk.getByRole('checkbox', { name: 'Alamat baru juga untuk 5 anggota lain yang serumah' })
  await tabTo(others)
  await press(desk, 'Space')
  await expect(others).toBeChecked()
  await savePerson(desk, 'SALMA IBRAHIM')
  await press(desk, 'Escape')
  await findPerson(desk, 'hasan', 'HASAN IBRAHIM')
  await expect(desk.locator('[data-sign="alamat"]')).toContainText('Jl. Pelabuhan 9')
})

test('the head changes, somebody already on file comes in, and another one leaves', async () => {
  await openFamily()
  await expect(dialog().getByRole('radio', { name: 'HASAN IBRAHIM' })).toBeFocused()
  await pictures(desk, 'family')
  await press(desk, 'ArrowDown')
  await expect(dialog().getByRole('radio', { name: nurhayati.name, exact: true })).toBeFocused()
  await press(desk, 'Alt+h')
  const relation = dialog().getByRole('combobox', { name: `${nurhayati.name} di KK sebagai` })
  await expect(relation).toBeFocused()
  await chooseByLetters(relation, 'Kepala')
  const former = dialog().getByRole('combobox', { name: 'HASAN IBRAHIM kini menjadi' })
  await expect(former.locator('option:checked')).toHaveText('Suami')
  await tabTo(former)
  await press(desk, 'Enter')
  await expect(row('HASAN')).toContainText('Suami')
  await expect(dialog().getByRole('row').nth(1)).toContainText(nurhayati.name)
  await expectAccessible(desk, 'family: another head')

  const saving = desk.waitForEvent('download')
  await openLists(desk)
  await press(desk, '1')
  expect((await saving).suggestedFilename()).toMatch(/^keluarga-.*\.xlsx$/)

  await press(desk, 'Alt+k')
  await expect(dialog().getByRole('button', { name: 'Ya, keluarkan dari KK ini' })).toBeFocused()
  await press(desk, 'Enter')
  await expect(dialog().getByRole('row')).toHaveCount(6)
  await expect(dialog().getByRole('radio', { checked: true })).toBeFocused()

  await typeInto(field(dialog(), 'Masukkan yang sudah terdaftar'), 'nurhayati 1998')
  await expect(desk.getByRole('option', { name: new RegExp(nurhayati.name) }).first()).toBeVisible()
  await press(desk, 'Enter')
  await expect(field(dialog(), 'Masukkan yang sudah terdaftar')).toHaveValue(nurhayati.name)
  await chooseByLetters(field(dialog(), 'Sebagai'), 'Istri')
  await press(desk, 'Enter')
  await expect(row(nurhayati.name).first()).toContainText('Istri')
  await press(desk, 'Escape', 'Escape')
})

test('the head of the Puskesmas sets the numbering, sees what comes next, and the next person gets it', async () => {
  await openSettings(desk)
  const settings = desk.getByRole('region', { name: 'Nomor rekam medis' })
  await tabTo(settings.getByRole('radiogroup', { name: 'Cara penomoran' }))
  await press(desk, 'ArrowRight')
  const preview = settings.getByRole('region', { name: 'Nomor berikutnya' })
  await expect(preview).toContainText('01-0001-00')
  await typeInto(field(settings, 'Bentuk nomor'), 'WW-KKK')
  await expect(settings.getByText('Bentuk nomor RM ini tidak dapat dipakai.')).toBeVisible()
  await expectAccessible(desk, 'settings: a numbering that cannot be')
  await typeInto(field(settings, 'Bentuk nomor'), 'WW/KKKKK/AA')
  await typeInto(field(settings, 'Mulai dari'), '700')
  await typeInto(settings.getByRole('textbox', { name: 'Kode Guruapin' }), '41')
  await expect(preview).toContainText('01/00700/00')
  await tabTo(settings.getByRole('button', { name: 'Simpan penomoran' }))
  await press(desk, 'Enter')
  await expect(settings.getByText('Tersimpan dan berlaku sekarang.')).toBeVisible()
  await expectAccessible(desk, 'settings: the numbering')
  await press(desk, 'Escape')
  await registerPerson(desk, bagas)
  await expect(desk.locator('[data-sign="rm"]')).toContainText('41/00700/00')
})
