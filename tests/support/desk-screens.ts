import { expect, type Page } from '@playwright/test'
import { nurhayati, rahmat, rina, wayan } from '../e2e/day/people.ts'
import { puskesmas } from '../e2e/day/story.ts'
import {
  admit,
  chooseByLetters,
  fillArrival,
  fillPerson,
  findPerson,
  openFromMenu,
  openSettings,
  printTicket,
  registerPerson,
} from './clerk.ts'
import { csvOf, strangers } from './import-files.ts'
import { field, press, tabTo, typeInto } from './keyboard.ts'
import { setUpByHand } from './set-up-by-hand.ts'

/** A screen of the desk and the way to it and back, by keyboard, from an empty search box with nobody in front. */
export type DeskScreen = {
  name: string
  open: (desk: Page) => Promise<void>
  leave: (desk: Page) => Promise<void>
}

const searchBox = (desk: Page) => desk.getByRole('combobox', { name: 'Cari pasien' })

/** Escape closes one thing after the other, until the search box waits for the next person. */
async function backToSearch(desk: Page): Promise<void> {
  await expect(async () => {
    await press(desk, 'Escape')
    await expect(searchBox(desk)).toBeFocused({ timeout: 500 })
  }).toPass({ timeout: 10_000 })
}

/** A Puskesmas with something in every list: two people on file, a ticket, a booking, a paper sheet. */
export async function furnishDesk(desk: Page, onStep?: (step: string) => Promise<void>): Promise<void> {
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina }, onStep)
  for (const person of [nurhayati, wayan]) {
    await expect(searchBox(desk)).toBeFocused()
    await registerPerson(desk, person)
    await press(desk, 'Escape')
  }
  await findPerson(desk, 'nurhayati', nurhayati.name)
  await admit(desk, { compared: ['1', '2'] })
  await findPerson(desk, 'wayan', wayan.name)
  await bookTomorrow(desk)
  await press(desk, 'Escape', 'Escape')
  await openFromMenu(desk, 'Cadangan listrik padam')
  await press(desk, 'Alt+c')
  await expect(desk.getByRole('button', { name: 'Cetak lagi' })).toBeVisible()
  await press(desk, 'Escape')
  await expect(searchBox(desk)).toBeFocused()
}

/** What takes more than a morning's work: a record twice, a family, somebody without a name, an import taken back. */
export async function furnishCorners(desk: Page): Promise<void> {
  await registerPerson(desk, rahmat)
  await press(desk, 'Escape', 'F2')
  await fillPerson(desk, rahmatAgain)
  await press(desk, 'Control+Enter')
  await expect(desk.getByRole('dialog', { name: takenNik })).toBeVisible()
  await desk.keyboard.type('belum dicocokkan')
  await press(desk, 'Enter')
  await expect(desk.getByRole('heading', { name: rahmatAgain.name, exact: true })).toBeVisible()
  await press(desk, 'Escape')

  await findPerson(desk, 'nurhayati', nurhayati.name)
  await press(desk, 'Alt+f')
  await expect(field(desk, 'Nomor KK')).toBeFocused()
  await chooseByLetters(field(desk.getByRole('dialog'), 'Di KK sebagai'), 'Istri')
  await press(desk, 'Enter')
  await expect(desk.getByText('Nomor KK belum dicatat')).toBeVisible()
  await backToSearch(desk)

  await press(desk, 'F9', '1')
  await typeInto(desk.getByLabel('Ciri yang terlihat'), 'helm biru')
  await press(desk, 'Enter')
  await expect(desk.getByText('1 pasien belum bernama')).toBeVisible()
  await expect(searchBox(desk)).toBeFocused()

  await bringPerson(desk, 'TETAP ADA')
  await backToSearch(desk)
  await findPerson(desk, 'tetap', 'TETAP ADA')
  await press(desk, 'Escape')
  await openImport(desk)
  await takeImportBack(desk)
  await backToSearch(desk)
}

const takenNik = 'NIK sudah dipakai'
const rahmatAgain = { ...rahmat, name: 'RAHMAD JAFAR' }

async function chooseFile(desk: Page, buffer: Buffer): Promise<void> {
  const choosing = desk.waitForEvent('filechooser')
  await press(desk, 'Alt+b')
  await (await choosing).setFiles({ name: 'pasien.csv', mimeType: 'text/csv', buffer })
}

