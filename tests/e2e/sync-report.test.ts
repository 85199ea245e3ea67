import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { enterDistrict, openFromMenu } from '../support/clerk.ts'
import { furnishDesk, openLists } from '../support/desk-screens.ts'
import { field, press, typeInto } from '../support/keyboard.ts'
import { readCsv, readXlsx } from '../support/list-reading.ts'
import { pagesOf } from '../support/paper-printer.ts'
import { savedFile } from '../support/saved-file.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { openDinkes } from '../sync/dinkes.ts'
import { nurhayati, wayan } from './day/people.ts'
import { puskesmas } from './day/story.ts'

let place: Workplace
let dinkes: Awaited<ReturnType<typeof openDinkes>>
let desk: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  dinkes = await openDinkes()
  place = await openWorkplace('hub', browser, '2026-11-23 07:30')
  desk = place.page
  await furnishDesk(desk)
  const keys = await dinkes.admit(puskesmas.name, puskesmas.code)
  await enterDistrict(desk, { baseUrl: dinkes.baseUrl, ...keys })
})
test.afterAll(async () => {
  await place.remove()
  await dinkes.close()
})

const report = () => desk.getByRole('region', { name: 'Laporan', exact: true })
const card = () => desk.getByRole('region', { name: 'Kirim ke dinas' })
const faults = () => desk.getByRole('region', { name: 'Perlu diperbaiki' })
const row = (name: string) => report().getByRole('row', { name: new RegExp(`^${name} `) })

/** A district that does not like this person's address. */
function refuse(name: string): void {
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', details: { text: 'Alamat tidak dikenal.' } }],
  }
  const entry = [{ response: { status: '422', outcome } }]
  const body = JSON.stringify({ resourceType: 'Bundle', type: 'batch-response', entry })
  dinkes.proxy.decide((passing) =>
    passing.path === '/fhir' && passing.body.includes(name) ? { answer: { status: 200, body } } : null,
  )
}

async function sendAndOpenReport(): Promise<void> {
  await press(desk, 'F8')
  await press(desk, 'Alt+k')
  await expect(card().getByRole('button', { name: 'Laporan pengiriman' })).toBeVisible({ timeout: 60_000 })
  await press(desk, 'Alt+l')
  await expect(desk.getByRole('heading', { name: 'Laporan pengiriman' })).toBeVisible()
}

test('one sentence says what the shipment came to, a line each kind of record, and each fault has its key', async () => {
  refuse(wayan.name)
  await place.setClock('2026-11-23 07:50')
  await sendAndOpenReport()
  await expect(report().getByRole('status')).toHaveText(
    '1 data perlu diperbaiki. Selebihnya sudah sama di dinas.',
    { timeout: 60_000 },
  )
  await expect(row('Kunjungan').getByRole('cell')).toHaveText(['1', '1', '0', '0', 'sama (1 data)'])
  await expect(row('Pasien').getByRole('cell')).toHaveText(['2', '1', '0', '1', 'sama (1 data)'])
  await expect(faults()).toContainText(wayan.name)
  await expect(faults()).toContainText('Alamat tidak dikenal.')
  await expectAccessible(desk, 'a report with something to mend')
})

test('it prints on A4, with the sentence, the table and what is to be mended, and without the screen around it', async () => {
  const pdf = await desk.pdf({ preferCSSPageSize: true })
  const pages = pagesOf(pdf).map(({ widthMm, heightMm }) => [Math.round(widthMm), Math.round(heightMm)])
  expect(pages).toEqual([[210, 297]])
  await desk.emulateMedia({ media: 'print' })
  const words = await desk.evaluate(() => document.body.innerText)
  await desk.emulateMedia({ media: 'screen' })
  expect(words).toContain('Laporan pengiriman ke dinas kesehatan')
  expect(words).toContain(`${puskesmas.name} · kode ${puskesmas.code} · Senin, 23 November 2026, pukul 07.50`)
  expect(words).toContain('1 data perlu diperbaiki. Selebihnya sudah sama di dinas.')
  expect(words).toContain('Alamat tidak dikenal.')
  expect(words).not.toContain('Kembali')
})

