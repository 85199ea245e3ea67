import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { findPerson } from '../support/clerk.ts'
import { type Client, clientOf, type NewPatient, newArrival, newPatient } from '../support/hub.ts'
import { press, tabTo, typeInto } from '../support/keyboard.ts'
import { attachPapers, equip, type PaperPrinter, type Printed } from '../support/paper-printer.ts'
import { readCodes } from '../support/read-codes.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { rina } from './day/people.ts'
import { pictures, puskesmas } from './day/story.ts'

let place: Workplace
let desk: Page
let printer: PaperPrinter

test.describe.configure({ mode: 'serial' })

/** As people are named and numbered: short, with letters and every sign, and as long as a number and a name may be. */
const wayan = { name: 'I WAYAN SUDANA', recordNo: '07-0123-01', nik: '8204020203590004' }
const made = { name: 'MADE', recordNo: 'b.7/12-C' }
const raden = {
  name: 'RADEN AYU SITI NURHALIZAH PUTRI KUSUMANINGRUM WIRYODININGRAT',
  recordNo: 'aB/1c.2-D3e4F5g6H7i8',
}
const ayu = { name: 'NI KADEK AYU', recordNo: '00-00-77' }

test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-21 07:30')
  desk = place.page
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina })
  const hub = await hubOfPage()
  const people: Partial<NewPatient>[] = [
    { ...wayan, nikReason: null },
    made,
    raden,
    {
      ...ayu,
      sex: 'P',
      birth: { date: '2020-01-05' as never, precision: 'exact' },
      motherName: 'NI LUH SARI',
    },
  ]
  for (const person of people) await hub.patients.register(newPatient(person))
  printer = await attachPapers(desk)
})
test.afterAll(() => place.remove())

/** The hub as this page speaks to it. */
async function hubOfPage(): Promise<Client> {
  const cookies = await place.browser.cookies()
  return clientOf(place.origin, {
    'loket-page': new URL(desk.url()).searchParams.get('p') ?? '',
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
  })
}

async function openDocuments(person: { name: string; recordNo: string }): Promise<void> {
  await findPerson(desk, person.name.toLowerCase(), person.name)
  await press(desk, 'Alt+o')
  await expect(desk.getByRole('dialog', { name: 'Dokumen pasien' })).toBeVisible()
  await expect(desk.getByRole('button', { name: 'Cetak', exact: true })).toBeFocused()
}

async function closeDocuments(): Promise<void> {
  await press(desk, 'Escape')
  await expect(desk.getByRole('dialog')).toHaveCount(0)
  await press(desk, 'Escape')
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
}

/** Gives an order and answers with what came out of the printer. */
async function printed(order: () => Promise<void>, told: 'here' | 'anywhere' = 'here'): Promise<Printed> {
  const before = printer.papers.length
  await order()
  await expect.poll(() => printer.papers.length, { timeout: 30_000 }).toBe(before + 1)
  if (told === 'here')
    await expect(desk.getByRole('status').filter({ hasText: /dikirim|disimpan/ })).toBeVisible()
  const paper = printer.papers.at(-1)
  if (!paper) throw new Error('no paper')
  return paper
}

/** Chromium cuts pages to whole points of 0.35 mm. */
function expectPages(paper: Printed, count: number, widthMm: number, heightMm: number): void {
  expect(paper.pages.length).toBe(count)
  for (const page of paper.pages) {
    expect(Math.abs(page.widthMm - widthMm)).toBeLessThan(0.4)
    expect(Math.abs(page.heightMm - heightMm)).toBeLessThan(0.4)
  }
}

for (const person of [wayan, made, raden]) {
  test(`the card of ${person.recordNo} is one plastic card whose bars and QR code both read as that number`, async () => {
    await openDocuments(person)
    const card = await printed(() => press(desk, 'Enter'))
    expectPages(card, 1, 85.6, 54)
    expect(await readCodes(card.picture)).toEqual({ bars: [person.recordNo], qr: [person.recordNo] })
    expect(card.words).toContain(person.name)
    expect(card.words).not.toMatch(/\d{16}/)
    await closeDocuments()
  })
}

