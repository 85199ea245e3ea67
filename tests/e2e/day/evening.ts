import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import readExcelFile from 'read-excel-file/node'
import { connectSender, type Sender } from '../../district/harness.ts'
import { enterDistrict } from '../../support/clerk.ts'
import { openLists } from '../../support/desk-screens.ts'
import { press, tabTo, typeInto } from '../../support/keyboard.ts'
import { watchWords } from '../../support/watch-words.ts'
import { readArrived } from './arrived.ts'
import { enteredPeople, enteredVisits } from './entered.ts'
import { sri } from './people.ts'
import { moveClock, picture, puskesmas, type Story, saturday } from './story.ts'

type Keys = { clientId: string; clientSecret: string }

/** The end of the day: closing, the register, and everything sent to the district. Answers with the sender's keys. */
export async function endSaturday(story: Story): Promise<void> {
  const { page: desk } = story.puskesmas
  const { page: office, origin } = story.dinkes

  const keys = await test.step('the district: first account, and keys for the Puskesmas', async () => {
    await createFirstAccount(office)
    return registerFacility(office)
  })
  await test.step('the keys are typed into Pengaturan', () =>
    enterDistrict(desk, { baseUrl: `${origin}/fhir`, ...keys }, () => picture(desk, 'settings')))

  await moveClock(story.puskesmas, '2026-11-21 13:15')
  await story.dinkes.setClock('2026-11-21 13:15')
  await press(desk, 'F8')
  const card = desk.getByRole('region', { name: 'Kirim ke dinas' })
  await expect(card).toContainText('37 data siap dikirim. Dikirim sendiri begitu hari ditutup.')
  const wordsOnDesk = await watchWords(desk)

  await test.step('«Tutup hari»: counts, register and spreadsheet agree', async () => {
    await closeDay(desk)
    await compareSpreadsheet(desk)
  })

  await test.step('everything is sent without being asked, with a report that can be read', async () => {
    // The Puskesmas, its 18 rooms, 8 people, 10 visits.
    await expect(card).toContainText(/Semua 37 data sudah diterima dinas pukul 13\.1\d/, { timeout: 60_000 })
    await expect(card).toContainText(
      'semua sama: 10 kunjungan pada 2 hari, 8 pasien, 18 ruangan, 1 Puskesmas',
    )
    expect(await wordsOnDesk()).toMatch(/Mengirim \d+ dari 37 data/)
    await picture(desk, 'sync-report')
  })

  await test.step('what arrived is what was entered', async () => {
    const sender: Sender = await connectSender(origin, {
      code: puskesmas.code,
      facilityId: '',
      credentials: keys,
    })
    const { people, visits } = await readArrived(sender)
    expect(people).toEqual(enteredPeople)
    expect(visits).toEqual(enteredVisits)
  })

  await test.step('the dashboard shows who sent what, per day, cluster, life stage and purpose', async () => {
    await story.dinkes.setClock('2026-11-21 13:20')
    await readDashboard(office)
  })
}

async function createFirstAccount(office: Page): Promise<void> {
  const field = (label: string) => office.getByLabel(label, { exact: true })
  await expect(field('Nama Anda')).toBeFocused()
  await office.keyboard.type(sri.name)
  await typeInto(field('Nama pengguna'), sri.username)
  await typeInto(field('Kata sandi'), sri.password)
  await typeInto(field('Kata sandi sekali lagi'), sri.password)
  await picture(office, 'district-first-account')
  await press(office, 'Enter')
}

async function registerFacility(office: Page): Promise<Keys> {
  await expect(office.getByText('Belum ada Puskesmas.')).toBeVisible()
  await press(office, '6')
  await expect(office.getByRole('heading', { name: 'Puskesmas', exact: true })).toBeVisible()
  await press(office, 't')
  await expect(office.getByLabel('Kode Puskesmas')).toBeFocused()
  await office.keyboard.type(puskesmas.code)
  await typeInto(office.getByLabel('Nama', { exact: true }), puskesmas.name)
  await press(office, 'Enter')
  const card = office.getByRole('region', { name: `Kunci untuk ${puskesmas.name}` })
  const value = (label: string) =>
    card
      .getByRole('definition')
      .and(card.locator(`dt:text-is("${label}") + dd`))
      .locator('code')
      .innerText()
  const keys = {
    clientId: await value('ID Puskesmas di server dinas'),
    clientSecret: await value('Kunci rahasia'),
  }
  await tabTo(card.getByRole('button', { name: /kembali ke daftar/ }))
  await press(office, 'Enter')
  await expect(office.getByRole('row', { name: new RegExp(puskesmas.code) })).toBeVisible()
  await picture(office, 'district-facilities')
  return keys
}