async function lookAtPerson(desk: Page, name: string): Promise<void> {
  await openImport(desk)
  await chooseFile(desk, csvOf([[name, '05-05-2005', 'L']], ['Nama', 'Tgl Lahir', 'JK']))
  await expect(desk.getByRole('region', { name: 'Pasien baru' })).toContainText(name)
}

const outcome = (desk: Page) => desk.getByRole('region', { name: 'Impor terakhir' })

async function bringPerson(desk: Page, name: string): Promise<void> {
  await lookAtPerson(desk, name)
  await press(desk, 'Alt+i')
  await expect(outcome(desk)).toContainText('Selesai: pasien.csv')
}

async function takeImportBack(desk: Page): Promise<void> {
  await press(desk, 'Alt+t')
  await expect(desk.getByRole('dialog')).toBeVisible()
  await press(desk, 'Enter')
  await expect(outcome(desk)).toContainText('Ditarik kembali: pasien.csv')
}

/** So many that there is time to pause. */
async function pauseImport(desk: Page): Promise<void> {
  await openImport(desk)
  await chooseFile(desk, strangers(9_900))
  await expect(desk.getByRole('button', { name: 'Impor 9.900 pasien' })).toBeEnabled({ timeout: 60_000 })
  await press(desk, 'Alt+i')
  await expect(desk.getByRole('region', { name: 'Memasukkan pasien' })).toBeVisible()
  await press(desk, 'Alt+j')
  await expect(desk.getByRole('region', { name: 'Impor dijeda' })).toBeVisible()
}

async function bookTomorrow(desk: Page): Promise<void> {
  await press(desk, 'Alt+y')
  await expect(field(desk, 'Jam')).toBeFocused()
  await desk.keyboard.type('09.30')
  await press(desk, 'Enter')
  await expect(desk.getByRole('button', { name: 'Batalkan janji' })).toBeVisible()
}

async function choosePerson(desk: Page): Promise<void> {
  await findPerson(desk, 'wayan', wayan.name)
}

/** Clears what was typed as well: the next screen begins from an empty box. */
async function clearSearch(desk: Page): Promise<void> {
  await typeInto(searchBox(desk), '')
  await press(desk, 'Delete')
}

async function openVisitOfToday(desk: Page): Promise<void> {
  await press(desk, 'F3')
  await tabTo(desk.getByRole('button', { name: /^[A-D]-001/ }))
  await press(desk, 'Enter')
  await expect(desk.getByRole('dialog')).toBeVisible()
}

/** Alt+X; the first list of the screen has the focus. */
export async function openLists(desk: Page): Promise<void> {
  await press(desk, 'Alt+x')
  await expect(desk.getByRole('menuitem', { name: /, Excel$/ }).first()).toBeFocused()
}

async function leaveForm(desk: Page): Promise<void> {
  await press(desk, 'Escape')
  const discard = desk.getByRole('button', { name: 'Buang dan keluar' })
  // Without a word where nothing was typed.
  await expect(discard.or(searchBox(desk))).toBeVisible()
  if (await discard.isVisible()) {
    await tabTo(discard)
    await press(desk, 'Enter')
  }
}

function dialog(name: string, key: string, title: string): DeskScreen {
  return {
    name,
    open: async (desk) => {
      await press(desk, key)
      await expect(desk.getByRole('dialog', { name: title })).toBeVisible()
    },
    leave: backToSearch,
  }
}

function onPage(page: (desk: Page) => Promise<void>, key: string, name: string): DeskScreen {
  return {
    name,
    open: async (desk) => {
      await page(desk)
      await press(desk, key)
      await expect(desk.getByRole('dialog')).toBeVisible()
    },
    leave: backToSearch,
  }
}

const openDay = async (desk: Page) => {
  await press(desk, 'F8')
  await expect(desk.getByRole('row', { name: /-001/ }).first()).toBeVisible()
}
const openDevices = (desk: Page) => openFromMenu(desk, 'Layar dan perangkat')
const openImport = (desk: Page) => openFromMenu(desk, 'Impor data pasien')
const openDoubles = async (desk: Page) => {
  await openFromMenu(desk, 'Catatan ganda')
  await expect(desk.getByRole('region', { name: 'NIK sama' }).getByRole('button')).toBeFocused()
}
const openContingency = (desk: Page) => openFromMenu(desk, 'Cadangan listrik padam')

