import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { openFromMenu, untilKept } from '../support/clerk.ts'
import { scannerMs, typeAtPace } from '../support/hand-and-scanner.ts'
import { csvOf, strangers } from '../support/import-files.ts'
import { press, tabTo, typeInto } from '../support/keyboard.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { rina } from './day/people.ts'
import { pictures, puskesmas } from './day/story.ts'

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-23 07:30')
  desk = place.page
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina })
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
})
test.afterAll(() => place.remove())

const columns = ['No RM', 'NIK', 'Nama Pasien', 'Kolom X', 'JK', 'Desa', 'No HP', 'No Kartu BPJS', 'Agama']
const people = [
  [
    '07-0001',
    '8204020203590004',
    'WAYAN SUDANA',
    '02-03-1959',
    'L',
    'Guruapn',
    '81234567890',
    '39043765',
    'Hindu',
  ],
  ['07-0002', '3.57E+15', 'Ny. SITI AMINAH', '12 Maret 1980', 'P', 'Guruapin', '', '', 'Islam'],
  ['07-0003', '', 'NURHAYATI', '31-02-1990', 'P', 'Bajo', '', '', 'Islam'],
  ['07-0004', '8204020203590004', 'WAYAN SUDANA', '02-03-1959', 'L', '', '', '', ''],
  ['07-0005', '', 'BUDI SANTOSO', '05-05-2005', 'L', 'Entah Mana', '', '', 'Jedi'],
]

const region = (name: string) => desk.getByRole('region', { name })

async function choose(name: string, buffer: Buffer): Promise<void> {
  const choosing = desk.waitForEvent('filechooser')
  await press(desk, 'Alt+b')
  const chooser = await choosing
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer })
}

test('the head opens the page from the menu, and a file that is no table is refused where it was chosen', async () => {
  await openFromMenu(desk, 'Impor data pasien')
  await expectAccessible(desk, 'import: nothing yet')
  await choose('pasien.xlsx', Buffer.from('%PDF-1.7'))
  await expect(desk.getByRole('alert')).toContainText('pasien.xlsx: Isi berkas ini dokumen PDF')
  await expectAccessible(desk, 'import: a file that is no table')
})

test('a file is looked at, its columns are put right, and each row says what becomes of it', async () => {
  await choose('pasien lama.csv', csvOf(people, columns))
  await expect(region('Kolom berkas')).toBeVisible()
  await expect(desk.getByRole('alert')).toContainText('Tentukan dahulu kolom untuk tanggal lahir atau umur')
  await expectAccessible(desk, 'import: columns')
  const column = desk.getByRole('combobox', { name: 'Kolom D (Kolom X)' })
  await tabTo(column)
  await untilKept(desk, 'birth', async () => void (await column.selectOption({ label: 'Tanggal lahir' })))
  // Looked for elsewhere meanwhile, and the page loaded anew: the choice still stands.
  await press(desk, '2', '1')
  await expect(column).toHaveValue('birth')
  await desk.reload()
  await openFromMenu(desk, 'Impor data pasien')
  await expect(column).toHaveValue('birth')
  await expect(desk.getByRole('button', { name: /periksa ulang dahulu/ })).toBeDisabled()
  await press(desk, 'Alt+p')
  await expect(region('Pasien baru')).toContainText('WAYAN SUDANA')
  const views = desk.getByRole('navigation', { name: 'Lihat' })
  for (const [label, number] of [
    ['Pasien baru', 3],
    ['Sudah ada, dilewati', 1],
    ['Tertolak', 1],
    ['Dibawa dengan catatan', 2],
  ] as const)
    await expect(views.getByRole('button', { name: label })).toContainText(String(number))
  await expectAccessible(desk, 'import: looked at')
  await pictures(desk, 'import')
  await press(desk, '5')
  await expect(region('Tertolak').getByRole('row', { name: /NURHAYATI/ })).toContainText(
    '«31-02-1990» tidak terbaca',
  )
  await press(desk, '6')
  await expect(region('Dibawa dengan catatan').getByRole('row', { name: /SITI AMINAH/ })).toContainText(
    'rusak oleh Excel',
  )
  await press(desk, '3')
  await expect(desk.getByText('Tidak ada yang mirip dengan pasien di Loket.')).toBeVisible()
  await press(desk, '4')
  await expect(region('Sudah ada, dilewati')).toContainText('Sama dengan baris 2')
  await expectAccessible(desk, 'import: rows that are known')
})

test('a card under the scanner turns to no other rows, and leaves the page as it is', async () => {
  await typeAtPace(desk, '3561235612356', scannerMs)
  await expect(desk.locator('output')).toHaveText('Kartu JKN 3561235612356 belum ada di berkas.')
  await expect(region('Sudah ada, dilewati')).toContainText('Sama dengan baris 2')
})

