import { expect, test } from '@playwright/test'
import { expectAccessible, expectReadable } from '../../support/accessible.ts'
import { type Arrival, fillArrival, findPerson, printTicket } from '../../support/clerk.ts'
import { press } from '../../support/keyboard.ts'
import { lastTicket, readPaper } from '../../support/printer.ts'
import { pictures } from '../day/story.ts'
import { adults, expectCalled, maria, ratna, type Screens, shownOnBoth, wayan } from './story.ts'

const mothers = 'Ruang Ibu & Anak'

/** Three numbers from the kiosk; each becomes somebody at the counter and goes on to a room. */
export async function serveCounter(screens: Screens): Promise<void> {
  const { kiosk, house } = screens
  const { desk } = house
  await test.step('the kiosk hands out three numbers, one of them to somebody over 60', async () => {
    await expectReadable(kiosk.page, 'kiosk: start')
    expect(await take(screens, 'Tidak', 'Sudah pernah', 'Umum')).toBe('D-001')
    expect(await take(screens, 'Tidak', 'Sudah pernah', 'BPJS / JKN')).toBe('D-002')
    expect(await take(screens, 'Ya', 'Lansia', 'Sudah pernah', 'BPJS / JKN')).toBe('D-003')
    await expect(desk.getByRole('region', { name: 'Antrean loket' })).toContainText('3 menunggu')
  })

  await test.step('the desk calls whom the rule puts first; every display shows it, and the desk reads that', async () => {
    await house.pass(3)
    await press(desk, 'Alt+a')
    const counter = desk.getByRole('region', { name: 'Antrean loket' })
    await expect(counter).toContainText(new RegExp(shownOnBoth))
    await expect(counter.getByText('D-003', { exact: true })).toBeVisible()
    await expectCalled(screens, 'D-003', 'Loket')
  })

  await test.step('registered, the person keeps the number, now on the way to the room', async () => {
    await findPerson(desk, 'wayan sudana', wayan)
    await expect(desk.getByRole('button', { name: /^Nomor D-003 dari loket ikut/ })).toBeVisible()
    await expectAccessible(desk, 'desk: a number from the kiosk and whose it is')
    await pictures(desk, 'desk-counter')
    await registerAs(screens, 'D-003', { compared: ['1', '2'], complaint: 'nyeri lutut' })
  })

  await test.step('the next two go the same way; the paper says how long it will take', async () => {
    await admitNext(screens, 'D-001', ratna, { compared: ['1', '2'], complaint: 'sering haus' })
    const sheet = await lastTicket(house.printer, 'D-001')
    const pregnant = { compared: ['1', '2'], purpose: 'Periksa hamil', ticks: ['Alt+h'], weeks: '24' }
    await admitNext(screens, 'D-002', maria, pregnant)
    await expect(desk.getByRole('region', { name: 'Tiket terakhir' })).toContainText(mothers)
    const paper = (await readPaper(desk, sheet)).join('\n')
    expect(paper).toContain('D-001')
    expect(paper).toContain(adults)
    expect(paper).toContain('1 orang di depan Anda')
    expect(paper).toMatch(/Kira-kira \d+ menit lagi/)
  })
}

/** By touch, page after page; the number stands on the screen, and the next person finds the start page. */
async function take({ kiosk: { page } }: Screens, ...answers: string[]): Promise<string> {
  const tap = (name: string | RegExp) => page.getByRole('button', { name }).tap()
  await tap('Ambil nomor antrean')
  for (const answer of answers) await tap(new RegExp(`^${answer}`))
  const number = await page.locator('.digits').innerText()
  await expect(page.getByRole('status')).toContainText('Silakan ambil kertasnya.')
  await tap('Selesai')
  return number
}

async function admitNext(screens: Screens, number: string, name: string, arrival: Arrival): Promise<void> {
  const { desk } = screens.house
  await press(desk, 'Alt+a')
  await expectCalled(screens, number, 'Loket')
  await findPerson(desk, name.toLowerCase(), name)
  await registerAs(screens, number, arrival)
}

async function registerAs({ house: { desk } }: Screens, number: string, arrival: Arrival): Promise<void> {
  await fillArrival(desk, arrival)
  await expect(desk.getByRole('button', { name: `Cetak antrean ${number}` })).toBeVisible()
  expect(await printTicket(desk)).toBe(number)
}
