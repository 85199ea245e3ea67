import { expect, type Page, test } from '@playwright/test'
import {
  chooseSex,
  fillArrival,
  findPerson,
  openFromMenu,
  openSettings,
  registerPerson,
  signIn,
  signOut,
  untilKept,
} from '../support/clerk.ts'
import { crash } from '../support/crash.ts'
import { field, press, tabTo, typeInto } from '../support/keyboard.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { nurhayati, rahmat, rina, wayan } from './day/people.ts'
import { puskesmas } from './day/story.ts'

const budi = { name: 'Budi Santoso', username: 'budi', password: 'kunci-loket-2' }

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-23 07:30')
  desk = place.page
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina })
  for (const person of [wayan, nurhayati, rahmat]) {
    await registerPerson(desk, person)
    await press(desk, 'Escape')
  }
  await openSettings(desk)
  await press(desk, 'Alt+t')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await desk.keyboard.type(budi.name)
  await typeInto(field(desk, 'Nama pengguna'), budi.username)
  await typeInto(desk.getByLabel('Kata sandi', { exact: true }), budi.password)
  await press(desk, 'Enter')
  await expect(desk.getByRole('row', { name: /budi/ })).toBeVisible()
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
})
test.afterAll(() => place.remove())

const searchBox = () => desk.getByRole('combobox', { name: 'Cari pasien' })

async function crashPage(meanwhile?: () => Promise<void>): Promise<void> {
  desk = await crash(place, desk, meanwhile)
}

async function beginPerson(): Promise<void> {
  await press(desk, 'F2')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await desk.keyboard.type('ketut sari')
  await typeInto(field(desk, 'NIK'), '8204024107900003')
  await typeInto(field(desk, 'Tanggal lahir'), '01071990')
  await chooseSex(desk, 'P')
}

async function expectPerson(): Promise<void> {
  await expect(field(desk, 'Nama lengkap')).toHaveValue('ketut sari')
  await expect(field(desk, 'NIK')).toHaveValue('8204024107900003')
  await expect(field(desk, 'Tanggal lahir')).toHaveValue('01071990')
  await expect(
    desk.getByRole('radiogroup', { name: 'Jenis kelamin' }).getByRole('radio').nth(1),
  ).toBeChecked()
  await expect(desk.getByText('Isian yang belum disimpan sudah dikembalikan.')).toBeVisible()
}

test('the form about a person outlives a crash of its page', async () => {
  await untilKept(desk, '"sex":"P"', beginPerson)
  await crashPage()
  await expectPerson()
})

test('it outlives a power cut: hub and page gone at once, in the middle of the work', async () => {
  await untilKept(desk, 'ni made', () => typeInto(field(desk, 'Nama ibu'), 'ni made 7'))
  const address = desk.url()
  await place.stop('SIGKILL')
  await crashPage(async () => place.start())
  expect(desk.url()).toBe(address)
  await expectPerson()
  await expect(field(desk, 'Nama ibu')).toHaveValue(/^ni made/)
})

test('a page that is loaded anew right after the last key has that key, too', async () => {
  await typeInto(field(desk, 'Nama ibu'), 'ni luh kenanga')
  await desk.reload()
  await expectPerson()
  await expect(field(desk, 'Nama ibu')).toHaveValue('ni luh kenanga')
})

test('it waits for the same clerk after signing out, and another clerk sees nothing of it', async () => {
  await typeInto(field(desk, 'Nama ibu'), 'ni nyoman melati')
  await signOut(desk)
  await signIn(desk, budi)
  await expect(searchBox()).toBeFocused()
  await press(desk, 'F2')
  await expect(field(desk, 'Nama lengkap')).toHaveValue('')
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
  await signOut(desk)
  await signIn(desk, rina)
  await expectPerson()
  await expect(field(desk, 'Nama ibu')).toHaveValue('ni nyoman melati')
  await press(desk, 'Escape')
  await tabTo(desk.getByRole('button', { name: 'Buang dan keluar' }))
  await press(desk, 'Enter')
  await expect(searchBox()).toBeFocused()
})

test('what was typed about a visit outlives a crash and a power cut, with the person it is about', async () => {
  await findPerson(desk, 'wayan', wayan.name)
  await untilKept(desk, 'luka bakar', () =>
    fillArrival(desk, { compared: ['1', '2'], complaint: 'luka bakar di tangan' }),
  )
  await crashPage()
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await expect(desk.getByLabel('Keluhan')).toHaveValue(/^luka bakar/)
  await untilKept(desk, 'kanan', () => typeInto(desk.getByLabel('Keluhan'), 'luka bakar kanan'))
  await place.stop('SIGKILL')
  await place.start()
  await desk.reload()
  await expect(desk.getByLabel('Keluhan')).toHaveValue('luka bakar kanan')
  await expect(desk.locator('[aria-keyshortcuts="1"]')).toBeChecked()
})

