import { expect, type Page, test } from '@playwright/test'
import {
  admit,
  chooseSex,
  fillArrival,
  fillPerson,
  findPerson,
  printTicket,
  registerPerson,
  savePerson,
  signIn,
} from '../../support/clerk.ts'
import { field, press, tabTo, typeInto } from '../../support/keyboard.ts'
import type { Workplace } from '../../support/workplace.ts'
import { baby, bagas, maria, nurhayati, rina, sudani, wayan } from './people.ts'
import { moveClock, picture, type Story } from './story.ts'

/** The morning of the second day: everybody who comes to the counter. */
export async function openSaturday({ puskesmas: place }: Story): Promise<void> {
  const { page: desk } = place

  await test.step('the next morning: the clerk signs in, yesterday is there, today is empty', async () => {
    await place.setClock('2026-11-21 07:30')
    await place.start()
    await place.open()
    await expect(desk.getByLabel('Nama pengguna')).toBeFocused()
    await picture(desk, 'sign-in')
    await signIn(desk, rina)
    await expect(desk.getByText('Sabtu, 21 November 2026')).toBeVisible()
    await expect(desk.getByRole('region', { name: 'Siapa di mana' })).toContainText(
      'Belum ada pasien hari ini',
    )
  })

  await test.step('on the 18th birthday the same person belongs to klaster 3, and pays', async () => {
    await findPerson(desk, 'usman bag', bagas.name)
    await fillArrival(desk, { compared: ['1', '2'], complaint: 'batuk pilek' })
    const route = desk.getByRole('region', { name: 'Rute' })
    await expect(route).toContainText('Ruang Dewasa')
    await expect(route).toContainText('Klaster 3')
    await expect(route).toContainText('karena usia 18 tahun')
    await expect(route).not.toContainText('Pertama')
    expect(await printTicket(desk)).toBe('C-001')
  })

  await test.step('a mother in her third week after birth, then her 20-day-old newborn without NIK', () =>
    admitMotherAndBaby(place))

  await test.step('bad input is told at the field; reload and SIGKILL lose nothing that was typed', () =>
    admitPregnantAfterTrouble(place))

  await test.step('a man of 67 coughing for three weeks: first in line, apart, klaster 4 is told', () =>
    admitCoughing(place))

  await test.step('a wrong number is taken back within the minute, and the form is there again', async () => {
    await moveClock(place, '2026-11-21 07:50')
    await findPerson(desk, '8204024711590002', sudani.name)
    expect(await admit(desk, { compared: ['1'], complaint: 'salah orang' })).toBe('C-003')
    await press(desk, 'Alt+z')
    await expect(desk.getByLabel('Keluhan')).toHaveValue('salah orang')
    await typeInto(desk.getByLabel('Keluhan'), 'nyeri lutut')
    expect(await printTicket(desk)).toBe('C-004')
  })

  await test.step('somebody already on file is seen while typing, and is here already', () =>
    meetDuplicate(desk))

  await test.step('an unconscious man without a name gets his number at once', () => admitUnconscious(place))
}

async function admitMotherAndBaby(place: Workplace): Promise<void> {
  const { page: desk } = place
  await moveClock(place, '2026-11-21 07:33')
  await registerPerson(desk, nurhayati)
  await fillArrival(desk, { compared: ['1', '2'], purpose: 'Periksa nifas', ticks: ['Alt+n'] })
  await typeInto(desk.getByLabel('Tanggal melahirkan'), '01112026')
  const route = desk.getByRole('region', { name: 'Rute' })
  await expect(route).toContainText('Ruang Ibu')
  await expect(route).toContainText('masa nifas hari ke-20')
  expect(await printTicket(desk)).toBe('A-001')

  await moveClock(place, '2026-11-21 07:36')
  await press(desk, 'F2')
  await expect(desk.getByLabel('Nama lengkap')).toBeFocused()
  await press(desk, 'Alt+b')
  const mother = desk.getByLabel('Ibu bayi', { exact: true })
  await expect(mother).toBeFocused()
  await desk.keyboard.type('nurhay')
  await expect(desk.getByRole('option', { name: nurhayati.name })).toHaveAttribute(
    'data-combobox-selected',
    'true',
  )
  await press(desk, 'Enter')
  await expect(desk.getByLabel('Nama bayi')).toHaveValue(baby.name)
  await expect(mother).toHaveAccessibleDescription(/NIK ibu 8204 0254 0598 0002/)
  await typeInto(desk.getByLabel('Tanggal lahir'), baby.birth)
  await chooseSex(desk, baby.sex)
  await picture(desk, 'register-newborn')
  await savePerson(desk, baby.name)
  await fillArrival(desk, { compared: ['1', '2'], purpose: 'Imunisasi' })
  await expect(route).toContainText('Ruang Imunisasi')
  await expect(route).toContainText('neonatus')
  expect(await printTicket(desk)).toBe('A-002')
}

