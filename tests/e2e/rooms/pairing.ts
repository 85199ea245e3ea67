import { X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import {
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Locator,
  type Page,
  test,
} from '@playwright/test'
import { fingerprintGroups } from '#domain/fingerprint'
import { expectAccessible, expectReadable } from '../../support/accessible.ts'
import { chooseByLetters, openFromMenu, openSettings, signIn } from '../../support/clerk.ts'
import { press, tabTo } from '../../support/keyboard.ts'
import { ask, shakeHands } from '../../support/network.ts'
import { attachPrinter } from '../../support/printer.ts'
import { listenToReports } from '../../support/waiting-room.ts'
import { watchWords } from '../../support/watch-words.ts'
import { yanti } from '../day/people.ts'
import { pictureFile, pictures } from '../day/story.ts'
import { adults, type Devices, type Floor, names, type WaitingScreen } from './story.ts'

const touchScreen: BrowserContextOptions = { viewport: { width: 1366, height: 768 }, hasTouch: true }
const big: BrowserContextOptions = { viewport: { width: 1920, height: 1080 } }
/** What a person does who has installed the authority; that it may be trusted is proven beside it. */
const trusting: BrowserContextOptions = { viewport: { width: 1366, height: 768 }, ignoreHTTPSErrors: true }

/** Network on, and everything paired with codes that the desk shows. */
export async function connectDevices(floor: Floor): Promise<Devices> {
  const { desk } = floor.house
  const searchBox = desk.getByRole('combobox', { name: 'Cari pasien' })
  await expect(searchBox).toBeFocused()
  await openFromMenu(desk, 'Layar dan perangkat')
  await test.step('the head switches the network on', () => switchOn(desk))
  const television =
    await test.step('a television: a wrong code, one that is too old, then the right one', () =>
      pairTelevision(floor))
  const room =
    await test.step('a room: refused in the clear, let in over https, whose authority can be checked', () =>
      pairRoom(floor))
  const kiosk = await test.step('a kiosk, its code typed by touch', () => pairKiosk(floor))
  await test.step('the desk lists them', async () => {
    const table = desk.getByRole('region', { name: 'Perangkat' })
    for (const name of [names.television, names.kiosk, names.room])
      await expect(table.getByRole('row', { name })).toContainText('tersambung')
    await expectAccessible(desk, 'devices')
    await pictures(desk, 'devices')
  })
  await press(desk, 'Escape')
  await expect(searchBox).toBeFocused()
  await openSettings(desk)
  await expect(desk.getByRole('row', { name: /yanti/ })).toBeVisible()
  await expectAccessible(desk, 'settings')
  await pictures(desk, 'settings-house')
  await press(desk, 'Escape')
  await expect(searchBox).toBeFocused()
  const beside = await test.step('a second display on this computer, which may speak at once', () =>
    openBeside(desk))
  return { television, beside, room, kiosk }
}

async function switchOn(desk: Page): Promise<void> {
  const card = desk.getByRole('region', { name: 'Jaringan' })
  await expect(card).toContainText('Mati. Hanya komputer ini yang dapat membuka Loket.')
  await tabTo(card.getByRole('button', { name: 'Nyalakan jaringan' }))
  await press(desk, 'Enter')
  await expect(card).toContainText('https://')
  await expectAccessible(desk, 'network on')
  await card.screenshot({ path: pictureFile('lan-on'), animations: 'disabled' })
}

async function pairTelevision({ house, chromium }: Floor): Promise<WaitingScreen> {
  const { desk } = house
  const dialog = await beginInvitation(desk)
  await expectAccessible(desk, 'invite: what for')
  await desk.keyboard.type(names.television)
  const old = await makeCode(dialog)
  const context = await house.openBrowser(chromium, big)
  const page = await context.newPage()
  await page.goto(`${old.address}/`)
  await expect(page.getByRole('heading', { name: /^Sambungkan/ })).toBeVisible()
  await expectReadable(page, 'pair: nothing typed')
  await pictures(page, 'pair')
  await page.keyboard.type(spoil(old.code))
  await expect(page.locator('#message')).toContainText('Kode salah.')
  await house.pass(6)
  await page.keyboard.type(old.code)
  await expect(page.locator('#message')).toContainText('Kode ini sudah lewat 5 menit.')
  await press(desk, 'Escape')

  const again = await beginInvitation(desk)
  await desk.keyboard.type(names.television)
  const { code } = await makeCode(again)
  await expectAccessible(desk, 'invite: the code')
  await pictures(desk, 'invite-code')
  await page.keyboard.type(code)
  await page.waitForURL(/\/display\//)
  await expect(page.getByRole('heading', { name: 'Belum ada panggilan' })).toBeVisible()
  await closeWhenConnected(desk)
  const display = page.url()
  await page.close()
  return test.step('switched off and on, it is still paired, and mute until it is touched', () =>
    touchTelevision(desk, context, display))
}

async function touchTelevision(desk: Page, browser: BrowserContext, address: string): Promise<WaitingScreen> {
  const page = await browser.newPage()
  const reports = listenToReports(page)
  // Whatever Playwright asks of a page counts as a touch, so until then it is looked at from outside.
  const sound = page.waitForResponse((answer) => answer.url().endsWith('/api/display/sound'))
  await page.goto(address)
  expect((await sound).request().postDataJSON()).toMatchObject({ state: 'needs-touch' })
  await press(desk, 'Escape')
  const alert = desk.getByRole('region', { name: 'Perlu diperiksa' })
  await expect(alert).toContainText(`${names.television}: tersambung · bisu, sentuh layarnya sekali`)
  await pictures(desk, 'desk-mute')
  await press(desk, 'F10')
  await expect(desk.getByRole('heading', { name: 'Layar dan perangkat', exact: true })).toBeVisible()
  await press(desk, 'Escape')
  await photograph(page, 'display-mute')
  await page.mouse.click(960, 540)
  await expect(page.getByText('Sentuh untuk menyalakan suara')).toBeHidden()
  await expect(alert).toBeHidden()
  await expectReadable(page, 'display: no call yet')
  await openFromMenu(desk, 'Layar dan perangkat')
  return { page, words: await watchWords(page), ...reports }
}

/** The screen as it is, and that it asks to be touched; nothing in the page takes it for a hand. */
async function photograph(page: Page, name: string): Promise<void> {
  const outside = await page.context().newCDPSession(page)
  const expression = "document.querySelector('.touch')?.checkVisibility()"
  const { result } = await outside.send('Runtime.evaluate', { expression, userGesture: false })
  expect(result.value).toBe(true)
  const { data } = await outside.send('Page.captureScreenshot', { format: 'png' })
  await writeFile(pictureFile(name), Buffer.from(data, 'base64'))
  await outside.detach()
}

async function inviteRoom(desk: Page): Promise<{ code: string; address: string }> {
  const dialog = await beginInvitation(desk, 'Ruangan')
  await chooseByLetters(dialog.getByRole('combobox', { name: 'Ruangan' }), 'Ruang Dewasa')
  await tabTo(dialog.getByLabel('Nama', { exact: true }))
  await desk.keyboard.type(names.room)
  return makeCode(dialog)
}

async function pairRoom({ house, chromium }: Floor): Promise<Page> {
  const { desk } = house
  const { code: seen, address } = await inviteRoom(desk)
  expect(address).toMatch(/^https:/)
  const { hostname, port } = new URL(address)
  const inTheClear = `http://${hostname}:${Number(port) - 1}`
  await expectAuthority(desk, inTheClear, hostname, Number(port))

  const context = await house.openBrowser(chromium, trusting)
  const page = await context.newPage()
  await page.goto(`${inTheClear}/pair/`)
  await page.keyboard.type(seen)
  await expect(page.locator('#message')).toContainText(
    `Minta kode baru di meja pendaftaran, lalu ketik di ${address}`,
  )
  await press(desk, 'Escape')
  const { code } = await inviteRoom(desk)
  await page.goto(`${address}/`)
  await page.keyboard.type(code)
  await page.waitForURL(/^https:.*\/room\//)
  await closeWhenConnected(desk)
  await signIn(page, yanti)
  await expect(page.getByRole('heading', { name: adults, exact: true })).toBeVisible()
  return page
}

/** Whoever has the authority's file, and found its fingerprint at the desk, is certain to speak with this hub. */
async function expectAuthority(desk: Page, origin: string, host: string, port: number): Promise<void> {
  const { bytes } = await ask(`${origin}/pair/ca.crt`)
  const authority = new X509Certificate(bytes)
  const card = desk.getByLabel('Jaringan', { exact: true })
  await expect(card).toContainText(fingerprintGroups(authority.fingerprint256))
  await shakeHands(port, { host, ca: authority.toString() })
  await expect(shakeHands(port, { host })).rejects.toThrow(/certificate|issuer/)
}

async function pairKiosk({ house, chromium }: Floor): Promise<WaitingScreen> {
  const { desk } = house
  const dialog = await beginInvitation(desk, 'Kiosk nomor')
  await tabTo(dialog.getByLabel('Nama', { exact: true }))
  await desk.keyboard.type(names.kiosk)
  const { code, address } = await makeCode(dialog)
  const context = await house.openBrowser(chromium, touchScreen)
  const printer = await attachPrinter(context)
  const page = await context.newPage()
  const reports = listenToReports(page)
  await page.goto(`${address}/`)
  for (const digit of code) await page.getByRole('button', { name: digit, exact: true }).tap()
  await page.waitForURL(/\/kiosk\//)
  await expect(page.getByRole('button', { name: 'Ambil nomor antrean' })).toBeVisible()
  await closeWhenConnected(desk)
  expect(printer.tickets).toEqual([])
  return { page, words: await watchWords(page), ...reports }
}

async function openBeside(desk: Page): Promise<WaitingScreen> {
  const opening = desk.waitForEvent('popup')
  await press(desk, 'F6')
  const page = await opening
  const reports = listenToReports(page)
  await page.setViewportSize({ width: 1920, height: 1080 })
  await expect(page.getByRole('heading', { name: 'Belum ada panggilan' })).toBeVisible()
  await expect(page.getByText('Sentuh untuk menyalakan suara')).toBeHidden()
  return { page, words: await watchWords(page), ...reports }
}

/** «Sambungkan perangkat», with the surface chosen by arrows; the focus is in the name or goes there with Tab. */
async function beginInvitation(desk: Page, surface?: string): Promise<Locator> {
  await press(desk, 'Alt+t')
  const dialog = desk.getByRole('dialog', { name: 'Sambungkan perangkat' })
  await expect(dialog.getByLabel('Nama', { exact: true })).toBeFocused()
  if (surface !== undefined) {
    const choice = dialog.getByRole('radio', { name: surface, exact: true })
    await tabTo(dialog.getByRole('radiogroup', { name: 'Untuk apa' }))
    for (let step = 0; step < 3 && !(await choice.isChecked()); step += 1) await press(desk, 'ArrowRight')
    await expect(choice).toBeChecked()
  }
  return dialog
}

/** What the desk says to type, and where. */
async function makeCode(form: Locator): Promise<{ code: string; address: string }> {
  const desk = form.page()
  await press(desk, 'Enter')
  const dialog = desk.getByRole('dialog', { name: /^Kode untuk/ })
  const digits = await dialog.getByText(/^\d{3} \d{3}$/).innerText()
  const address = await dialog.getByRole('listitem').first().innerText()
  return { code: digits.replace(' ', ''), address }
}

async function closeWhenConnected(desk: Page): Promise<void> {
  await expect(desk.getByRole('status')).toContainText('Perangkat sudah tersambung.')
  await press(desk, 'Escape')
  await expect(desk.getByRole('dialog')).toHaveCount(0)
}

/** Another first digit. */
function spoil(code: string): string {
  return `${(Number(code[0]) + 1) % 10}${code.slice(1)}`
}