test('visits left half typed are there again, each with its own words, also after a crash', async () => {
  await untilKept(desk, '"chosen":null', () => press(desk, 'Escape'))
  // Nobody is in front when the page goes.
  await crashPage()
  await expect(desk.getByRole('button', { name: /Ada isian kunjungan/ })).toBeVisible()
  await findPerson(desk, 'nurhayati', nurhayati.name)
  await untilKept(desk, 'pusing', () => typeInto(desk.getByLabel('Keluhan'), 'pusing'))
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
  await findPerson(desk, 'rahmat', rahmat.name)
  await untilKept(desk, 'demam', () => typeInto(desk.getByLabel('Keluhan'), 'demam'))
  await crashPage()
  await expect(desk.getByLabel('Keluhan')).toHaveValue(/^demam/)
  await press(desk, 'Escape')
  for (const [text, name, complaint] of [
    ['wayan', wayan.name, 'luka bakar kanan'],
    ['nurhayati', nurhayati.name, 'pusing'],
    ['rahmat', rahmat.name, 'demam'],
  ] as const) {
    await findPerson(desk, text, name)
    await expect(desk.getByLabel('Keluhan')).toHaveValue(complaint)
    await press(desk, 'Escape')
    await expect(searchBox()).toBeFocused()
  }
  await findPerson(desk, 'wayan', wayan.name)
})

