import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { chooseSex, fillPerson, type NewPerson, registerPerson } from '../support/clerk.ts'
import { field, press, typeInto } from '../support/keyboard.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { rina, wayan } from './day/people.ts'
import { pictures, puskesmas } from './day/story.ts'

const hasan: NewPerson = {
  name: 'HASAN TOMAGOLA',
  nik: { number: '8204020102240001' },
  birth: '01022024',
  sex: 'L',
  mother: 'NURHAYATI IBRAHIM',
  village: 'Guruapin',
  rt: '2',
  rw: '1',
  guardian: { name: 'NURHAYATI IBRAHIM', relation: 'Ibu' },
  payer: 'Umum',
}

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-23 07:30')
  desk = place.page
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina })
  for (const person of [wayan, hasan]) {
    await registerPerson(desk, person)
    await press(desk, 'Escape')
  }
})
test.afterAll(() => place.remove())

function searchBox() {
  return desk.getByRole('combobox', { name: 'Cari pasien' })
}

function warning() {
  return desk.getByRole('region', { name: 'Mungkin sudah terdaftar' })
}

test('a person on file, typed with mistakes, is met with the evidence for and against; one key opens the record', async () => {
  await press(desk, 'F2')
  await expect(warning()).toContainText('Loket mencari pasien serupa')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await desk.keyboard.type('WAJAN SOEDANA')
  await typeInto(field(desk, 'NIK'), '8204120203590004')
  await typeInto(field(desk, 'Tanggal lahir'), '03021959')
  await chooseSex(desk, 'L')
  await expect(warning()).toContainText('Hampir pasti orang ini')
  await typeInto(field(desk, 'Nama ibu'), 'MARICE WENDA')
  const speaksFor = warning().getByRole('list', { name: 'Yang cocok' }).getByRole('listitem')
  await pictures(desk, 'duplicate')
  await expect(speaksFor).toHaveText([
    'NIK beda satu angka',
    'nama sama, ada kata yang kurang',
    'tanggal dan bulan lahir tertukar',
  ])
  const speaksAgainst = warning().getByRole('list', { name: 'Yang tidak cocok' }).getByRole('listitem')
  await expect(speaksAgainst).toHaveText(['nama ibu beda'])
  await expectAccessible(desk, 'a likely duplicate beside the form')
  await press(desk, 'Alt+o')
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
})

test('a twin is saved without a word about the other, and without a key more', async () => {
  await press(desk, 'F2')
  await fillPerson(desk, { ...hasan, name: 'HUSAIN TOMAGOLA', nik: { number: '8204020102240002' } })
  await expect(warning()).toContainText('Tidak ada pasien lain yang serupa')
  await press(desk, 'Control+Enter')
  await expect(desk.getByRole('heading', { name: 'HUSAIN TOMAGOLA', exact: true })).toBeVisible()
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
})

test('who is somebody else is saved beside the warning: it asks for nothing', async () => {
  const namesake = { ...wayan, nik: { missing: 'KTP/KK tidak dibawa' }, mother: 'NI MADE SARI', rt: '1' }
  const { card: _card, phone: _phone, ...typed } = namesake
  await press(desk, 'F2')
  await fillPerson(desk, typed)
  await expect(warning()).toContainText('RM 00-00-01')
  await press(desk, 'Control+Enter')
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await expect(desk.getByText('00-00-04').first()).toBeVisible()
})
