import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../../support/accessible.ts'
import { openFromMenu } from '../../support/clerk.ts'
import { press, tabTo } from '../../support/keyboard.ts'
import { watchFor, watchKey } from '../../support/moments.ts'
import { pressOffer } from '../../support/nurse.ts'
import { pictures } from '../day/story.ts'
import { maria, names, ratna, type Screens, wayan } from './story.ts'

const sentence = 'Perangkat ini tidak lagi tersambung dengan Loket'

/** Two devices are taken back; what they ever held, and what they may ask. */
export async function showOut({ television, beside, kiosk, house }: Screens): Promise<void> {
  const { desk } = house
  await test.step('a display that asks for patients is refused', async () => {
    const status = await television.page.evaluate(async () => {
      const page = new URLSearchParams(location.search).get('p') ?? ''
      const headers = { 'loket-page': page, 'content-type': 'application/json' }
      const body = JSON.stringify({ text: 'wayan' })
      return (await fetch('/api/patients/search', { method: 'POST', headers, body })).status
    })
    expect(status).toBe(403)
  })

  await test.step('no display and no kiosk ever held a word of anybody’s name', async () => {
    for (const { words } of [television, beside, kiosk]) {
      const seen = (await words()).toUpperCase()
      expect(seen).toContain('LOKET')
      for (const word of `${ratna} ${wayan} ${maria} SANGADJI KAMBUAYA`.split(' '))
        expect(seen).not.toContain(word)
    }
  })

  await test.step('revoked at the desk, kiosk and television say so within a second', async () => {
    await openFromMenu(desk, 'Layar dan perangkat')
    await revoke(desk, names.kiosk, kiosk.page)
    await revoke(desk, names.television, television.page)
    await expect(television.page.locator('.room')).toHaveCount(0)
    await pictures(kiosk.page, 'kiosk-revoked')
    await expect(desk.getByRole('row', { name: names.kiosk })).toHaveCount(0)
    await expectAccessible(desk, 'devices: two are gone')
    await press(desk, 'Escape')
  })
}

/** The device says so within a second of the key. */
async function revoke(desk: Page, name: string, device: Page): Promise<void> {
  await tabTo(desk.getByRole('button', { name: `Cabut ${name}` }))
  await press(desk, 'Enter')
  await expect(desk.getByRole('button', { name: `Ya, cabut ${name}` })).toBeFocused()
  const [pressed, told] = [await watchKey(desk), await watchFor(device, sentence)]
  await press(desk, 'Enter')
  await expect(device.getByText(sentence)).toBeVisible()
  expect((await told()) - (await pressed())).toBeLessThan(1000)
}

/** The room has to know when nobody in the waiting room can have seen its call. */
export async function callUnheard({ beside, room, house }: Screens): Promise<void> {
  const receipt = room.getByRole('status')
  await test.step('a display that cannot confirm: the room is warned after three seconds', async () => {
    await beside.page.route('**/api/display/confirm', (route) => route.abort())
    await pressOffer(room, 'u', 'Panggil ulang')
    await expect(receipt).toContainText('Belum tampil di layar mana pun. Panggil dengan suara.')
    await pictures(room, 'room-unseen')
  })

  await test.step('the last display goes: the room is told, without another call', async () => {
    await beside.page.close()
    await expect(receipt).toContainText('Tidak ada layar yang menyala untuk ruangan ini.')
  })

  await test.step('its own device revoked, the room says so and knows nobody any more', async () => {
    await openFromMenu(house.desk, 'Layar dan perangkat')
    await revoke(house.desk, names.room, room)
    await expect(room.locator('body')).not.toContainText(/SANGADJI|SOSELISA|JUNIOR/)
    await pictures(room, 'room-revoked')
    await room.reload()
    await expect(room.getByText(sentence)).toBeVisible()
  })
}
