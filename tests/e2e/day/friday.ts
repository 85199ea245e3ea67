import { expect, type Page, test } from '@playwright/test'
import {
  admit,
  fillArrival,
  openSettings,
  printTicket,
  registerPerson,
  signOut,
} from '../../support/clerk.ts'
import { press, tabTo, typeInto } from '../../support/keyboard.ts'
import { callAndServe, expectDone, openRoom, pressOffer } from '../../support/nurse.ts'
import { lastTicket, readPaper } from '../../support/printer.ts'
import { setUpByHand } from '../../support/set-up-by-hand.ts'
import { ardana, bagas, nameWords, rina, sudani, wayan, yanti } from './people.ts'
import { moveClock, picture, pictureFile, puskesmas, type Story } from './story.ts'

/** The first day: a fresh machine, a few people, one room at work. */
export async function spendFriday({ puskesmas: place }: Story): Promise<void> {
  const { page: desk } = place

  await test.step('first start: four steps by keyboard, and the desk is open', async () => {
    await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas lengkap', head: rina }, (step) =>
      picture(desk, `setup-${step}`),
    )
  })

  await test.step('the head adds a nurse in Pengaturan', () => addNurse(desk))

  await test.step('the day before the 18th birthday belongs to klaster 2', async () => {
    await registerPerson(desk, bagas)
    await fillArrival(desk, { compared: ['1', '2'], complaint: 'demam sejak kemarin' })
    const route = desk.getByRole('region', { name: 'Rute' })
    await expect(route).toContainText('Ruang Anak')
    await expect(route).toContainText('Klaster 2')
    await expect(route).toContainText('karena usia 17 tahun')
    await expect(route).toContainText('Pertama kali di sini')
    expect(await printTicket(desk)).toBe('A-001')
  })

  await test.step('the ticket carries number, room, time and the queue, and says nothing of the person', async () => {
    const paper = await readPaper(desk, await lastTicket(place.printer, 'A-001'), pictureFile('ticket'))
    const words = paper.join('\n')
    for (const said of [puskesmas.name, 'A-001', 'Ruang Anak', '2026', 'di depan Anda']) {
      expect(words).toContain(said)
    }
    // The hub's clock goes on while the morning is typed.
    expect(words).toMatch(/\b07\.3\d\b/)
    for (const kept of [...nameWords, '8204022111080001', 'demam']) {
      expect(words.toUpperCase()).not.toContain(kept.toUpperCase())
    }
    expect(paper.length).toBeLessThan(9)
  })

  await test.step('others of the same village come on file; one gets a number that no room will click', async () => {
    await registerPerson(desk, wayan)
    expect(await admit(desk, { compared: ['1', '2'], purpose: 'Kontrol', complaint: 'tekanan darah' })).toBe(
      'C-001',
    )
    for (const person of [sudani, ardana]) {
      await registerPerson(desk, person)
      await press(desk, 'Escape')
    }
  })

  await test.step('a room opened from the desk calls, serves and finishes', async () => {
    const room = await openRoom(desk, 'Ruang Anak', yanti)
    await callAndServe(room, 'A-001')
    await pressOffer(room, 'g', 'Selesai, pulang')
    await expectDone(room, 'A-001')
    await room.close()
  })

  await test.step('«Tutup hari» ends what is open, and cancels nobody', async () => {
    await moveClock(place, '2026-11-20 13:05')
    await press(desk, 'F8')
    const summary = desk.getByRole('region', { name: 'Ringkasan hari' })
    await expect(summary).toContainText('1 kunjungan yang masih terbuka diakhiri')
    const register = desk.getByRole('region', { name: 'Register kunjungan' })
    await expect(register.getByRole('row', { name: /C-001/ })).toContainText('Belum selesai')
    await press(desk, 'Alt+t')
    await expect(desk.getByRole('dialog', { name: '1 kunjungan masih terbuka' })).toBeVisible()
    await expect(desk.getByRole('button', { name: 'Ya, tutup hari' })).toBeFocused()
    await press(desk, 'Enter')
    await expect(summary).toContainText(/Sudah ditutup pukul 13\.0\d/)
    await expect(register.getByRole('row', { name: /A-001/ })).toContainText('Selesai')
    await expect(register.getByRole('row', { name: /C-001/ })).toContainText('Pelayanan tidak tercatat')
    await press(desk, 'Escape')
    await signOut(desk)
    await place.stop()
  })
}

async function addNurse(desk: Page): Promise<void> {
  await openSettings(desk)
  await press(desk, 'Alt+t')
  const dialog = desk.getByRole('dialog', { name: 'Petugas baru' })
  await expect(dialog.getByLabel('Nama lengkap')).toBeFocused()
  await desk.keyboard.type(yanti.name)
  await typeInto(dialog.getByLabel('Nama pengguna'), yanti.username)
  await typeInto(dialog.getByLabel('Kata sandi', { exact: true }), yanti.password)
  await tabTo(dialog.getByRole('radiogroup', { name: 'Peran' }))
  await press(desk, 'ArrowDown')
  await expect(dialog.getByRole('radio', { name: /^Petugas ruangan/ })).toBeChecked()
  await press(desk, 'Enter')
  await expect(desk.getByRole('row', { name: /yanti/ })).toContainText('Petugas ruangan')
  await press(desk, 'Escape')
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
}