test('one key brings them in; they are found at the desk, and one more key takes them back', async () => {
  await press(desk, 'Alt+i')
  const outcome = region('Impor terakhir')
  await expect(outcome).toContainText('Selesai: pasien lama.csv')
  await expect(outcome).toContainText(/pasien ditambahkan\s*3/)
  await expectAccessible(desk, 'import: done')
  const downloading = desk.waitForEvent('download')
  await press(desk, 'Alt+u')
  expect((await downloading).suggestedFilename()).toBe('pasien lama - baris tertolak.csv')
  await press(desk, 'Escape')
  const search = desk.getByRole('combobox', { name: 'Cari pasien' })
  await expect(search).toBeFocused()
  await desk.keyboard.type('8204020203590004')
  await expect(desk.getByRole('option', { name: 'WAYAN SUDANA' })).toBeVisible()

  await openFromMenu(desk, 'Impor data pasien')
  await press(desk, 'Alt+t')
  await expect(desk.getByRole('dialog', { name: 'Tarik kembali 3 pasien?' })).toBeVisible()
  await expectAccessible(desk, 'import: take back?')
  await press(desk, 'Enter')
  await expect(outcome).toContainText('Ditarik kembali: pasien lama.csv')
  await expect(desk.getByRole('dialog')).toHaveCount(0)
  await expectAccessible(desk, 'import: taken back')
  await press(desk, 'Escape')
  await desk.keyboard.type('wayan')
  await expect(desk.getByText('Tidak ada yang cocok.')).toBeVisible()
  await expect(desk.getByText('WAYAN SUDANA')).toHaveCount(0)
})

const onFile = [
  ['07-0101', '8204025203800001', 'SITI AMINAH', '12-03-1980', 'P', 'Guruapin', '081234567801', '', 'Islam'],
  ['07-0102', '', 'YULIANA SAIBA', '05-06-1992', 'P', 'Guruapin', '081234567802', '', 'Katolik'],
  ['07-0103', '', 'OKTAVIANUS WENDA', '13-05-1983', 'L', 'Guruapin', '', '', 'Kristen'],
  ['07-0104', '', 'HASAN BASRI', '12-07-1971', 'L', 'Bajo', '', '', 'Islam'],
]
const again = [
  ['LAMA-1', '', 'ST. AMINAH', '12-03-1980', 'P', 'Bajo', '081234567801', '', ''],
  ['LAMA-2', '', 'JULIANA SAIBA', '05-06-1992', 'P', 'Bajo', '081234567802', '', ''],
  ['LAMA-3', '', 'OKTAVIANUS WENDA', '31-05-1983', 'L', 'Guruapin', '', '', ''],
  ['LAMA-4', '', 'HASAN BASRI', '21-07-1971', 'L', 'Bajo', '', '', ''],
  ['LAMA-5', '', 'NAMA BARU SEKALI', '01-01-2001', 'L', 'Bajo', '', '', ''],
]
const withBirth = columns.map((heading) => (heading === 'Kolom X' ? 'Tgl Lahir' : heading))

test('rows that may be somebody on file are decided by one key each, the certain ones all at once', async () => {
  await press(desk, 'Escape')
  await openFromMenu(desk, 'Impor data pasien')
  await choose('sistem pertama.csv', csvOf(onFile, withBirth))
  await expect(region('Pasien baru')).toContainText('HASAN BASRI')
  await press(desk, 'Alt+i')
  await expect(region('Impor terakhir')).toContainText('Selesai: sistem pertama.csv')
  await choose('sistem kedua.csv', csvOf(again, withBirth))
  await expect(region('Pasien baru')).toContainText('NAMA BARU SEKALI')
  await press(desk, '3')
  const likely = region('Mungkin sudah ada')
  const pair = (name: string) => likely.getByRole('listitem', { name, exact: false })
  await expect(pair('ST. AMINAH, belum diputuskan')).toBeFocused()
  await expect(pair('ST. AMINAH')).toContainText('nama sama, ejaan lain')
  await expect(likely).toContainText('0 dari 4 diputuskan')
  await expectAccessible(desk, 'import: people who may be on file')
  await pictures(desk, 'import-likely')

  await press(desk, 'p')
  await expect(likely).toContainText('2 dari 4 diputuskan')
  await expect(pair('ST. AMINAH, Orang yang sama')).toBeVisible()
  await expect(pair('OKTAVIANUS WENDA, belum diputuskan')).toBeFocused()
  await press(desk, 's')
  await expect(pair('HASAN BASRI, belum diputuskan')).toBeFocused()
  await press(desk, 'l')
  await expect(likely).toContainText('4 dari 4 diputuskan')
  await expectAccessible(desk, 'import: everybody decided')

  // The same key once more takes a decision back, also of all at once.
  await press(desk, 'ArrowUp', 's')
  await expect(pair('OKTAVIANUS WENDA, belum diputuskan')).toBeFocused()
  await press(desk, 's', 'p')
  await expect(pair('ST. AMINAH, belum diputuskan')).toBeFocused()
  await press(desk, 'p')
  await expect(likely).toContainText('4 dari 4 diputuskan')

  const start = desk.getByRole('button', { name: 'Impor 2 pasien' })
  await expect(start).toBeEnabled()
  await press(desk, 'Alt+i')
  const outcome = region('Impor terakhir')
  await expect(outcome).toContainText('Selesai: sistem kedua.csv')
  await expect(outcome).toContainText(/pasien ditambahkan\s*2/)
  await expect(outcome).toContainText(/sudah ada\s*3/)
  await expect(outcome).toContainText(/tidak masuk\s*0/)
})

