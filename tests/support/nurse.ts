import { expect, type Page } from '@playwright/test'
import { type Account, signIn } from './clerk.ts'
import { press, tabTo } from './keyboard.ts'

/** What is done in a room, with the keyboard alone. */

/** Opens a room's page from the desk and signs in there. */
export async function openRoom(desk: Page, name: string, account: Account): Promise<Page> {
  await press(desk, 'F7')
  const opening = desk.waitForEvent('popup')
  // Beside the name stands the numeral of its cluster.
  await tabTo(desk.getByRole('dialog').getByRole('button', { name: new RegExp(`^\\S+ ${name}$`) }))
  await press(desk, 'Enter')
  const room = await opening
  await room.setViewportSize({ width: 1366, height: 768 })
  await signIn(room, account)
  await expect(room.getByRole('heading', { name, exact: true })).toBeVisible()
  return room
}

/** Presses Enter on the one big button, which must say this. */
export async function goOn(room: Page, label: string): Promise<void> {
  await expect(room.getByRole('button', { name: label, exact: true })).toBeFocused()
  await press(room, 'Enter')
}

/** Presses the key of a deed at the side, once the screen offers it: keys rest while an order is under way. */
export async function pressOffer(room: Page, key: string, label: string): Promise<void> {
  await expect(room.getByRole('button', { name: label, exact: true })).toBeEnabled()
  await press(room, key)
}

/** The person in front, by number and state; `words` as the screen says them. */
export async function expectInFront(room: Page, number: string, words: string | RegExp): Promise<void> {
  await expect(room.getByRole('region', { name: `Antrean ${number}` })).toContainText(words)
}

export async function callAndServe(room: Page, number: string): Promise<void> {
  await goOn(room, 'Panggil berikutnya')
  await expectInFront(room, number, 'dipanggil')
  await goOn(room, 'Layani')
  await expectInFront(room, number, 'dilayani')
}

/** The room has let them go, and says so. */
export async function expectDone(room: Page, number: string): Promise<void> {
  await expect(room.getByRole('region', { name: 'Baru selesai' })).toContainText(number)
}
