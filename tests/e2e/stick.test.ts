import { readFile } from 'node:fs/promises'
import { type Download, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { enterDistrict, openFromMenu } from '../support/clerk.ts'
import { furnishDesk } from '../support/desk-screens.ts'
import { press, tabTo, typeInto } from '../support/keyboard.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { sri } from './day/people.ts'
import { pictures, puskesmas } from './day/story.ts'

let village: Workplace
let dinkes: Workplace
let desk: Page
let office: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  village = await openWorkplace('hub', browser, '2026-11-23 07:30')
  dinkes = await openWorkplace('district', browser, '2026-11-23 13:20')
  desk = village.page
  office = dinkes.page
  await furnishDesk(desk)
})
test.afterAll(async () => {
  await village.remove()
  await dinkes.remove()
})

const card = () => desk.getByRole('region', { name: 'Tanpa internet' })

type Carried = { name: string; mimeType: string; buffer: Buffer }

/** What a browser saved, as it would lie on a stick. */
async function onStick(download: Download): Promise<Carried> {
  const buffer = await readFile(await download.path())
  return { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer }
}

async function choose(page: Page, key: string, file: Carried): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await press(page, key)
  await (await choosing).setFiles(file)
}

let stick: Carried
let receipt: Carried

test('without an account at the district, the desk says where it is entered', async () => {
  await openFromMenu(desk, 'Laporan pengiriman')
  await press(desk, 'Alt+u')
  await expect(card().getByRole('alert')).toContainText('Isi di Pengaturan › Kirim ke dinas.')
  await press(desk, 'Escape')
})

test('what waits is saved to a stick with one key', async () => {
  await expect(office.getByLabel('Nama Anda')).toBeFocused()
  await office.keyboard.type(sri.name)
  await typeInto(office.getByLabel('Nama pengguna'), sri.username)
  await typeInto(office.getByLabel('Kata sandi', { exact: true }), sri.password)
  await typeInto(office.getByLabel('Kata sandi sekali lagi'), sri.password)
  await press(office, 'Enter')
  await expect(office.getByText('Belum ada Puskesmas.')).toBeVisible()
  await press(office, '6', 't')
  await expect(office.getByLabel('Kode Puskesmas')).toBeFocused()
  await office.keyboard.type(puskesmas.code)
  await typeInto(office.getByLabel('Nama', { exact: true }), puskesmas.name)
  await press(office, 'Enter')
  const keys = office.getByRole('region', { name: /^Kunci untuk/ })
  await expect(keys).toBeVisible()
  const [baseUrl = '', clientId = '', clientSecret = ''] = await keys.locator('code').allInnerTexts()
  await enterDistrict(desk, { baseUrl, clientId, clientSecret })
  await tabTo(office.getByRole('button', { name: /^Sudah disalin/ }))
  await press(office, 'Enter')

  await openFromMenu(desk, 'Laporan pengiriman')
  const saving = desk.waitForEvent('download')
  await press(desk, 'Alt+u')
  stick = await onStick(await saving)
  expect(stick.name).toBe(`loket-${puskesmas.code}-2026-11-23.kiriman`)
  await expect(card().getByRole('status')).toContainText('tetap menunggu sampai tanda terima')
  await expectAccessible(desk, 'stick: saved')
})

test('the district takes it in and gives a receipt; a file that is none is refused where it was chosen', async () => {
  await choose(office, 'u', { ...stick, buffer: Buffer.from('NIK;Nama') })
  await expect(office.getByText('bukan berkas USB Loket yang benar')).toBeVisible()
  const saving = office.waitForEvent('download')
  await choose(office, 'u', stick)
  receipt = await onStick(await saving)
  await expect(office.getByRole('status').filter({ hasText: 'Salin tanda terimanya ke USB' })).toContainText(
    `${puskesmas.name}: `,
  )
  await expect(office.getByRole('row', { name: new RegExp(puskesmas.name) }).last()).toContainText(
    'Unduh tanda terima',
  )
  await expectAccessible(office, 'district: sticks')
  await pictures(office, 'district-sticks')
})

test('the receipt settles at the desk what the stick carried, once', async () => {
  await choose(desk, 'Alt+t', receipt)
  await expect(card().getByRole('status')).toContainText('data diterima dinas.')
  await expect(desk.getByRole('region', { name: 'Laporan', exact: true })).toContainText('kunjungan', {
    ignoreCase: true,
  })
  await pictures(desk, 'stick')
  await choose(desk, 'Alt+t', receipt)
  await expect(card().getByRole('status')).toContainText('sudah pernah dibaca')
  await press(desk, 'Alt+u')
  await expect(card().getByRole('alert')).toContainText('Tidak ada yang menunggu dikirim.')
})