async function closeDay(desk: Page): Promise<void> {
  const summary = desk.getByRole('region', { name: 'Ringkasan hari' })
  const register = desk.getByRole('region', { name: 'Register kunjungan' })
  await expect(summary).toContainText(/8\s*kunjungan terdaftar/)
  await expect(summary).toContainText('6 kunjungan yang masih terbuka diakhiri, tidak ada yang dibatalkan')
  await expect(summary).toContainText('3 yang belum disentuh ruangan dicatat «pelayanan tidak tercatat»')
  await expect(register.getByRole('row')).toHaveCount(9)
  await press(desk, 'Alt+t')
  await expect(desk.getByRole('dialog', { name: '6 kunjungan masih terbuka' })).toBeVisible()
  await expect(desk.getByRole('button', { name: 'Ya, tutup hari' })).toBeFocused()
  await press(desk, 'Enter')
  await expect(summary).toContainText(/Sudah ditutup pukul 13\.1\d/)
  const outcomes: [string, string][] = [
    ['A-001', 'Pelayanan tidak tercatat'],
    ['A-002', 'Pelayanan tidak tercatat'],
    ['A-003', 'Selesai'],
    ['C-001', 'Selesai'],
    ['C-002', 'Selesai'],
    ['C-003', 'Batal: dibatalkan di loket'],
    ['C-004', 'Tidak hadir saat dipanggil'],
    ['E-001', 'Selesai'],
  ]
  for (const [number, outcome] of outcomes) {
    await expect(register.getByRole('row', { name: number })).toContainText(outcome)
  }
  await picture(desk, 'close-day')
}

/** The file that is saved holds the rows of the table on screen, number by number. */
async function compareSpreadsheet(desk: Page): Promise<void> {
  const saving = desk.waitForEvent('download')
  await openLists(desk)
  await press(desk, 'Enter')
  const download = await saving
  expect(download.suggestedFilename()).toBe(`register-kunjungan-${puskesmas.code}-${saturday}.xlsx`)
  const [sheet] = await readExcelFile(await readFile(await download.path()))
  const [title, heading = [], ...body] = sheet?.data ?? []
  expect(title?.[0]).toBe(`Register kunjungan · Sabtu, 21 November 2026 · ${puskesmas.name}`)
  const column = (name: string) => heading.indexOf(name)
  const rows = body.map((row) => ({
    number: row[column('Antrean')],
    name: row[column('Nama')],
    nik: row[column('NIK')],
  }))
  const niks = new Map(enteredPeople.map(({ name, nik = null }) => [name, nik]))
  const entered = enteredVisits
    .filter(({ day }) => day === saturday)
    .map(({ number, name }) => ({ number, name, nik: niks.get(name) }))
  expect(rows.toSorted((a, b) => String(a.number).localeCompare(String(b.number)))).toEqual(entered)
}

const counted = enteredVisits.filter(({ status }) => status !== 'cancelled')

/** Aggregates only: the counts that follow from the table of what was entered. */
export async function readDashboard(office: Page): Promise<void> {
  await press(office, '1')
  const row = office.getByRole('row', { name: new RegExp(puskesmas.name) })
  await expect(row).toContainText('Sab, 21 Nov')
  await expect(row).toContainText(String(counted.filter(({ day }) => day === saturday).length))
  await picture(office, 'district-tonight')
  await press(office, '2')
  const chart = office.getByRole('img', { name: /^Kunjungan per hari/ })
  await expect(chart).toContainText('Sabtu, 21 November 2026: 7 kunjungan')
  await expect(chart).toContainText('Jumat, 20 November 2026: 2 kunjungan')
  await expectCounts(office, 'Per klaster', [
    ['Ibu & Anak', count(({ cluster }) => cluster === 'k2')],
    ['Dewasa & Lansia', count(({ cluster }) => cluster === 'k3')],
    ['Lintas', count(({ cluster }) => cluster === 'lk')],
  ])
  await expectCounts(office, 'Per tahap hidup', [
    ['Neonatus', count(({ stage }) => stage === 'neonatus')],
    ['Remaja', count(({ stage }) => stage === 'remaja')],
    ['Dewasa', count(({ stage }) => stage === 'dewasa')],
    ['Lansia', count(({ stage }) => stage === 'lansia')],
    ['Ibu hamil', count(({ stage }) => stage === 'hamil')],
    ['Ibu nifas', count(({ stage }) => stage === 'nifas')],
  ])
  await expectCounts(office, 'Per keperluan', [
    ['Berobat', count(({ purpose }) => purpose === 'berobat')],
    ['Kontrol', count(({ purpose }) => purpose === 'kontrol')],
    ['Periksa hamil', count(({ purpose }) => purpose === 'anc')],
    ['Periksa nifas', count(({ purpose }) => purpose === 'nifas')],
    ['Imunisasi', count(({ purpose }) => purpose === 'imunisasi')],
  ])
  await picture(office, 'district-visits')
}

function count(test: (visit: (typeof counted)[number]) => boolean): number {
  return counted.filter(test).length
}

async function expectCounts(office: Page, title: string, rows: [string, number][]): Promise<void> {
  const table = office.getByRole('table', { name: title })
  for (const [label, visits] of rows) {
    const cells = table.getByRole('row').filter({ hasText: label }).getByRole('cell')
    await expect(cells.filter({ hasText: /^\d+$/ })).toHaveText(String(visits))
  }
}
