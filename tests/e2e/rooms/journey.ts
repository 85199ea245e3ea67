import { expect, type Locator, type Page, test } from '@playwright/test'
import { expectAccessible, expectReadable } from '../../support/accessible.ts'
import { press } from '../../support/keyboard.ts'
import { callAndServe, expectDone, expectInFront, goOn, openRoom, pressOffer } from '../../support/nurse.ts'
import { yanti } from '../day/people.ts'
import { pictures } from '../day/story.ts'
import { adults, expectCalled, maria, ratna, type Screens, shownOnBoth, wayan } from './story.ts'

const clock = String.raw`\d\d\.\d\d\.\d\d`

/** Through the house with one number: room, laboratory and back, cashier, pharmacy, home. */
export async function goRound(screens: Screens): Promise<void> {
  const { room, house } = screens
  const { desk } = house
  await test.step('the room calls by priority, and reads where the call was shown and when it was spoken', async () => {
    await goOn(room, 'Panggil berikutnya')
    await expectInFront(room, 'D-003', wayan)
    await expectInFront(room, 'D-003', 'Didahulukan: Lansia')
    await expectCalled(screens, 'D-003', adults)
    const receipt = new RegExp(`${shownOnBoth} · dibacakan ${clock}`)
    await expect(front(room, 'D-003').getByRole('status')).toContainText(receipt, { timeout: 60_000 })
    await expect(front(room, 'D-003').getByRole('region', { name: 'Jatuh tempo' })).toBeVisible()
    await expectAccessible(room, 'room: receipt and due care')
    await pictures(room, 'room-receipt')
    await goOn(room, 'Layani')
    await pressOffer(room, 'f', 'Selesai → Farmasi')
    await expectDone(room, 'D-003')
  })

  await test.step('to the laboratory with a note, and back with what was found', () =>
    visitLaboratory(screens))

  await test.step('who pays goes by the cashier, then to the pharmacy, then home', async () => {
    await goOn(room, 'Layani')
    await expectInFront(room, 'D-001', 'Bayar di kasir')
    await goOn(room, 'Selesai → Kasir')
    const cashier = await openRoom(desk, 'Kasir', yanti)
    await callAndServe(cashier, 'D-001')
    await pressOffer(cashier, 'f', 'Selesai → Farmasi')
    await expectDone(cashier, 'D-001')
    await cashier.close()
    const pharmacy = await openRoom(desk, 'Farmasi', yanti)
    await callAndServe(pharmacy, 'D-003')
    await goOn(pharmacy, 'Selesai, pulang')
    await callAndServe(pharmacy, 'D-001')
    await goOn(pharmacy, 'Selesai, pulang')
    await expectDone(pharmacy, 'D-001')
    await pharmacy.close()
  })

  await test.step('the desk sees where everybody is, for how long, and the whole way of each', async () => {
    await house.pass(7)
    const where = desk.getByRole('region', { name: 'Siapa di mana' })
    await expect(where.getByRole('button', { name: /^D-001/ })).toContainText('selesai')
    await expect(where.getByRole('button', { name: /^D-002/ })).toContainText(maria)
    await press(desk, 'F3')
    await desk.keyboard.type('d001')
    await press(desk, 'Enter')
    const stops = desk.getByRole('dialog').getByRole('list', { name: 'Perjalanan' }).getByRole('listitem')
    const way = ['Loket Pendaftaran', adults, 'Laboratorium', adults, 'Kasir', 'Farmasi']
    await expect(stops).toHaveText(way.map((place) => new RegExp(place)))
    await expect(stops.nth(2)).toContainText('cek gula darah, lalu kembali')
    await expect(stops.nth(0)).toContainText(/menunggu \d+ mnt/)
    await expectAccessible(desk, 'dialog: the way of a visit')
    await pictures(desk, 'journey')
    await press(desk, 'Escape')
    await expect(desk.getByRole('dialog')).toHaveCount(0)
    await press(desk, 'Escape')
  })
}

async function visitLaboratory(screens: Screens): Promise<void> {
  const { room, house } = screens
  await callAndServe(room, 'D-001')
  await expectInFront(room, 'D-001', ratna)
  await house.pass(8)
  const note = 'cek gula darah, lalu kembali'
  const move = await beginMove(room, 'D-001', 'Laboratorium', note)
  await expect(move.getByRole('checkbox', { name: new RegExp(`Kembali ke ${adults}`) })).toBeChecked()
  await expectAccessible(room, 'room: move where, with a note')
  await pictures(room, 'room-note')
  await press(room, 'Enter')
  await expect(room.getByRole('dialog')).toHaveCount(0)

  const laboratory = await openRoom(house.desk, 'Laboratorium', yanti)
  await house.pass(4)
  await goOn(laboratory, 'Panggil berikutnya')
  await expectCalled(screens, 'D-001', 'Laboratorium')
  await expectInFront(laboratory, 'D-001', `${adults}: ${note}`)
  await expectInFront(laboratory, 'D-001', `Dari ${adults}`)
  await expectInFront(laboratory, 'D-001', `Kembali ke ${adults}`)
  await expectAccessible(laboratory, 'room: a note from the room before')
  await goOn(laboratory, 'Layani')
  await expectInFront(laboratory, 'D-001', 'dilayani')
  await house.pass(5)
  await beginMove(laboratory, 'D-001', adults, 'GDS 212 mg/dL')
  await press(laboratory, 'Enter')
  await expectDone(laboratory, 'D-001')
  await laboratory.close()

  await goOn(room, 'Panggil berikutnya')
  await expectInFront(room, 'D-001', 'Laboratorium: GDS 212 mg/dL')
  await expectInFront(room, 'D-001', 'Dari Laboratorium')
  await expectReadable(screens.television.page, 'display: a call')
}

/** Opens «Pindahkan…», takes the room by its key and writes a note; Enter sends. */
async function beginMove(from: Page, number: string, to: string, note: string): Promise<Locator> {
  await pressOffer(from, 'p', 'Pindahkan…')
  const dialog = from.getByRole('dialog', { name: `Pindahkan ${number} ke mana?` })
  const destination = dialog.getByRole('button', { name: new RegExp(to) }).first()
  const key = (await destination.getByText(/^\w$/).first().innerText()).trim()
  await press(from, key)
  await expect(dialog.getByRole('button', { name: `Pindahkan ke ${to}` })).toBeVisible()
  await press(from, 't')
  await expect(dialog.getByLabel('Catatan untuk ruangan berikutnya')).toBeFocused()
  await from.keyboard.type(note)
  return dialog
}

function front(room: Page, number: string): Locator {
  return room.getByRole('region', { name: `Antrean ${number}` })
}
