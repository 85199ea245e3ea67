import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { addDays, daysBetween, type LocalDate } from '#domain/local-date'
import {
  addressIn,
  addSender,
  bundleOf,
  createEntry,
  type DashboardClient,
  encounterOf,
  identity,
  openBrowser,
  patientOf,
  type Sender,
  type Visit,
} from '../district/harness.ts'
import { expectAccessible } from '../support/accessible.ts'
import { type Account, signIn } from '../support/clerk.ts'
import { press, tabTo, typeInto } from '../support/keyboard.ts'
import { pagesOf } from '../support/paper-printer.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { sri } from './day/people.ts'

const today = '2026-11-21' as LocalDate
const [babang, siko] = ['8204072001', '8204022004']
const agus: Account = { name: 'Agus Salim', username: 'agus', password: 'rahasia-agus' }
const dewi: Account = { name: 'Dewi Anggraini', username: 'dewi', password: 'rahasia-dewi' }
const twice = 'SITI KHADIJAH UMAR'
const alike = 'LA ODE RAHMAN'

let place: Workplace
let office: Page
let manager: DashboardClient

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('district', browser, `${today} 13:20`)
  office = place.page
  await expect(office.getByLabel('Nama Anda')).toBeFocused()
  await office.keyboard.type(sri.name)
  await typeInto(office.getByLabel('Nama pengguna'), sri.username)
  await typeInto(office.getByLabel('Kata sandi', { exact: true }), sri.password)
  await typeInto(office.getByLabel('Kata sandi sekali lagi'), sri.password)
  await press(office, 'Enter')
  await expect(office.getByText('Belum ada Puskesmas.')).toBeVisible()
  manager = openBrowser(place.origin).client
  await manager.session.signIn(sri)
  await manager.staff.create({ ...agus, role: 'viewer' })
  await manager.staff.create({ ...dewi, role: 'steward' })
  await manager.office.rename({ name: 'Dinas Kesehatan Kabupaten Halmahera Selatan' })
  const east = await addSender(place.origin, manager, 'P8204010')
  const west = await addSender(place.origin, manager, 'P8204020')
  await manager.facilities.setParticipants({ id: east.facilityId, count: 300, since: '2026-11' })
  await sendMonth(east, babang, 5)
  await sendMonth(west, siko, 3)
  await sendPeople(east, babang, [
    { name: twice, nik: '8204074507980099' },
    { name: alike, nik: '8204071203700011' },
  ])
  await sendPeople(west, siko, [
    { name: 'SITI KADIJAH UMAR', nik: '8204074507980099' },
    { name: alike, nik: '8204071203700011' },
  ])
  await manager.dashboard.setTargets({ year: 2026, village: babang, targets: { dewasa: 200, bayi: 40 } })
})
test.afterAll(() => place.remove())

const heading = (name: string | RegExp) => office.getByRole('heading', { level: 2, name })

async function enterAs(account: Account): Promise<void> {
  await press(office, 'Alt+k')
  await signIn(office, account)
  await expect(office.getByRole('banner')).toContainText(account.name)
  await press(office, '1')
  await expect(heading(/^Kiriman/)).toBeVisible()
}

test('a reader sees small numbers masked, on the screen and in the file, and has no way to people', async () => {
  await enterAs(agus)
  const tabs = office.getByRole('navigation').getByRole('link')
  await expect(tabs).toHaveText([/Malam ini/, /Kunjungan/, /Angka kontak/, /PWS desa/])
  await press(office, '2')
  await expect(heading(/^Kunjungan/)).toBeVisible()
  const newborns = office.getByRole('row', { name: /^Neonatus/ })
  await expect(newborns.getByRole('cell').first()).toHaveText('<5kurang dari lima')
  await expect(office.getByText('Angka 1–4 ditulis «<5»')).toBeVisible()
  await press(office, 'a')
  await expect(office.getByRole('table', { name: 'Kunjungan per hari' })).toContainText('<5')
  await expectAccessible(office, 'district: a reader’s visits')
  await office.screenshot({ path: test.info().outputPath('reader-visits.png') })
  const saving = office.waitForEvent('download')
  await press(office, 'v')
  const file = await readFile(await (await saving).path(), 'utf8')
  expect(file).toContain('Neonatus;<5')
  for (const key of ['5', '6', '7']) await press(office, key)
  await expect(heading(/^Kunjungan/)).toBeVisible()
  for (const section of ['orang-sama', 'puskesmas', 'akun']) {
    await office.goto(`${place.origin}/#${section}`)
    await expect(heading(/^Kiriman/)).toBeVisible()
  }
  for (const path of ['/api/same-people?state=candidate', '/api/staff', '/api/facilities'])
    expect((await office.request.get(`${place.origin}${path}`)).status(), path).toBe(403)
  for (const key of ['1', '2', '3', '4']) {
    await press(office, key)
    await expect(office.getByRole('table').first()).toBeVisible()
    const words = await office.evaluate(() => document.body.innerText)
    for (const person of [twice, alike, identity.name, 'Warga P820', '8204074507980099'])
      expect(words).not.toContain(person)
  }
})

