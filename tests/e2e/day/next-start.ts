import { expect, test } from '@playwright/test'
import { findPerson, signIn } from '../../support/clerk.ts'
import { press } from '../../support/keyboard.ts'
import { readDashboard } from './evening.ts'
import { baby, rina, sri } from './people.ts'
import type { Story } from './story.ts'

/** Both programs stopped and started again: people, visits and numbers are where they were. */
export async function startAgain({ puskesmas: place, dinkes }: Story): Promise<void> {
  const { page: desk } = place
  const { page: office } = dinkes
  await test.step('stop both, start both', async () => {
    await Promise.all([place.stop(), dinkes.stop()])
    await Promise.all([place.start(), dinkes.start()])
    await Promise.all([place.open(), dinkes.open()])
  })

  await test.step('the desk finds its people by mother and by number, and the day as it was closed', async () => {
    await signIn(desk, rina)
    await findPerson(desk, 'nurhayati 2026', baby.name)
    await press(desk, 'Escape')
    await expect(desk.getByRole('button', { name: /^E-001/ })).toContainText('selesai')
    await press(desk, 'F8')
    await expect(desk.getByRole('region', { name: 'Ringkasan hari' })).toContainText(
      /Sudah ditutup pukul 13\.1\d/,
    )
    await expect(desk.getByRole('region', { name: 'Register kunjungan' }).getByRole('row')).toHaveCount(9)
    await expect(desk.getByRole('region', { name: 'Kirim ke dinas' })).toContainText('sudah diterima dinas')
  })

  await test.step('the dashboard is unchanged', async () => {
    await expect(office.getByLabel('Nama pengguna')).toBeFocused()
    await office.keyboard.type(sri.username)
    await press(office, 'Tab')
    await office.keyboard.type(sri.password)
    await press(office, 'Enter')
    await expect(office.getByRole('navigation', { name: 'Bagian dasbor' })).toBeVisible()
    await readDashboard(office)
  })
}