const atTheCounter: readonly DeskScreen[] = [
  { name: 'nobody in front', open: async () => undefined, leave: async () => undefined },
  {
    name: 'hits',
    open: async (desk) => {
      await desk.keyboard.type('wayan')
      await expect(desk.getByRole('option', { name: wayan.name })).toBeVisible()
    },
    leave: clearSearch,
  },
  { name: 'a person in front', open: choosePerson, leave: backToSearch },
  {
    name: 'a person with much to say',
    open: async (desk) => {
      await choosePerson(desk)
      await press(desk, 'Alt+g', 'Alt+b')
    },
    leave: async (desk) => {
      await press(desk, 'Alt+b', 'Alt+g', 'Escape')
    },
  },
  {
    name: 'another room',
    open: async (desk) => {
      await choosePerson(desk)
      await press(desk, 'Alt+l')
    },
    leave: async (desk) => {
      await press(desk, 'Alt+l', 'Escape')
    },
  },
  {
    name: 'who is already here',
    open: async (desk) => {
      await findPerson(desk, 'nurhayati', nurhayati.name)
      await expect(desk.getByRole('button', { name: /^Cetak ulang [A-Z]/ })).toBeFocused()
    },
    leave: backToSearch,
  },
  {
    name: 'a ticket was issued',
    open: async (desk) => {
      await choosePerson(desk)
      await fillArrival(desk, { compared: ['1', '2'] })
      await printTicket(desk)
    },
    leave: async (desk) => {
      await press(desk, 'Alt+z')
      await expect(desk.getByRole('heading', { name: wayan.name, exact: true })).toBeVisible()
      await press(desk, 'Escape')
    },
  },
  {
    name: 'new person',
    open: async (desk) => {
      await press(desk, 'F2')
      await expect(field(desk, 'Nama lengkap')).toBeFocused()
    },
    leave: leaveForm,
  },
  {
    name: 'new person: somebody alike',
    open: async (desk) => {
      await press(desk, 'F2')
      await expect(field(desk, 'Nama lengkap')).toBeFocused()
      await desk.keyboard.type('wayan sudana')
      await typeInto(field(desk, 'NIK'), '8204020203590004')
      await typeInto(field(desk, 'Tanggal lahir'), '02031959')
      await expect(desk.getByRole('region', { name: 'Mungkin sudah terdaftar' })).toContainText(wayan.name)
    },
    leave: leaveForm,
  },
  {
    name: 'new person: discard?',
    open: async (desk) => {
      await press(desk, 'F2')
      await expect(field(desk, 'Nama lengkap')).toBeFocused()
      await desk.keyboard.type('ketut')
      await press(desk, 'Escape')
      await expect(desk.getByRole('dialog')).toBeVisible()
    },
    leave: async (desk) => {
      await tabTo(desk.getByRole('button', { name: 'Buang dan keluar' }))
      await press(desk, 'Enter')
    },
  },
  {
    name: 'new person: the NIK of somebody on file',
    open: async (desk) => {
      await press(desk, 'F2')
      const { nik, birth, sex } = rahmat
      await fillPerson(desk, { name: 'ORANG LAIN', nik, birth, sex, payer: 'Umum' })
      await press(desk, 'Control+Enter')
      await expect(desk.getByRole('dialog', { name: takenNik })).toBeVisible()
    },
    leave: async (desk) => {
      await press(desk, 'Escape')
      await expect(desk.getByRole('dialog')).toHaveCount(0)
      await leaveForm(desk)
    },
  },
  {
    name: 'new person: another one is half typed',
    open: async (desk) => {
      await press(desk, 'F2')
      await expect(field(desk, 'Nama lengkap')).toBeFocused()
      await desk.keyboard.type('ketut')
      await openVisitOfToday(desk)
      await press(desk, 'Enter')
      await expect(desk.getByRole('heading', { name: 'Ada isian yang belum disimpan' })).toBeVisible()
    },
    leave: async (desk) => {
      await press(desk, 'Alt+b')
      await expect(field(desk, 'Nama lengkap')).toBeFocused()
      await backToSearch(desk)
    },
  },
  {
    name: 'people without a name',
    open: async (desk) => {
      await press(desk, 'Alt+0')
      await expect(desk.getByRole('dialog', { name: 'Pasien yang belum bernama' })).toBeVisible()
    },
    leave: backToSearch,
  },
  {
    name: 'whose visit is it?',
    open: async (desk) => {
      await press(desk, 'Alt+0')
      await expect(desk.getByRole('button', { name: /helm biru/ })).toBeFocused()
      await press(desk, 'Enter')
      await expect(field(desk, 'Nama lengkap')).toBeFocused()
      await typeInto(field(desk, 'Nama lengkap'), 'wayan sudana')
      await typeInto(field(desk, 'NIK'), '8204020203590004')
      await expect(desk.getByRole('region', { name: 'Mungkin sudah terdaftar' })).toContainText(wayan.name)
      await press(desk, 'Alt+i')
      await expect(desk.getByRole('dialog', { name: /milik siapa/ })).toBeVisible()
    },
    leave: async (desk) => {
      await press(desk, 'Escape')
      await expect(desk.getByRole('dialog')).toHaveCount(0)
      await leaveForm(desk)
    },
  },
  {
    name: 'a person on file is corrected',
    open: async (desk) => {
      await choosePerson(desk)
      await press(desk, 'F4')
      await expect(field(desk, 'Nama lengkap')).toBeFocused()
    },
    leave: backToSearch,
  },
]