test('who may see patients looks at two records of two Puskesmas and decides, with the keyboard alone', async () => {
  await enterAs(dewi)
  await press(office, '5')
  await expect(heading('Orang yang sama di dua Puskesmas')).toBeVisible()
  const cards = office.getByRole('region', { name: /satu orang/ })
  await expect(cards).toHaveCount(2)
  await expect(office.getByText(twice)).toBeVisible()
  await expectAccessible(office, 'district: people who may be one')
  await office.screenshot({ path: test.info().outputPath('same-people.png') })
  const first = (await cards.first().innerText()).includes(twice) ? twice : alike
  await press(office, 's')
  await expect(cards).toHaveCount(1)
  await press(office, 'd')
  await expect(office.getByText('Tidak ada orang yang tampak tercatat di dua Puskesmas.')).toBeVisible()
  const states = office.getByRole('radiogroup', { name: 'Keadaan' })
  await tabTo(states)
  await press(office, 'ArrowRight')
  const same = office.getByRole('region', { name: first })
  await expect(same).toContainText(`diputuskan ${dewi.name}`)
  await expectAccessible(office, 'district: one person, confirmed')
  await press(office, 'ArrowRight')
  await expect(office.getByRole('button', { name: 'Batalkan putusan' })).toHaveCount(1)
  await expect(same).toHaveCount(0)
  await press(office, 'b')
  await expect(office.getByText('Belum ada yang dipastikan dua orang.')).toBeVisible()
  await tabTo(states)
  await press(office, 'ArrowLeft', 'ArrowLeft')
  await expect(cards).toHaveCount(1)
})

test('a manager changes a role and sets the targets of a village, and both show at once', async () => {
  await enterAs(sri)
  await press(office, '7')
  await tabTo(office.getByRole('button', { name: `Ubah peran ${agus.name}` }))
  await press(office, 'Enter')
  const dialog = office.getByRole('dialog', { name: `Peran ${agus.name}` })
  await expectAccessible(office, 'district: a role')
  await tabTo(dialog.getByRole('radiogroup'))
  await press(office, 'ArrowUp')
  await expect(dialog.getByRole('radio', { name: 'Petugas data' })).toBeChecked()
  await tabTo(dialog.getByRole('button', { name: 'Simpan peran' }))
  await press(office, 'Enter')
  await expect(office.getByRole('row', { name: new RegExp(agus.name) })).toContainText('Petugas data')
  await tabTo(office.getByRole('button', { name: `Ubah peran ${sri.name}` }))
  await press(office, 'Enter')
  await tabTo(office.getByRole('radiogroup'))
  await press(office, 'ArrowDown')
  await tabTo(office.getByRole('button', { name: 'Simpan peran' }))
  await press(office, 'Enter')
  await expect(office.getByRole('alert')).toContainText('satu-satunya pengelola')
  await press(office, 'Escape', '4')
  await expect(heading(/^PWS desa/)).toBeVisible()
  await tabTo(office.getByRole('radiogroup', { name: 'Kolom' }))
  await press(office, 'ArrowRight', 'ArrowRight')
  const village = office.getByRole('row', { name: /^Siko/ })
  await tabTo(village.getByRole('button', { name: 'Isi sasaran Siko' }))
  await press(office, 'Enter')
  await expect(office.getByLabel('Ibu hamil')).toBeFocused()
  await expectAccessible(office, 'district: targets of a village')
  await typeInto(office.getByLabel('Dewasa'), '120')
  await press(office, 'Enter')
  await expect(village).toContainText('dari 120; garis 110')
  await expectAccessible(office, 'district: PWS against targets')
  await office.screenshot({ path: test.info().outputPath('targets.png') })
})