test('a sheet holds thirty labels, the first and the last read as the number; a sheet begun goes on where the last stickers are', async () => {
  await openDocuments(raden)
  await press(desk, '2')
  const full = await printed(() => press(desk, 'Enter'))
  expectPages(full, 1, 210, 297)
  expect(full.labels).toBe(30)
  for (const label of full.ends) expect((await readCodes(label)).bars).toEqual([raden.recordNo])
  await typeInto(desk.getByLabel('Mulai stiker ke-'), '29')
  await typeInto(desk.getByLabel('Jumlah label'), '4')
  const two = await printed(() => press(desk, 'Enter'))
  expectPages(two, 2, 210, 297)
  expect(two.labels).toBe(2)
  expect(two.words).not.toMatch(/\d{16}/)
  await closeDocuments()
})

test('a roll gives one label a page: bars a label printer can draw, or a QR code where they would be too fine', async () => {
  printer.dpi = 203.2
  for (const person of [wayan, raden]) {
    await openDocuments(person)
    await press(desk, '2')
    await tabTo(desk.getByRole('radio', { checked: true }))
    if (person === wayan) await press(desk, 'ArrowDown')
    await expect(desk.getByLabel('Gulungan label 50 × 25 mm')).toBeChecked()
    await tabTo(desk.getByLabel('Jumlah label'))
    const roll = await printed(() => press(desk, 'Enter'), 'anywhere')
    expectPages(roll, 3, 50, 25)
    const read = await readCodes(roll.picture)
    expect(read).toEqual(
      person === wayan ? { bars: [wayan.recordNo], qr: [] } : { bars: [], qr: [raden.recordNo] },
    )
    await closeDocuments()
  }
  printer.dpi = 300
})

test('consent takes four keys: the points, who agreed, when and who asked stand on the person and on one page to sign', async () => {
  await findPerson(desk, 'raden', raden.name)
  await expect(desk.getByRole('button', { name: 'dokumen: 2 belum' })).toBeVisible()
  await press(desk, 'Escape')
  await openDocuments(raden)
  await openForm('3')
  await expect(desk.getByLabel('Setuju dengan semua butir')).toBeFocused()
  await press(desk, 'Alt+a', 'Enter')
  const history = desk.getByRole('list', { name: 'Jawaban' })
  await expect(history).toHaveText(
    /^Disetujui 21 November 2026, 07\.\d\d, oleh pasien sendiri · petugas Rina Lestari$/,
  )
  const form = await printed(() => press(desk, 'Enter'))
  expectPages(form, 1, 210, 297)
  expect(await readCodes(form.picture)).toEqual({ bars: [raden.recordNo], qr: [] })
  for (const words of [
    raden.name,
    'Rina Lestari',
    'Dengan ini saya menyetujui.',
    '21 November 2026, pukul 07.',
  ])
    expect(form.words).toContain(words)
  await openForm('4')
  await expect(desk.getByLabel('Semua butir sudah dijelaskan')).toBeFocused()
  await press(desk, 'Alt+a', 'Enter')
  await expect(history).toContainText('Dijelaskan 21 November 2026')
  const rights = await printed(() => press(desk, 'Enter'))
  expectPages(rights, 1, 210, 297)
  await press(desk, 'Escape')
  await expect(desk.getByRole('button', { name: 'dokumen: setuju 21-11-2026, Rina' })).toBeVisible()
  await press(desk, 'Escape')
})

/** A consent stands there once its draft, if there is one, has been asked for. */
async function openForm(key: string): Promise<void> {
  await press(desk, key)
  await expect(desk.getByLabel('Yang menyatakan')).toBeVisible()
}