const inFront: readonly DeskScreen[] = [
  dialog('emergency', 'F9', 'Gawat darurat'),
  dialog('which room page', 'F7', 'Buka halaman ruangan'),
  dialog('all keys', 'F1', 'Tombol pada layar ini'),
  dialog('bookings', 'Alt+y', 'Janji temu'),
  {
    name: 'bookings of a person',
    open: async (desk) => {
      await choosePerson(desk)
      await press(desk, 'Alt+y')
      await expect(field(desk, 'Jam')).toBeFocused()
      await expect(desk.getByRole('button', { name: 'Batalkan janji' })).toBeVisible()
    },
    leave: backToSearch,
  },
  {
    name: 'membership',
    open: async (desk) => {
      await choosePerson(desk)
      await press(desk, 'Alt+v')
      await expect(desk.getByRole('dialog', { name: 'Kepesertaan JKN' })).toBeVisible()
    },
    leave: backToSearch,
  },
  {
    name: 'a person without a family',
    open: async (desk) => {
      await choosePerson(desk)
      await press(desk, 'Alt+f')
      await expect(field(desk, 'Nomor KK')).toBeFocused()
    },
    leave: backToSearch,
  },
  {
    name: 'a family',
    open: async (desk) => {
      await findPerson(desk, 'nurhayati', nurhayati.name)
      await press(desk, 'Alt+f')
      await expect(desk.getByText('Nomor KK belum dicatat')).toBeVisible()
    },
    leave: backToSearch,
  },
  ...(['1', '2', '3', '4', '5'] as const).map(
    (paper): DeskScreen => ({
      name: `paper ${paper} about a person`,
      open: async (desk) => {
        await findPerson(desk, 'nurhayati', nurhayati.name)
        await press(desk, 'Alt+o')
        await expect(desk.getByRole('navigation', { name: 'Dokumen' })).toBeVisible()
        await press(desk, paper)
        await expect(desk.locator(`[aria-keyshortcuts="${paper}"]`)).toHaveAttribute('aria-current', 'true')
      },
      leave: backToSearch,
    }),
  ),
  { name: 'doubles', open: openDoubles, leave: backToSearch },
  {
    name: 'doubles: two records side by side',
    open: async (desk) => {
      await openDoubles(desk)
      await press(desk, 'Enter')
      await expect(desk.getByRole('region', { name: 'Perbandingan dua catatan' })).toContainText('berbeda')
    },
    leave: backToSearch,
  },
  {
    name: 'doubles: two people?',
    open: async (desk) => {
      await openDoubles(desk)
      await press(desk, 'Enter', 'Alt+b')
      await expect(desk.getByRole('dialog')).toBeVisible()
    },
    leave: backToSearch,
  },
  {
    name: 'lists as files',
    open: openLists,
    leave: backToSearch,
  },
  {
    name: 'everybody on file as a file',
    open: async (desk) => {
      await openLists(desk)
      await press(desk, '5')
      await expect(desk.getByText(/^\d pasien$/)).toBeVisible()
    },
    leave: backToSearch,
  },
  { name: 'a visit of today', open: openVisitOfToday, leave: backToSearch },
  {
    name: 'a visit of today is cancelled',
    open: async (desk) => {
      await openVisitOfToday(desk)
      await press(desk, 'Alt+b')
      await expect(desk.getByLabel('Alasan dibatalkan')).toBeFocused()
    },
    leave: backToSearch,
  },
]