test('a form left for somebody on file waits, also after a crash, and what is theirs is filled in', async () => {
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
  const address = 'kampung baru'
  await press(desk, 'F2')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await typeInto(field(desk, 'Nama lengkap'), 'wayan sudana')
  await typeInto(field(desk, 'NIK'), '8204120203590004')
  await typeInto(field(desk, 'Tanggal lahir'), '02031959')
  await typeInto(field(desk, 'Jalan / dusun'), address)
  await typeInto(field(desk, 'Telepon'), '081355500011')
  await expect(desk.getByRole('region', { name: 'Mungkin sudah terdaftar' })).toContainText(wayan.name)
  // First the form is safe, then the person is in front with it.
  await untilKept(desk, /^\{"chosen":\{.*"insteadOf"/, () => press(desk, 'Alt+o'))
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await crashPage()
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()

  // It was somebody else: the form is as it was, and the next one is empty.
  await press(desk, 'Escape', 'F2')
  await expect(field(desk, 'Nama lengkap')).toHaveValue('')
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
  await press(desk, 'Alt+t')
  await expect(field(desk, 'Nama lengkap')).toHaveValue('wayan sudana')
  await expect(field(desk, 'Jalan / dusun')).toHaveValue(address)

  // It was this person: their record takes how they are reached, and keeps who they are.
  await expect(desk.getByRole('region', { name: 'Mungkin sudah terdaftar' })).toContainText(wayan.name)
  await press(desk, 'Alt+o')
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await expect(desk.getByRole('button', { name: 'kembali ke isian tadi' })).toBeVisible()
  await press(desk, 'F4')
  await expect(field(desk, 'Nama lengkap')).toHaveValue(wayan.name)
  await expect(field(desk, 'Telepon')).toHaveValue('081355500011')
  await expect(field(desk, 'Jalan / dusun')).toHaveValue(address)
  await press(desk, 'Control+Enter')
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await expect(desk.getByRole('button', { name: 'kembali ke isian tadi' })).toHaveCount(0)
})

test('a consent that is half ticked is there again for the same person, with who speaks for them', async () => {
  await press(desk, 'Alt+o')
  await expect(desk.getByRole('dialog', { name: 'Dokumen pasien' })).toBeVisible()
  await press(desk, '3')
  // The first box ticks them all.
  const points = () => desk.getByRole('dialog').getByRole('checkbox', { name: /^(?!Setuju)/ })
  await expect(points().first()).toBeVisible()
  await untilKept(desk, '"name":"ni ketut', async () => {
    await tabTo(points().nth(1))
    await press(desk, 'Space')
    await tabTo(desk.getByLabel('Yang menyatakan'))
    await desk.keyboard.type('Anak')
    await typeInto(desk.getByLabel('Nama', { exact: true }), 'ni ketut sari')
  })
  await crashPage()
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await press(desk, 'Alt+o', '3')
  await expect(points().nth(1)).toBeChecked()
  await expect(points().first()).not.toBeChecked()
  await expect(desk.getByLabel('Nama', { exact: true })).toHaveValue(/^ni ketut/)
  await press(desk, 'Alt+a', 'Enter')
  await expect(desk.getByRole('button', { name: /Persetujuan umum/ })).toContainText('sudah')
  await press(desk, 'Alt+j')
  await expect(points().nth(1)).not.toBeChecked()
  await press(desk, 'Escape')
})

test('a booking that is half typed is there again for the same person, on the day that was chosen', async () => {
  await press(desk, 'Alt+y')
  await expect(field(desk, 'Jam')).toBeFocused()
  await press(desk, 'Alt+ArrowRight')
  await untilKept(desk, '"note":"kontrol', async () => {
    await desk.keyboard.type('09.30')
    await typeInto(field(desk, 'Catatan'), 'kontrol gula')
  })
  await crashPage()
  await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
  await press(desk, 'Alt+y')
  await expect(field(desk, 'Jam')).toHaveValue('09.30')
  await expect(field(desk, 'Catatan')).toHaveValue(/^kontrol/)
  await expect(field(desk, 'Hari')).toHaveValue('25-11-2026')
  await press(desk, 'Escape', 'Escape')
  await expect(searchBox()).toBeFocused()
})

test('a line of the paper list that is half typed is there again', async () => {
  await openFromMenu(desk, 'Cadangan listrik padam')
  await expect(field(desk, 'Nomor')).toBeFocused()
  await untilKept(desk, '"number":"C-802"', () => desk.keyboard.type('C-802'))
  await crashPage()
  await expect(searchBox()).toBeFocused()
  await openFromMenu(desk, 'Cadangan listrik padam')
  await expect(field(desk, 'Nomor')).toHaveValue('C-802')
})

test('settings that are half changed come back with a word about it, and can be dropped', async () => {
  await press(desk, 'Escape')
  await expect(searchBox()).toBeFocused()
  await openSettings(desk)
  const text = () => desk.getByLabel('Tulisan berjalan di layar')
  await untilKept(desk, 'cuci tangan', () => typeInto(text(), 'cuci tangan sebelum masuk'))
  await crashPage()
  await expect(searchBox()).toBeFocused()
  await openSettings(desk)
  await expect(text()).toHaveValue(/^cuci tangan/)
  await tabTo(desk.getByRole('button', { name: 'Buang isian itu' }))
  await press(desk, 'Enter')
  await expect(text()).toHaveValue('')
  await desk.reload()
  await openSettings(desk)
  await expect(text()).toHaveValue('')
})

test('a new account comes back without its password, and the address of the district without its secret', async () => {
  const account = () => desk.getByRole('dialog', { name: 'Petugas baru' })
  const secret = (within: Page | ReturnType<typeof account>, label: string) =>
    within.getByLabel(label, { exact: true })
  const bodies: string[] = []
  desk.on('request', (asked) => {
    if (asked.url().endsWith('/api/drafts/save')) bodies.push(asked.postData() ?? '')
  })
  await typeInto(secret(desk, 'Kunci rahasia'), 'kunci-dari-dinas')
  await tabTo(field(desk, 'Alamat server dinas'))
  await untilKept(desk, 'https://dinas', () => desk.keyboard.type('https://dinas.example'))
  await press(desk, 'Alt+t')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await untilKept(desk, '"username":"sari', async () => {
    await desk.keyboard.type('Ni Made Sari')
    await typeInto(secret(account(), 'Kata sandi'), 'sandi-yang-rahasia')
    await typeInto(field(desk, 'Nama pengguna'), 'sari')
  })
  expect(bodies.join()).not.toMatch(/kunci-dari-dinas|sandi-yang-rahasia/)
  await crashPage()
  await openSettings(desk)
  await expect(field(desk, 'Alamat server dinas')).toHaveValue(/^https:\/\/dinas/)
  await expect(secret(desk, 'Kunci rahasia')).toHaveValue('')
  await press(desk, 'Alt+t')
  await expect(field(desk, 'Nama lengkap')).toHaveValue('Ni Made Sari')
  await expect(field(desk, 'Nama pengguna')).toHaveValue(/^sari/)
  await expect(secret(account(), 'Kata sandi')).toHaveValue('')
  await expect(account().getByText('Isian yang belum disimpan sudah dikembalikan.')).toBeVisible()
  await typeInto(secret(account(), 'Kata sandi'), 'sandi-yang-rahasia')
  await press(desk, 'Enter')
  await expect(desk.getByRole('row', { name: /sari/ })).toBeVisible()
  await press(desk, 'Alt+t')
  await expect(field(desk, 'Nama lengkap')).toHaveValue('')
  await press(desk, 'Escape', 'Escape')
  await expect(searchBox()).toBeFocused()
})

test('what is dropped of a new room stays dropped, and what is typed afterwards was not brought back', async () => {
  const dialog = () => desk.getByRole('dialog', { name: 'Ruangan baru' })
  const notice = () => dialog().getByText('Isian yang belum disimpan sudah dikembalikan.')
  const name = () => field(dialog(), 'Nama ruangan')
  await openSettings(desk)
  await press(desk, 'Alt+u')
  await expect(name()).toBeFocused()
  await desk.keyboard.type('Ruang Tindakan')
  await press(desk, 'Escape', 'Alt+u')
  await desk.keyboard.type(' Kecil')
  await expect(name()).toHaveValue('Ruang Tindakan Kecil')
  await expect(notice()).toBeVisible()
  await tabTo(dialog().getByRole('button', { name: 'Buang isian itu' }))
  await press(desk, 'Enter')
  await expect(name()).toBeFocused()
  await expect(name()).toHaveValue('')
  await desk.keyboard.type('Ruang Jiwa')
  await expect(notice()).toHaveCount(0)
  await press(desk, 'Control+a', 'Delete', 'Escape', 'Alt+u')
  await expect(name()).toHaveValue('')
  await expect(notice()).toHaveCount(0)
  await press(desk, 'Escape', 'Escape')
  await expect(searchBox()).toBeFocused()
})
