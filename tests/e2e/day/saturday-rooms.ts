import { expect, type Locator, type Page, test } from '@playwright/test'
import { fillPerson } from '../../support/clerk.ts'
import { press, tabTo } from '../../support/keyboard.ts'
import { callAndServe, expectDone, expectInFront, goOn, openRoom, pressOffer } from '../../support/nurse.ts'
import { watchWords } from '../../support/watch-words.ts'
import { bagas, nameWords, rahmat, wayan, yanti } from './people.ts'
import { moveClock, picture, type Story } from './story.ts'

/** Rooms and waiting room at work, on pages that the desk opens; what a room does stands on the display at once. */
export async function serveSaturday({ puskesmas: place }: Story): Promise<void> {
  const { page: desk } = place
  await moveClock(place, '2026-11-21 08:10')
  const display = await openDisplay(desk)
  const wordsOnDisplay = await watchWords(display)
  const current = display.locator('.call')
  const dewasa = await openRoom(desk, 'Ruang Dewasa', yanti)

  await test.step('call, call again, skip, rejoin, take back: the display follows each call, pushed', async () => {
    await goOn(dewasa, 'Panggil berikutnya')
    await expectInFront(dewasa, 'C-001', bagas.name)
    await expect(current).toContainText('C-001')
    await expect(current).toContainText('Ruang Dewasa')
    await picture(dewasa, 'room-called')
    await pressOffer(dewasa, 'u', 'Panggil ulang')
    await expectInFront(dewasa, 'C-001', 'dipanggil 2×')
    await expect(placeOf(display, 'Ruang Dewasa')).toContainText('Panggilan ulang')
    await pressOffer(dewasa, 'l', 'Lewati')
    await expect(dewasa.getByRole('region', { name: 'Tidak hadir' })).toContainText('C-001')
    await chooseFrom(dewasa, 'Tidak hadir', 'C-001')
    await goOn(dewasa, 'Masukkan lagi')
    await expect(dewasa.getByRole('region', { name: 'Urutan panggilan' })).toContainText('C-001')
    await goOn(dewasa, 'Panggil berikutnya')
    await expectInFront(dewasa, 'C-001', 'dipanggil')
    await pressOffer(dewasa, 'z', 'Kembalikan ke antrean')
    await expect(dewasa.getByRole('region', { name: 'Ruangan kosong' })).toContainText('1 menunggu')
  })

  await test.step('to the laboratory and back, then cashier and pharmacy: one number all the way', () =>
    sendAround(desk, dewasa, display))

  await test.step('the emergency room serves at once, without a call', async () => {
    const darurat = await openRoom(desk, 'Ruang Gawat Darurat', yanti)
    await chooseFrom(darurat, 'Urutan panggilan', 'E-001')
    await pressOffer(darurat, 's', 'Layani langsung')
    await expectInFront(darurat, 'E-001', 'dilayani')
    await expectInFront(darurat, 'E-001', 'TANPA NAMA')
    await darurat.close()
  })

  await test.step('whoever is pregnant is called before whoever came earlier', async () => {
    const ibu = await openRoom(desk, 'Ruang Ibu', yanti)
    await callAndServe(ibu, 'A-003')
    await expectInFront(ibu, 'A-003', 'Didahulukan: Ibu hamil')
    await ibu.close()
  })

  await test.step('the coughing man is first in his room, and marked to be kept apart', async () => {
    const lansia = await openRoom(desk, 'Ruang Lansia', yanti)
    const queue = lansia.getByRole('region', { name: 'Urutan panggilan' })
    await expect(queue.getByRole('listitem').first()).toContainText('C-002')
    await expect(queue.getByRole('listitem').first()).toContainText('pisahkan')
    await picture(lansia, 'room-queue')
    await callAndServe(lansia, 'C-002')
    await expectInFront(lansia, 'C-002', wayan.name)
    await expectInFront(lansia, 'C-002', 'Pisahkan: beri masker')
    await expectInFront(lansia, 'C-002', 'batuk tiga minggu')
    await expect(placeOf(display, 'Ruang Lansia')).toContainText('C-002')
    await picture(display, 'display')
    await picture(lansia, 'room-serving')
    await pressOffer(lansia, 'f', 'Selesai → Farmasi')
    await expectDone(lansia, 'C-002')
    await goOn(lansia, 'Panggil berikutnya')
    await expectInFront(lansia, 'C-004', 'dipanggil')
    await pressOffer(lansia, 'l', 'Lewati')
    await expect(lansia.getByRole('region', { name: 'Tidak hadir' })).toContainText('C-004')
    await lansia.close()
  })

  await test.step('when he can speak, the unconscious man gets his name; number and visit stay', () =>
    completeUnknown(desk))

  await test.step('the display never held a word of anybody’s name', async () => {
    const words = (await wordsOnDisplay()).toUpperCase()
    // The dash of a number is an element of its own.
    expect(words.replace(/<[^>]*>/g, '')).toContain('C-001')
    expect(nameWords.filter((word) => words.includes(word))).toEqual([])
    await display.close()
  })
}