test('a point that is a matter of choice may be left out, the others may not', async () => {
  await openDocuments(wayan)
  await openForm('3')
  await press(desk, 'Enter')
  await expect(desk.getByRole('alert')).toContainText('Masih ada 6 butir')
  await expect(desk.getByLabel(/^Saya bersedia ditanyai/)).toBeFocused()
  await press(desk, 'Alt+a')
  await tabTo(desk.getByLabel(/termasuk lewat SATUSEHAT/))
  await press(desk, ' ', 'Enter')
  await expect(desk.getByRole('list', { name: 'Jawaban' })).toBeVisible()
  const form = await printed(() => press(desk, 'Control+p'))
  expect(form.words).toContain('termasuk lewat SATUSEHAT. (tidak diizinkan)')
  await closeDocuments()
})

test('an agreement can be taken back: both answers stay, and the paper says the last', async () => {
  await openDocuments(wayan)
  await press(desk, '3', 'Alt+j', 'Alt+t')
  const answers = desk.getByRole('list', { name: 'Jawaban' }).getByRole('listitem')
  await expect(answers).toHaveText([/^Tidak disetujui 21 November 2026/, /^Disetujui 21 November 2026/])
  const form = await printed(() => press(desk, 'Enter'))
  expect(form.words).toContain('Dengan ini saya tidak menyetujui.')
  await closeDocuments()
})

test('for a child its mother is asked by name; the empty form can be printed before', async () => {
  await openDocuments(ayu)
  await openForm('4')
  const empty = await printed(() => press(desk, 'Control+p'))
  expectPages(empty, 1, 210, 297)
  expect(empty.words).toContain('coret yang tidak perlu')
  await expect(desk.getByLabel('Yang menyatakan')).toHaveValue('ibu')
  await expect(desk.getByLabel('Nama', { exact: true })).toHaveValue('NI LUH SARI')
  await typeInto(desk.getByLabel('Nama', { exact: true }), ' ')
  await press(desk, 'Alt+a', 'Enter')
  await expect(desk.getByRole('alert')).toContainText('Nama yang menyatakan belum diisi')
  await desk.keyboard.type('Ni Luh Sari')
  await press(desk, 'Enter')
  await expect(desk.getByRole('list', { name: 'Jawaban' })).toContainText('oleh Ni Luh Sari (ibu)')
  await closeDocuments()
})

test('paper and printer are remembered on this PC, each kind of sheet with its own; a PDF is named after the number', async () => {
  await openDocuments(made)
  await tabTo(desk.getByRole('radio', { checked: true }))
  await press(desk, 'ArrowDown')
  await expect(desk.getByLabel('Kertas A4, digunting')).toBeChecked()
  await tabTo(desk.getByLabel('Printer'))
  await desk.keyboard.type('HP')
  await closeDocuments()
  await desk.reload()
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
  await equip(desk)
  await openDocuments(made)
  const cut = await printed(() => press(desk, 'Enter'))
  expectPages(cut, 1, 210, 297)
  expect(cut).toMatchObject({ sheet: 'a4', printer: 'HP_M111' })
  expect(await readCodes(cut.picture)).toEqual({ bars: [made.recordNo], qr: [made.recordNo] })
  await press(desk, '2')
  await expect(desk.getByLabel('Gulungan label 50 × 25 mm')).toBeChecked()
  await expect(desk.getByLabel('Printer')).toHaveValue('')
  await printed(() => press(desk, 'Alt+s'))
  expect(printer.savedAs).toEqual(['label-b-7-12-C'])
  await closeDocuments()
})

test('a paper that cannot be noted in the audit trail is not printed', async () => {
  await openDocuments(wayan)
  const before = printer.papers.length
  await desk.route('**/api/documents/notePaper', (route) => route.abort())
  await press(desk, 'Enter')
  await expect(desk.getByRole('alert')).toContainText('Loket sedang tidak menjawab')
  expect(printer.papers.length).toBe(before)
  await desk.unroute('**/api/documents/notePaper')
  await closeDocuments()
})