test('the key of a fault opens the form of the patient; mended and sent again, everything is the same on both sides', async () => {
  await press(desk, '1')
  await expect(field(desk, 'Nama lengkap')).toHaveValue(wayan.name)
  await typeInto(field(desk, 'Telepon'), '081234567890')
  await press(desk, 'Control+Enter')
  await expect(field(desk, 'Nama lengkap')).toBeHidden()
  dinkes.proxy.decide(null)
  await place.setClock('2026-11-23 13:10')
  await sendAndOpenReport()
  await expect(report().getByRole('status')).toHaveText(
    'Semua yang dicatat sampai hari ini pukul 13.10 sudah sama di dinas.',
    { timeout: 60_000 },
  )
  await expect(faults()).toHaveCount(0)
  await expectAccessible(desk, 'a report of a complete shipment')
})

test('an earlier report is chosen by key, and says of what was to be mended that it has been', async () => {
  await press(desk, 'Alt+ArrowLeft')
  await expect(report()).toContainText('pukul 07.50')
  await expect(faults()).toContainText('sudah diperbaiki')
  await expect(row('Pasien').getByRole('cell').nth(3)).toHaveText('1')
  await openLists(desk)
  const { file } = await savedFile(desk, () => press(desk, 'Alt+1'))
  const [mended, ...others] = (await readCsv(file)).rows
  expect(others).toEqual([])
  expect(mended?.get('Data')).toContain(wayan.name)
  expect(mended?.get('Sudah diperbaiki')).toBe('Ya')
  await press(desk, 'Alt+ArrowRight')
  await expect(report().getByRole('status')).toContainText('pukul 13.10')
  await press(desk, 'Escape')
})

test('a visit that the district refuses opens as it was written down, and from there its person; the report stays in the menu for whoever reads it tomorrow', async () => {
  await place.setClock('2026-11-23 13:20')
  await press(desk, 'F8')
  refuse('"resourceType":"Encounter"')
  await press(desk, 'Alt+t')
  const ending = desk.getByRole('button', { name: 'Ya, tutup hari' })
  await expect(ending).toBeFocused()
  await press(desk, 'Enter')
  await expect(desk.getByRole('region', { name: 'Ringkasan hari' })).toContainText('Sudah ditutup')
  await expect(card()).toContainText('data perlu diperbaiki dahulu', { timeout: 60_000 })
  await press(desk, 'Alt+l')
  await expect(faults()).toContainText(/Kunjungan [A-Z]-001, 23-11-2026/)
  await press(desk, 'Escape')
  await openFromMenu(desk, 'Laporan pengiriman')
  await expect(faults()).toContainText(nurhayati.name)
  await press(desk, '1')
  const visit = desk.getByRole('dialog', { name: /^Kunjungan [A-Z]-001, 23-11-2026/ })
  for (const told of [nurhayati.name, 'terdaftar', 'Cara bayar', 'Alasan'])
    await expect(visit).toContainText(told)
  await expect(visit.getByRole('list', { name: 'Perjalanan' })).toBeVisible()
  await expectAccessible(desk, 'the visit behind a fault')
  await expect(visit.getByRole('button', { name: 'Buka pasien' })).toBeFocused()
  await press(desk, 'Enter')
  await expect(desk.getByRole('heading', { name: nurhayati.name, exact: true })).toBeVisible()
})

test('the figures that want attention show who is behind them, each by its key', async () => {
  dinkes.proxy.decide(({ path }) =>
    path.includes('Encounter/$day-digest')
      ? { rewrite: ({ answer }) => answer.replace('"valueInteger":1', '"valueInteger":9') }
      : null,
  )
  await place.setClock('2026-11-23 13:30')
  await sendAndOpenReport()
  await expect(row('Kunjungan')).toContainText('belum sama: 1 di sini, 9 di dinas', { timeout: 60_000 })
  await press(desk, 'h')
  const differing = desk.getByRole('region', { name: 'Belum sama di dinas: kunjungan' })
  await expect(differing).toContainText(nurhayati.name)
  await openLists(desk)
  const { file } = await savedFile(desk, () => press(desk, '1'))
  const { title, rows } = await readXlsx(file)
  expect(title).toContain('Belum sama di dinas: kunjungan')
  expect(rows.map((record) => record.get('Nama'))).toEqual([nurhayati.name])
  await press(desk, 'g')
  const waiting = desk.getByRole('region', { name: 'Menunggu dikirim: kunjungan' })
  await expect(waiting).toContainText(nurhayati.name)
  await expect(differing).toHaveCount(0)
  await expectAccessible(desk, 'a report with the records behind a figure')
  await press(desk, '1')
  await expect(desk.getByRole('button', { name: 'Buka pasien' })).toBeFocused()
  await press(desk, 'Enter')
  await expect(desk.getByRole('heading', { name: nurhayati.name, exact: true })).toBeVisible()
})