async function openDisplay(desk: Page): Promise<Page> {
  const opening = desk.waitForEvent('popup')
  await press(desk, 'F6')
  const display = await opening
  await display.setViewportSize({ width: 1920, height: 1080 })
  await expect(display.getByRole('heading', { name: 'Belum ada panggilan' })).toBeVisible()
  return display
}

/** Where a room has its place on the display, whoever stands large. */
function placeOf(display: Page, label: string): Locator {
  return display.locator('.room', { has: display.getByRole('heading', { name: label, exact: true }) })
}

/** Brings somebody from a list to the front, by keyboard. */
async function chooseFrom(room: Page, list: string, number: string): Promise<void> {
  await tabTo(room.getByRole('region', { name: list }).getByRole('button', { name: new RegExp(number) }))
  await press(room, 'Enter')
  await expect(room.getByRole('region', { name: `Antrean ${number}` })).toBeVisible()
}

async function sendAround(desk: Page, dewasa: Page, display: Page): Promise<void> {
  await callAndServe(dewasa, 'C-001')
  await pressOffer(dewasa, 'p', 'Pindahkan…')
  const move = dewasa.getByRole('dialog', { name: 'Pindahkan C-001 ke mana?' })
  const laboratory = move.getByRole('button', { name: /Laboratorium/ })
  const key = (await laboratory.getByText(/^\d$/).first().innerText()).trim()
  await press(dewasa, key)
  await expect(move.getByRole('checkbox', { name: /Kembali ke Ruang Dewasa/ })).toBeChecked()
  await picture(dewasa, 'room-move')
  await press(dewasa, 'Enter')
  await expect(dewasa.getByRole('region', { name: 'Ruangan kosong' })).toBeVisible()

  const lab = await openRoom(desk, 'Laboratorium', yanti)
  await callAndServe(lab, 'C-001')
  await expect(placeOf(display, 'Laboratorium')).toContainText('C-001')
  await goOn(lab, 'Selesai, kembali ke Ruang Dewasa')
  await expectDone(lab, 'C-001')
  await lab.close()

  await goOn(dewasa, 'Panggil berikutnya')
  await expectInFront(dewasa, 'C-001', 'Dari Laboratorium')
  await expectInFront(dewasa, 'C-001', 'Bayar di kasir')
  await goOn(dewasa, 'Layani')
  await expectInFront(dewasa, 'C-001', 'dilayani')
  await goOn(dewasa, 'Selesai → Kasir')
  await expect(dewasa.getByRole('region', { name: 'Ruangan kosong' })).toBeVisible()
  const kasir = await openRoom(desk, 'Kasir', yanti)
  await callAndServe(kasir, 'C-001')
  await pressOffer(kasir, 'f', 'Selesai → Farmasi')
  await expectDone(kasir, 'C-001')
  await kasir.close()
  const farmasi = await openRoom(desk, 'Farmasi', yanti)
  await callAndServe(farmasi, 'C-001')
  await expect(placeOf(display, 'Farmasi')).toContainText('C-001')
  await goOn(farmasi, 'Selesai, pulang')
  await expectDone(farmasi, 'C-001')
  await farmasi.close()
  await expect(desk.getByRole('button', { name: /^C-001/ })).toContainText('selesai')
}

async function completeUnknown(desk: Page): Promise<void> {
  await press(desk, 'F3')
  await desk.keyboard.type('e001')
  await tabTo(desk.getByRole('button', { name: /^E-001/ }))
  await press(desk, 'Enter')
  const dialog = desk.getByRole('dialog')
  await tabTo(dialog.getByRole('button', { name: 'Lengkapi data' }))
  await press(desk, 'Enter')
  await fillPerson(desk, rahmat)
  await press(desk, 'Control+Enter')
  await expect(desk.getByRole('button', { name: /^E-001/ })).toContainText(rahmat.name)
}
