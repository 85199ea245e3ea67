import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { admit, head } from '../support/hub.ts'
import { field, press, tabTo } from '../support/keyboard.ts'
import { type NetworkHouse, openNetworkHouse } from '../support/network-house.ts'
import { callAndServe, expectDone, goOn, openRoom, pressOffer } from '../support/nurse.ts'

const place = 'Ruang Dewasa & Lansia'
let house: NetworkHouse
let room: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  house = await openNetworkHouse(browser)
  const desk = { id: '', cookie: '', origin: '', api: house.api }
  const born = (date: string) => ({
    birth: { date: date as never, precision: 'exact' as const },
    payer: 'jkn_pbi' as const,
  })
  await admit(desk, { name: 'WAYAN SUDANA', ...born('1959-03-02') })
  await admit(desk, { name: 'KETUT LINA', sex: 'P', ...born('1990-06-15') })
  await expect(house.desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
  room = await openRoom(house.desk, place, head)
})
test.afterAll(() => house.remove())

const due = () => room.getByRole('region', { name: 'Jatuh tempo' })
const item = (name: RegExp) => due().getByRole('button', { name })

test('nothing can be marked of somebody who only waits, and what Loket knows is said', async () => {
  await tabTo(room.getByRole('button', { name: /^[A-Z]-001/ }))
  await press(room, 'Enter')
  await expect(due()).toContainText('Menurut usia dan catatan Puskesmas ini saja; cocokkan dengan buku KIA')
  await expect(due()).toContainText('Skrining lansia: SKILAS dan AKS')
  await expect(due().getByRole('button')).toHaveCount(0)
  await press(room, 'Escape')
})

test('one key marks what was done and the same key takes it back, while Enter goes on with the visit', async () => {
  await callAndServe(room, 'C-001')
  await expect(item(/Skrining lansia/)).toHaveAttribute('aria-pressed', 'false')
  const finish = room.getByRole('button', { name: 'Selesai, pulang' })
  await expect(finish).toBeFocused()
  await expectAccessible(room, 'room: care that is due')
  await press(room, '2')
  await expect(item(/Skrining lansia/)).toHaveAttribute('aria-pressed', 'true')
  await expect(item(/Skrining lansia/)).toContainText(new RegExp(`dicatat \\d\\d\\.\\d\\d · ${head.name}`))
  await expect(finish).toBeFocused()
  await press(room, '2')
  await expect(item(/Skrining lansia/)).toHaveAttribute('aria-pressed', 'false')
  await press(room, '2')
  await expect(item(/Skrining lansia/)).toHaveAttribute('aria-pressed', 'true')
  await item(/Cek kesehatan gratis/).click()
  await expect(item(/Cek kesehatan gratis/)).toHaveAttribute('aria-pressed', 'true')
  await expect(finish).toBeFocused()
})

test('values are typed where an item asks for them; a slip is shown once and kept by the same Enter', async () => {
  await expect(room.getByRole('button', { name: 'Tulis hasil ukur…' })).toHaveCount(0)
  await press(room, '1')
  await expect(item(/Skrining tahunan/)).toHaveAttribute('aria-pressed', 'true')
  await pressOffer(room, 'h', 'Tulis hasil ukur…')
  const dialog = room.getByRole('dialog', { name: 'Hasil ukur C-001' })
  await expect(field(room, 'Berat badan')).toBeFocused()
  await room.keyboard.type('54,5')
  await press(room, 'Tab')
  await room.keyboard.type('1600')
  await press(room, 'Enter')
  await expect(dialog).toContainText('Tekanan atas (sistole) harus angka antara 20 dan 350 mmHg')
  await press(room, 'Backspace')
  await press(room, 'Tab')
  await room.keyboard.type('195')
  await expectAccessible(room, 'room: values, one of them unlikely')
  await press(room, 'Enter')
  await expect(dialog.getByRole('status')).toContainText(
    'Tekanan bawah tidak lebih rendah daripada tekanan atas.',
  )
  await press(room, 'Backspace', 'Backspace', 'Backspace')
  await room.keyboard.type('95')
  await room.reload()
  await pressOffer(room, 'h', 'Tulis hasil ukur…')
  await expect(field(room, 'Berat badan')).toHaveValue('54,5')
  await expect(field(room, 'Tekanan bawah (diastole)')).toHaveValue('95')
  await press(room, 'Enter')
  await expect(dialog).toHaveCount(0)
  await expect(item(/Skrining tahunan/)).toContainText('54,5 kg · 160/95 mmHg')
  await expectAccessible(room, 'room: care that was given')
})

test('all keys of it stand in the list of keys', async () => {
  await press(room, '?')
  const list = room.getByRole('dialog', { name: 'Tombol pada layar ini' })
  await expect(list).toContainText('Batalkan: Skrining lansia: SKILAS dan AKS')
  await expect(list).toContainText('Tulis hasil ukur')
  await press(room, 'Escape')
})

test('what was given is still there after the page was loaded anew, and not offered at the next visit of the year', async () => {
  await room.reload()
  await expect(item(/Skrining lansia/)).toHaveAttribute('aria-pressed', 'true')
  await goOn(room, 'Selesai, pulang')
  await expectDone(room, 'C-001')
  const [found] = await house.api.patients.search({ text: 'wayan' })
  await house.api.visits.register({
    patientId: found?.id ?? '',
    arrival: {
      purpose: 'berobat',
      pregnancy: null,
      deliveredOn: null,
      emergency: [],
      symptoms: [],
      needsHelp: false,
    },
    complaint: '',
    payer: 'jkn_pbi',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
  await callAndServe(room, 'C-003')
  await expect(due()).toContainText(/Skrining lansia: SKILAS dan AKS\s*sudah, \d\d-\d\d-\d{4} · Ruang Dewasa/)
  await expect(due().getByRole('button')).toHaveCount(0)
})