test('every section prints on A4 with the office, the span and the moment, and without the screen around it', async () => {
  const screen = office.viewportSize() ?? { width: 0, height: 0 }
  for (const [key, name, wide] of [
    ['1', 'malam-ini', true],
    ['2', 'kunjungan', false],
    ['3', 'angka-kontak', true],
    ['4', 'pws-desa', true],
    ['5', 'orang-sama', false],
    ['6', 'puskesmas', true],
    ['7', 'akun', false],
  ] as const) {
    await press(office, key)
    await expect(office.locator(`main[data-section]`)).toBeFocused()
    await expect(office.getByRole('table').or(office.getByRole('region')).first()).toBeVisible()
    const pdf = await office.pdf({ preferCSSPageSize: true, path: test.info().outputPath(`${name}.pdf`) })
    const sizes = pagesOf(pdf).map(({ widthMm, heightMm }) => [Math.round(widthMm), Math.round(heightMm)])
    expect(new Set(sizes.map(String)), name).toEqual(new Set([wide ? '297,210' : '210,297']))
    await office.emulateMedia({ media: 'print' })
    await office.setViewportSize({ width: pixelsOf(wide ? 273 : 186), height: 768 })
    const words = await office.evaluate(() => document.body.innerText)
    const widest = await office.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await office.setViewportSize(screen)
    await office.emulateMedia({ media: null })
    expect(words, name).toContain('Dinas Kesehatan Kabupaten Halmahera Selatan')
    expect(words, name).toContain('dicetak Sabtu, 21 November 2026 pukul 13.20 oleh Sri Wahyuni')
    expect(words, name).not.toContain('Keluar')
    expect(widest, name).toBeLessThanOrEqual(0)
  }
})

/** Of a length on paper, as CSS counts them. */
function pixelsOf(mm: number): number {
  return Math.floor((mm * 96) / 25.4)
}

/** A month up to today, closed on Sundays; the last days of it have a few babies. */
async function sendMonth(sender: Sender, village: string, perDay: number): Promise<void> {
  const visits: Partial<Visit>[] = []
  for (let ago = 29; ago >= 0; ago -= 1) {
    const day = addDays(today, -ago)
    if (daysBetween('2026-11-22' as LocalDate, day) % 7 === 0) continue
    const count = ago === 12 ? 2 : perDay + (ago % 4)
    for (let n = 0; n < count; n += 1) visits.push({ day, ...kinds[(n + ago) % kinds.length] })
  }
  visits.push({ day: today, lifeStage: 'neonatus', cluster: 'k2', purpose: 'imunisasi', kind: 'sehat' })
  for (let start = 0; start < visits.length; start += 100) {
    const entries = visits.slice(start, start + 100).flatMap((visit, n) => {
      const urn = `urn:uuid:019f0000-0000-7000-8000-${String(n).padStart(12, '0')}`
      const patient = unnumbered(sender.code, `Warga ${sender.code} ${start + n}`)
      return [
        createEntry({ ...patient, ...addressIn(village) }, urn),
        createEntry({ ...encounterOf(sender.code, '', visit), subject: { reference: urn } }),
      ]
    })
    await sender.ask('POST', '', bundleOf('transaction', entries))
  }
}

const kinds: Partial<Visit>[] = [
  {},
  { payer: 'umum' },
  { lifeStage: 'lansia', purpose: 'kontrol' },
  { lifeStage: 'balita', cluster: 'k2', purpose: 'imunisasi', kind: 'sehat' },
  { lifeStage: 'hamil', cluster: 'k2', purpose: 'anc', kind: 'sehat' },
  { lifeStage: 'usia_sekolah', cluster: 'k2', firstEver: true },
]

function unnumbered(code: string, name: string) {
  const patient = patientOf(code)
  const identifier = patient.identifier.filter(({ value }) => value !== identity.nik)
  return { ...patient, identifier, name: [{ text: name }] }
}

async function sendPeople(
  sender: Sender,
  village: string,
  people: readonly { name: string; nik: string }[],
): Promise<void> {
  const entries = people.map(({ name, nik }) => {
    const patient = patientOf(sender.code)
    const identifier = patient.identifier.map((one) =>
      one.value === identity.nik ? { ...one, value: nik } : one,
    )
    return createEntry({ ...patient, identifier, name: [{ text: name }], ...addressIn(village) })
  })
  await sender.ask('POST', '', bundleOf('batch', entries))
}