test('every paper can be read and steered by everybody', async () => {
  await findPerson(desk, 'made', made.name)
  await expectAccessible(desk, 'a person with papers')
  await press(desk, 'Escape')
  await openDocuments(made)
  await expectAccessible(desk, 'card')
  await pictures(desk, 'documents-card')
  await press(desk, 'Alt+u')
  await expect(desk.getByText(/tampilan 100 %/)).toBeVisible()
  await expectAccessible(desk, 'card at its own size')
  for (const [key, state] of [
    ['2', 'labels'],
    ['3', 'consent to be asked'],
    ['4', 'rights to be explained'],
  ] as const) {
    await press(desk, key)
    await expectAccessible(desk, state)
    if (key === '3') await pictures(desk, 'documents-consent')
  }
  await press(desk, 'Alt+t')
  await expect(desk.getByRole('list', { name: 'Jawaban' })).toBeVisible()
  await expectAccessible(desk, 'rights refused')
  await closeDocuments()
})

test('a paper that is under way comes out whole, whatever the clerk turns to meanwhile', async () => {
  await openDocuments(raden)
  const card = await printed(() => press(desk, 'Enter', '2', 'Escape', 'Escape'), 'anywhere')
  expectPages(card, 1, 210, 297)
  expect(await readCodes(card.picture)).toEqual({ bars: [raden.recordNo], qr: [raden.recordNo] })
})

test('in the browser its own dialog prints, and the screen says how to make a PDF', async () => {
  await desk.reload()
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
  await openDocuments(wayan)
  await expect(desk.getByText('pilih «Simpan sebagai PDF» pada jendela cetak')).toBeVisible()
  const before = place.printer.sheets.length
  await press(desk, 'Enter')
  await expect.poll(() => place.printer.sheets.length).toBe(before + 1)
  expect(place.printer.sheets.at(-1)).toContain(wayan.recordNo)
  await expect(desk.locator('.paper-sheets')).toHaveCount(0)
  await closeDocuments()
})

test('the ticket of today is seen on its roll before it is printed once more', async () => {
  const hub = await hubOfPage()
  const { number } = await admit(hub)
  await openDocuments(made)
  await expect(desk.getByRole('button', { name: `Tiket ${number}` })).toBeVisible()
  await press(desk, '5')
  const preview = desk.getByRole('figure', { name: 'Pratinjau cetak' })
  await expect(preview).toContainText(number)
  await expect(preview).toContainText('58 × 90 mm')
  await expectAccessible(desk, 'ticket')
  const before = place.printer.tickets.length
  await press(desk, 'Enter')
  await expect.poll(() => place.printer.tickets.length).toBe(before + 1)
  expect(place.printer.tickets.at(-1)).toContain(number)
  await closeDocuments()
})

test('it goes to the printer that was chosen for tickets, or into a PDF named after its number', async () => {
  await equip(desk)
  await openDocuments(made)
  await press(desk, '5')
  await tabTo(desk.getByLabel('Printer'))
  await desk.keyboard.type('XP')
  await expect(desk.getByLabel('Printer')).toHaveValue('XP-365B')
  await expectAccessible(desk, 'ticket in the shell')
  const roll = await printed(() => press(desk, 'Enter'), 'anywhere')
  expect(roll).toMatchObject({ sheet: 'ticket58', printer: 'XP-365B' })
  const pdf = await printed(() => press(desk, 'Alt+s'))
  expectPages(pdf, 1, 58, 90)
  const [number = ''] = /[A-Z]-\d{3}/.exec(pdf.words) ?? []
  expect(printer.savedAs.at(-1)).toBe(`tiket-${number}`)
  await expect(desk.getByRole('status').filter({ hasText: 'PDF sudah disimpan.' })).toBeVisible()
  await closeDocuments()
})

/** Gives MADE a number today. */
async function admit(hub: Client) {
  const [hit] = await hub.patients.search({ text: made.name })
  return hub.visits.register({
    patientId: hit?.id ?? '',
    arrival: newArrival(),
    complaint: '',
    payer: 'umum',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
}