test('whoever was on file is found at the desk by the number the old system gave', async () => {
  await press(desk, 'Escape')
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
  await desk.keyboard.type('LAMA-1')
  const hit = desk.getByRole('option', { name: 'SITI AMINAH' })
  await expect(hit).toContainText('RM lama cocok')
  await expect(hit).toContainText('07-0101')
})

test('an import is paused, waits while the desk goes on, is gone on with, stopped and taken back by keys alone', async () => {
  await typeInto(desk.getByRole('combobox', { name: 'Cari pasien' }), '')
  await openFromMenu(desk, 'Impor data pasien')
  await choose('seribu desa.csv', strangers(9_900))
  await expect(region('Pasien baru')).toContainText('PASIEN', { timeout: 60_000 })
  await press(desk, 'Alt+i')
  await expect(region('Memasukkan pasien')).toBeVisible()
  await press(desk, 'Alt+j')
  const paused = region('Impor dijeda')
  const progress = paused.getByText(/ dari 9\.900 baris/)
  const standing = await progress.innerText()
  await expectAccessible(desk, 'import: paused')
  await press(desk, 'Escape')
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
  await openFromMenu(desk, 'Impor data pasien')
  await expect(progress).toHaveText(standing)

  await press(desk, 'Alt+l')
  await expect(region('Memasukkan pasien')).toBeVisible()
  await press(desk, 'Alt+h')
  const question = desk.getByRole('dialog', { name: 'Hentikan impor?' })
  await expect(question).toBeVisible()
  await press(desk, 'Enter')
  const outcome = region('Impor terakhir')
  await expect(outcome).toContainText('Dihentikan: seribu desa.csv')
  const added = await outcome
    .getByText('pasien ditambahkan')
    .locator('xpath=following-sibling::dd')
    .innerText()
  expect(Number(added.replace('.', ''))).toBeGreaterThan(0)
  expect(Number(added.replace('.', ''))).toBeLessThan(9_900)

  await press(desk, 'Alt+t')
  await expect(desk.getByRole('dialog', { name: `Tarik kembali ${added} pasien?` })).toBeVisible()
  await press(desk, 'Enter')
  await expect(outcome).toContainText('Ditarik kembali: seribu desa.csv', { timeout: 60_000 })
})

test('an import that added nobody is taken back, too: the numbers that it keeps for its rows are free again', async () => {
  const rows = [
    ['LAMA-9', '8204025203800001', 'SITI AMINAH', '12-03-1980', 'P', 'Guruapin', '', '', 'Islam'],
    ['KARTU-7', '', 'TANGGAL HILANG', '31-02-1990', 'L', 'Bajo', '', '', 'Islam'],
  ]
  await choose('sisa.csv', csvOf(rows, withBirth))
  await expect(desk.getByRole('button', { name: 'Catat nomor lama' })).toBeEnabled()
  await press(desk, 'Alt+i')
  const outcome = region('Impor terakhir')
  await expect(outcome).toContainText('Selesai: sisa.csv')
  await expect(outcome).toContainText(/pasien ditambahkan\s*0/)
  await press(desk, 'Alt+t')
  const question = desk.getByRole('dialog', { name: 'Tarik kembali impor ini?' })
  await expect(question).toContainText('Nomor RM pada 1 baris yang tidak masuk')
  await expectAccessible(desk, 'import: take back one that added nobody?')
  await press(desk, 'Enter')
  await expect(outcome).toContainText('Ditarik kembali: sisa.csv')
})
