import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { findPerson, openSettings, registerPerson } from '../support/clerk.ts'
import { press, tabTo } from '../support/keyboard.ts'
import { setUpByHand } from '../support/set-up-by-hand.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'
import { rina, wayan } from './day/people.ts'
import { pictures, puskesmas } from './day/story.ts'

let place: Workplace
let desk: Page

test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-21 07:30')
  desk = place.page
  await setUpByHand(desk, { ...puskesmas, preset: 'Puskesmas kecil', head: rina })
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
})
test.afterAll(() => place.remove())

test('the head changes villages and the reading of the clusters by keyboard, and the desk follows at once', async () => {
  await registerPerson(desk, wayan)
  await expect(desk.getByText('luar wilayah')).toHaveCount(0)
  await press(desk, 'Escape')
  await openSettings(desk)
  const card = desk.getByRole('region', { name: 'Wilayah kerja dan klaster' })
  await tabTo(card.getByRole('checkbox', { name: 'Guruapin', exact: true }))
  await press(desk, 'Space')
  await expect(card.getByRole('status')).toContainText('Mulai hari ini warga Guruapin dihitung luar wilayah')
  await expectAccessible(desk, 'settings: working area')
  await pictures(desk, 'settings-area')
  await tabTo(card.getByRole('radio', { name: /4 klaster/ }))
  await press(desk, 'ArrowRight')
  await tabTo(card.getByRole('switch', { name: 'Terduga penyakit menular langsung ke klaster 4' }))
  await press(desk, 'Space')
  await press(desk, 'Alt+w')
  await expect(card.getByText('Tersimpan dan berlaku mulai hari ini.')).toBeVisible()
  await expect(desk.getByRole('region', { name: 'Ruangan' })).toContainText('Kl III')
  await press(desk, 'Escape')
  await findPerson(desk, 'wayan', wayan.name)
  await expect(desk.getByText('luar wilayah')).toBeVisible()
})
