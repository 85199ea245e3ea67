import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { admit, fillPerson, findPerson, openFromMenu, registerPerson, untilKept } from '../support/clerk.ts'
import { field, press, tabTo, typeInto } from '../support/keyboard.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { rina, wayan } from './day/people.ts'
import { pictures, puskesmas } from './day/story.ts'

let place: Workplace
let desk: Page

/** The same man, written down again by somebody in a hurry. */
const again = { ...wayan, name: 'WAYAN SUDANE', birth: '03021959', phone: '081355667788' }

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-21 07:30')
  desk = place.page
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina })
  await registerPerson(desk, wayan)
  await press(desk, 'Escape')
})
test.afterAll(() => place.remove())

const comparison = () => desk.getByRole('region', { name: 'Perbandingan dua catatan' })
const radio = (name: RegExp) => comparison().getByRole('radio', { name })
const status = () => desk.getByRole('status').filter({ hasText: 'RM' })

test('a NIK that two records share waits in the list, told by a number in the menu', async () => {
  await press(desk, 'F2')
  await fillPerson(desk, again)
  await press(desk, 'Control+Enter')
  const dialog = desk.getByRole('dialog', { name: 'NIK sudah dipakai' })
  const reason = dialog.getByLabel('Alasan menyimpan dengan NIK yang sama')
  await expect(reason).toBeFocused()
  await press(desk, 'Enter')
  // Enter is what the dialog says it is: it asks for the reason, and throws nothing away.
  await expect(reason).toHaveAccessibleDescription(/alasan/i)
  await desk.keyboard.type('belum sempat dicocokkan')
  await press(desk, 'Enter')
  await expect(desk.getByRole('heading', { name: again.name, exact: true })).toBeVisible()
  await admit(desk, { compared: ['1', '2'] })

  await press(desk, 'Alt+m')
  await expect(desk.getByRole('menuitem', { name: /Catatan ganda.*1 menunggu/ })).toBeVisible()
  await press(desk, 'Escape')
  await press(desk, 'Alt+i')
  const pair = desk.getByRole('region', { name: 'NIK sama' }).getByRole('button')
  await expect(pair).toBeFocused()
  await expect(pair).toContainText('«belum sempat dicocokkan»')
  await expectAccessible(desk, 'doubles: pairs that share a NIK')
})

test('both are shown in full with what differs, and become one by the keyboard alone', async () => {
  await press(desk, 'Enter')
  await expect(comparison().getByRole('heading', { name: '3 isian berbeda' })).toBeVisible()
  await expect(radio(/RM 00-00-01/)).toBeFocused()
  await expect(radio(/RM 00-00-01/)).toBeChecked()
  await expect(radio(/Nama: I? ?WAYAN SUDANA/i)).toBeChecked()
  await expect(radio(/Telepon: 081244456791/)).toBeChecked()
  await expectAccessible(desk, 'doubles: two records side by side')
  await pictures(desk, 'doubles')

  await tabTo(radio(/Telepon: 081244456791/))
  await press(desk, 'ArrowRight')
  await expect(radio(/Telepon: 081355667788/)).toBeChecked()
  await expect(comparison()).toContainText('RM 00-00-02 menjadi bagian dari RM 00-00-01, bersama 1 kunjungan')

  // What was chosen outlives a page that is gone.
  await desk.reload()
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
  await press(desk, 'Alt+i')
  await expect(desk.getByRole('region', { name: 'NIK sama' }).getByRole('button')).toBeFocused()
  await press(desk, 'Enter')
  await expect(radio(/Telepon: 081355667788/)).toBeChecked()

  await press(desk, 'Control+Enter')
  await expect(status()).toContainText('RM 00-00-02 sudah menjadi bagian dari RM 00-00-01')
  await expect(desk.getByRole('region', { name: 'NIK sama' })).toContainText('Tidak ada NIK yang dipakai')
  await expect(desk.getByRole('button', { name: 'Buka pasien ini' })).toBeFocused()
  await expectAccessible(desk, 'doubles: merged')
  await press(desk, 'Enter')
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await expect(desk.getByRole('status')).toContainText('Sudah terdaftar hari ini')
  await press(desk, 'Escape')
})

test('the old number still finds the person, and until the day ends the two can be parted again', async () => {
  const box = desk.getByRole('combobox', { name: 'Cari pasien' })
  await typeInto(box, '00-00-02')
  await expect(desk.getByRole('option', { selected: true })).toContainText('RM lama cocok')
  await press(desk, 'Enter')
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await press(desk, 'Escape')

  await openFromMenu(desk, 'Catatan ganda')
  const undo = desk.getByRole('button', { name: 'Batalkan penggabungan RM 00-00-02 ke 00-00-01' })
  await tabTo(undo)
  await press(desk, 'Enter')
  await expect(status()).toContainText('RM 00-00-02 dan RM 00-00-01 terpisah lagi seperti semula')
  await expect(desk.getByRole('region', { name: 'NIK sama' }).getByRole('button')).toBeVisible()
  await press(desk, 'Escape')
})

test('with a person in front the other record is searched for; that they are two people is said with a reason', async () => {
  await findPerson(desk, '00-00-02', again.name)
  await press(desk, 'Alt+i')
  const search = field(desk, 'RM 00-00-02 dengan catatan lain')
  await expect(search).toBeFocused()
  await desk.keyboard.type('sudana')
  await expect(desk.getByRole('option')).toContainText('RM 00-00-01')
  await press(desk, 'Enter')
  await expect(comparison().getByRole('heading', { name: '3 isian berbeda' })).toBeVisible()

  await press(desk, 'Alt+b')
  await expect(field(desk, 'Alasan')).toBeFocused()
  await expectAccessible(desk, 'doubles: two people after all')
  await untilKept(desk, 'Dukcapil', () => desk.keyboard.type('kakak beradik, NIK diurus Dukcapil'))
  await press(desk, 'Escape', 'Alt+b')
  await expect(field(desk, 'Alasan')).toHaveValue('kakak beradik, NIK diurus Dukcapil')
  await press(desk, 'Enter')
  await expect(desk.getByRole('status').filter({ hasText: 'dua orang' })).toBeVisible()
  await expect(desk.getByRole('region', { name: 'NIK sama' })).toContainText('Tidak ada NIK yang dipakai')
  await press(desk, 'Escape')
  await expect(desk.getByRole('heading', { name: again.name, exact: true })).toBeVisible()
  await press(desk, 'Escape')
})

test('that they are two people stands in a list, and one key takes it back', async () => {
  await press(desk, 'Alt+i')
  const said = desk.getByRole('region', { name: 'Dinyatakan dua orang' }).getByRole('button')
  await expect(said).toContainText('«kakak beradik, NIK diurus Dukcapil»')
  await tabTo(said)
  await press(desk, 'Enter')
  await expect(comparison()).toContainText('Pernah dinyatakan dua orang')
  await expectAccessible(desk, 'doubles: said to be two people')
  await press(desk, 'Alt+p')
  await expect(desk.getByRole('status').filter({ hasText: 'belum diputuskan' })).toBeVisible()
  await expect(said).toHaveCount(0)
  await expect(desk.getByRole('region', { name: 'NIK sama' }).getByRole('button')).toBeVisible()
})