const pages: readonly DeskScreen[] = [
  { name: 'the end of the day', open: openDay, leave: backToSearch },
  onPage(openDay, 'Alt+t', 'the end of the day: end them all?'),
  {
    name: 'the reports of what was sent, before anything was',
    open: async (desk) => {
      await openFromMenu(desk, 'Laporan pengiriman')
      await expect(desk.getByText('Belum ada yang pernah dikirim.')).toBeVisible()
    },
    leave: backToSearch,
  },
  { name: 'devices', open: openDevices, leave: backToSearch },
  onPage(openDevices, 'Alt+t', 'devices: another one'),
  { name: 'settings', open: openSettings, leave: backToSearch },
  onPage(openSettings, 'Alt+t', 'settings: new account'),
  onPage(openSettings, 'Alt+u', 'settings: new room'),
  { name: 'the hours without power', open: openContingency, leave: backToSearch },
  { name: 'import', open: openImport, leave: backToSearch },
  {
    name: 'an import that was looked at',
    open: async (desk) => {
      await lookAtPerson(desk, 'BUDI SANTOSO')
    },
    leave: async (desk) => {
      await press(desk, 'Alt+b')
      await expect(desk.getByRole('button', { name: 'Pilih berkas', exact: true })).toBeVisible()
      await backToSearch(desk)
    },
  },
  {
    name: 'an import that is over',
    open: (desk) => bringPerson(desk, 'BUDI SANTOSO'),
    leave: async (desk) => {
      await takeImportBack(desk)
      await backToSearch(desk)
    },
  },
  {
    name: 'who stayed when an import was taken back',
    open: async (desk) => {
      await openImport(desk)
      await tabTo(desk.getByRole('button', { name: /yang tetap ada/i }))
      await press(desk, 'Enter')
      await expect(desk.getByRole('dialog', { name: 'Pasien yang tetap ada' })).toContainText('TETAP ADA')
    },
    leave: backToSearch,
  },
  { name: 'an import that is paused', open: pauseImport, leave: backToSearch },
  {
    name: 'an import: stop it?',
    open: async (desk) => {
      await openImport(desk)
      await press(desk, 'Alt+h')
      await expect(desk.getByRole('dialog', { name: 'Hentikan impor?' })).toBeVisible()
    },
    leave: async (desk) => {
      await press(desk, 'Alt+t')
      await expect(outcome(desk)).toContainText('Ditarik kembali: pasien.csv', { timeout: 60_000 })
      await backToSearch(desk)
    },
  },
]

/**
 * Every screen of the desk. Whoever adds one adds a line here: what holds for all of them (a key for every button, the
 * list of keys, nothing that WCAG calls serious) is then asked of it as well.
 */
const deskScreens = {
  'who comes and who is registered': atTheCounter,
  'what opens in front of the desk': inFront,
  'the pages behind the menu': pages,
} as const

type Part = keyof typeof deskScreens
export const deskParts = Object.keys(deskScreens) as Part[]

/** Every screen of a part in turn; each begins with an empty search box and leaves one behind. */
export async function walkDeskScreens(
  desk: Page,
  part: Part,
  look: (screen: DeskScreen) => Promise<void>,
): Promise<void> {
  for (const screen of deskScreens[part]) {
    await expect(searchBox(desk), `before ${screen.name}`).toBeFocused()
    await clearSearch(desk)
    await screen.open(desk)
    await look(screen)
    await screen.leave(desk)
  }
}