async function admitPregnantAfterTrouble(place: Workplace): Promise<void> {
  const { page: desk } = place
  await moveClock(place, '2026-11-21 07:40')
  await press(desk, 'F2')
  await fillPerson(desk, { ...maria, nik: { number: '820402500301000' }, birth: '31022001' })
  await press(desk, 'Control+Enter')
  await expect(field(desk, 'NIK')).toBeFocused()
  await expect(field(desk, 'NIK')).toHaveAccessibleDescription(/16 angka/)
  await expect(field(desk, 'Tanggal lahir')).toHaveAttribute('aria-invalid', 'true')
  await expect(desk.getByText('Tanggal ini tidak ada di kalender.')).toBeVisible()
  await picture(desk, 'register-mistakes')

  const typed = [
    ['Nama lengkap', maria.name],
    ['NIK', '820402500301000'],
    ['Tanggal lahir', '31022001'],
    ['Nama ibu', 'YULIANA KALAU'],
    ['RT', '1'],
    ['RW', '3'],
    ['Telepon', '082198765432'],
    ['Penjamin', 'jamkesda'],
  ] as const
  const expectAllTyped = async () => {
    for (const [label, text] of typed) await expect(field(desk, label)).toHaveValue(text)
    await expect(desk.getByLabel(/^Desa \/ kelurahan/)).toHaveValue('Gunange, Kec. Kayoa')
  }
  await expectAllTyped()
  await desk.reload()
  await expectAllTyped()
  await place.stop('SIGKILL')
  await expect(desk.getByText('Loket sedang tidak menjawab')).toBeVisible({ timeout: 20_000 })
  await typeInto(field(desk, 'Jalan / dusun'), 'Dusun Pantai')
  await place.start()
  await expect(desk.getByText('Loket sedang tidak menjawab')).toBeHidden({ timeout: 20_000 })
  await expectAllTyped()
  await expect(field(desk, 'Jalan / dusun')).toHaveValue('Dusun Pantai')

  await tabTo(field(desk, 'Nama lengkap'))
  await typeInto(field(desk, 'NIK'), '8204025003010003')
  await typeInto(field(desk, 'Tanggal lahir'), maria.birth)
  await savePerson(desk, maria.name)
  await fillArrival(desk, { compared: ['1', '3'], purpose: 'Periksa hamil', ticks: ['Alt+h'], weeks: '24' })
  const route = desk.getByRole('region', { name: 'Rute' })
  await expect(route).toContainText('Ruang Ibu')
  await expect(route).toContainText('hamil 24 minggu')
  await expect(route).toContainText('Didahulukan: Ibu hamil')
  expect(await printTicket(desk)).toBe('A-003')
}

async function admitCoughing(place: Workplace): Promise<void> {
  const { page: desk } = place
  await moveClock(place, '2026-11-21 07:42')
  const box = desk.getByRole('combobox', { name: 'Cari pasien' })
  await expect(box).toBeFocused()
  await desk.keyboard.type('wayan 1959')
  await expect(desk.getByRole('option', { name: /WAYAN/ })).toHaveCount(3)
  await picture(desk, 'desk-search')
  await press(desk, 'ArrowDown', 'ArrowUp')
  await expect(desk.getByRole('option', { selected: true })).toContainText(wayan.name)
  await press(desk, 'Enter')
  await expect(desk.getByRole('heading', { name: wayan.name })).toBeVisible()
  await fillArrival(desk, { compared: ['1', '2'], ticks: ['Alt+b'], complaint: 'batuk tiga minggu' })
  const route = desk.getByRole('region', { name: 'Rute' })
  await expect(route).toContainText('Ruang Lansia')
  for (const mark of ['Didahulukan: Lansia', 'Tunggu terpisah', 'Kabari Kl 4']) {
    await expect(route.getByText(mark, { exact: true })).toBeVisible()
  }
  await expect(route).toContainText('karena usia 67 tahun (lansia')
  await expect(route).toContainText('batuk 2 minggu atau lebih')
  await picture(desk, 'desk-routed')
  expect(await printTicket(desk)).toBe('C-002')
  await picture(desk, 'issued')
}

async function meetDuplicate(desk: Page): Promise<void> {
  await press(desk, 'F2')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  await desk.keyboard.type(wayan.name)
  await typeInto(field(desk, 'NIK'), '8204020203590004')
  await typeInto(field(desk, 'Tanggal lahir'), '02031959')
  const known = desk.getByRole('region', { name: 'Mungkin sudah terdaftar' })
  await expect(known).toContainText(wayan.name)
  await expect(known).toContainText('NIK sama')
  await expect(known).toContainText('tanggal lahir sama')
  await picture(desk, 'register-patient')
  await press(desk, 'Alt+o')
  await expect(desk.getByRole('heading', { name: wayan.name })).toBeVisible()
  await expect(desk.getByRole('status')).toContainText('Sudah terdaftar hari ini: C-002')
  await press(desk, 'Escape')
}

async function admitUnconscious(place: Workplace): Promise<void> {
  const { page: desk } = place
  await moveClock(place, '2026-11-21 07:55')
  await press(desk, 'F9')
  const dialog = desk.getByRole('dialog', { name: 'Gawat darurat' })
  await expect(dialog.getByRole('checkbox', { name: /tidak sadar/i })).toBeFocused()
  await press(desk, '1')
  await expect(dialog.getByRole('checkbox', { name: /tidak sadar/i })).toBeChecked()
  await tabTo(dialog.getByRole('radiogroup', { name: 'Jenis kelamin' }))
  await press(desk, 'ArrowLeft', 'ArrowLeft')
  await expect(dialog.getByRole('radio', { name: 'Laki-laki' })).toBeChecked()
  await typeInto(dialog.getByLabel('Perkiraan umur (tahun)'), '40')
  await typeInto(dialog.getByLabel('Ciri yang terlihat'), 'kaus biru, diantar tukang ojek')
  await picture(desk, 'emergency')
  await press(desk, 'Enter')
  const issued = desk.getByRole('region', { name: 'Tiket terakhir' })
  await expect(issued).toContainText('E-001')
  await expect(issued).toContainText('Gawat Darurat')
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
}
