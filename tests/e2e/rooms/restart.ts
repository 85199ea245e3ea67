import { expect, test } from '@playwright/test'
import { watchFor } from '../../support/moments.ts'
import { expectInFront, pressOffer } from '../../support/nurse.ts'
import { pictures } from '../day/story.ts'
import { adults, expectAllSpoken, expectCalled, type Screens, tile } from './story.ts'

/** The hub is killed with people in every room, and started again. */
export async function loseHub(screens: Screens): Promise<void> {
  const { television, beside, kiosk, room, house } = screens
  const { desk } = house
  const everything = [television.page, beside.page, kiosk.page, room, desk]
  for (const page of everything) await page.evaluate(() => Object.assign(window, { samePage: true }))
  const [inFront] = (await house.api.queue.room({ roomId: house.roomNamed(adults).id })).active
  const number = inFront?.number ?? ''
  const spokenBefore =
    await test.step('all that was called has been spoken, one after the other', async () => {
      await expectAllSpoken(screens)
      return [...television.spoken()]
    })

  await test.step('killed: within five seconds every display says so, and keeps what it showed', async () => {
    const advice = 'Ikuti panggilan petugas'
    const told = [await watchFor(television.page, advice), await watchFor(beside.page, advice)]
    await house.kill()
    const killedAt = Date.now()
    for (const since of told) expect((await since()) - killedAt).toBeLessThanOrEqual(5000)
    for (const display of [television, beside]) {
      await expect(display.page.locator('body')).toHaveClass(/stale/)
      await expect(display.page.getByText(advice)).toBeVisible()
      await expect(tile(display, adults)).toContainText(number)
    }
    await expect(kiosk.page.getByRole('heading', { name: 'Mesin nomor sedang terputus' })).toBeVisible()
    for (const page of [desk, room]) await expect(page.getByText('terputus').first()).toBeVisible()
    await pictures(television.page, 'display-stale')
  })

  await test.step('started again: all of them come back by themselves, and are who they were', async () => {
    await house.start()
    for (const { page } of [television, beside]) await expect(page.locator('body')).not.toHaveClass(/stale/)
    await expect(kiosk.page.getByRole('button', { name: 'Ambil nomor antrean' })).toBeVisible()
    for (const page of [desk, room]) await expect(page.getByText('terputus')).toBeHidden()
    await expectInFront(room, number, 'dipanggil')
    for (const page of everything) expect(await page.evaluate(() => 'samePage' in window)).toBe(true)
  })

  await test.step('what was spoken stays spoken; the next call is shown and spoken as before', async () => {
    await pressOffer(room, 'u', 'Panggil ulang')
    await expectCalled(screens, number, adults)
    const ids = () => television.spoken()
    await expect.poll(() => ids().length, { timeout: 60_000 }).toBe(spokenBefore.length + 1)
    expect(new Set(ids()).size).toBe(ids().length)
    expect(ids().slice(0, -1)).toEqual(spokenBefore)
    expect(beside.spoken()).toEqual([])
  })
}
