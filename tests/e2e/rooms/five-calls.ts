import { expect, test } from '@playwright/test'
import type { Room } from '#domain/room'
import { newArrival, newPatient } from '../../support/hub.ts'
import { press } from '../../support/keyboard.ts'
import { expectInFront, openRoom } from '../../support/nurse.ts'
import { yanti } from '../day/people.ts'
import { pictures } from '../day/story.ts'
import { adults, expectAllSpoken, type Screens, tile } from './story.ts'

const more = ['PETRUS SANGADJI', 'YOHANA KAMBUAYA', 'ROSDIANA LATING', 'MULYATI TARSONO', 'BENYAMIN SOSELISA']
const crowded = 'Ruang Gigi'

/** Rooms that call in the same moment do not hide one another. */
export async function callTogether(screens: Screens): Promise<void> {
  const { room, television, beside, house } = screens
  const { desk } = house
  await expectAllSpoken(screens)
  const labels = await television.page.locator('.room-label').allTextContents()

  await test.step('two rooms press their key in the same moment: each has its own person, on both displays', async () => {
    const [first = '', second = ''] = [
      await wait(screens, 'PETRUS SANGADJI', house.roomNamed(adults)),
      await wait(screens, 'YOHANA KAMBUAYA', house.roomNamed('Laboratorium')),
    ]
    const laboratory = await openRoom(desk, 'Laboratorium', yanti)
    for (const page of [room, laboratory])
      await expect(page.getByRole('button', { name: 'Panggil berikutnya' })).toBeFocused()
    await Promise.all([press(room, 'Enter'), press(laboratory, 'Enter')])
    await expectInFront(room, first, 'PETRUS SANGADJI')
    await expectInFront(laboratory, second, 'YOHANA KAMBUAYA')
    for (const display of [television, beside]) {
      await expect(tile(display, adults)).toContainText(first)
      await expect(tile(display, 'Laboratorium')).toContainText(second)
    }
    await laboratory.close()
    await expectAllSpoken(screens)
  })

  await test.step('five rooms call within a second: each stands at its place', async () => {
    const places = ['Ruang Ibu & Anak', crowded, 'Kasir', 'Farmasi', 'Gawat Darurat & Tindakan'].map(
      house.roomNamed,
    )
    for (const [index, place] of places.entries()) await wait(screens, `${more[index]} JUNIOR`, place)
    const calls = await Promise.all(places.map(({ id }) => house.api.queue.callNext({ roomId: id })))
    for (const display of [television, beside]) {
      for (const [index, { publicLabel }] of places.entries())
        await expect(tile(display, publicLabel)).toContainText(calls[index]?.number ?? '?')
      await expect(display.page.locator('.room-label')).toHaveText(labels)
    }
    await pictures(television.page, 'display-side-by-side')
  })

  await test.step('the desk sees where it takes longest', async () => {
    for (const name of more) await wait(screens, `${name} SENIOR`, house.roomNamed(crowded))
    const row = desk.getByRole('region', { name: 'Ruangan', exact: true }).getByRole('listitem')
    await expect(row.filter({ hasText: 'Gigi' })).toContainText('paling lama')
    await pictures(desk, 'desk-bottleneck')
  })
}

/** Sent there by the desk, on a doctor's word; the number. */
async function wait({ house: { api } }: Screens, name: string, { id }: Room): Promise<string> {
  const patient = await api.patients.register(newPatient({ name }))
  const { number } = await api.visits.register({
    patientId: patient.id,
    arrival: newArrival(),
    complaint: '',
    payer: patient.payer,
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: { roomId: id, reason: 'diminta dokter' },
    arrivalId: null,
  })
  return number
}
