import AxeBuilder from '@axe-core/playwright'
import {
  type Browser,
  type BrowserContextOptions,
  expect,
  type Locator,
  type Page,
  test,
} from '@playwright/test'
import { readReceipt, startNetworkPrinter } from '../support/fake-receipt-printer.ts'
import { press, tabTo } from '../support/keyboard.ts'
import { pairDevice } from '../support/paired.ts'
import { attachPrinter, readPaper } from '../support/printer.ts'
import { openWaitingRoom, type WaitingRoom } from '../support/waiting-room.ts'
import { picture } from './day/story.ts'

type Printer = Awaited<ReturnType<typeof startNetworkPrinter>>

const wide = { width: 1366, height: 768 }
const upright = { width: 1080, height: 1920 }

let house: WaitingRoom
let printer: Printer

test.beforeEach(async ({ browser }) => {
  house = await openWaitingRoom(browser)
  printer = await startNetworkPrinter()
  const settings = await house.desk.api.settings.read()
  await house.desk.api.settings.save({ ...settings, printer: printer.settings })
})
test.afterEach(async () => {
  await printer.stop()
  await house.remove()
})

type Kiosk = { page: Page; id: string }

/** A paired kiosk with a touch screen. `prepare` runs in its page before Loket does. */
async function openKiosk(
  browser: Browser,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Kiosk> {
  const place = { surface: 'kiosk' as const, roomId: null, name: 'Kiosk pintu masuk', settings: null }
  const paired = await pairDevice(house.desk, place)
  const context = await browser.newContext({ viewport: wide, hasTouch: true, ...options })
  const [cookie = '', token = ''] = paired.cookie.split('=')
  await context.addCookies([{ name: cookie, value: token, url: paired.origin }])
  const page = await context.newPage()
  await prepare(page)
  await page.goto(`${paired.origin}/kiosk/?p=${paired.id}`)
  await expect(takeButton(page)).toBeVisible()
  return { page, id: paired.id }
}

const takeButton = (page: Page): Locator => page.getByRole('button', { name: 'Ambil nomor antrean' })
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { name })
const numberOn = (page: Page): Locator => page.locator('.digits')
const paperOn = (page: Page): Locator => page.getByRole('status')
const tap = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).tap()

/** From the start page to a number, by the shortest way. */
async function take(page: Page): Promise<string> {
  for (const name of ['Ambil nomor antrean', 'Tidak', 'Sudah pernah', 'Umum']) await tap(page, name)
  return numberOn(page).innerText()
}

const papers = (): string[][] =>
  printer.receipts
    .filter(({ length }) => length > 0)
    .map((receipt) => readReceipt(receipt, 32).map(({ text }) => text))

async function waiting() {
  const { id } = house.roomNamed('Loket Pendaftaran')
  return (await house.desk.api.counter.line({ roomId: id })).waiting
}

test('somebody who needs to go first says why, gets a number on paper, and waits at the counter with it', async ({
  browser,
}) => {
  const { page } = await openKiosk(browser)
  await expect(page.getByText('Belum ada yang menunggu di Loket')).toBeVisible()
  for (const name of ['Ambil nomor antrean', 'Ya', 'Pilihan lain', 'Lainnya', 'Ibu menyusui', 'Baru', 'BPJS'])
    await tap(page, name)
  await expect(numberOn(page)).toHaveText('D-001')
  await expect(paperOn(page)).toHaveText('Silakan ambil kertasnya.')
  const [paper, ...others] = papers()
  expect(paper).toContain('D-001')
  expect(others).toEqual([])
  expect(await waiting()).toMatchObject([
    { number: 'D-001', priority: 'Lainnya (ibu menyusui)', returning: false, payer: 'jkn' },
  ])

  await test.step('the next finds the start page, with the length of the line', async () => {
    await tap(page, 'Selesai')
    await expect(page.getByText(/^1 orang menunggu di Loket · kira-kira \d+ menit$/)).toBeVisible()
    expect(await take(page)).toBe('D-002')
  })
})

test('a hasty finger gets one number, and chooses nothing on a page it has not read', async ({ browser }) => {
  const { page } = await openKiosk(browser)
  const hastyTap = async (name: string) => {
    const button = page.getByRole('button', { name })
    await expect(button).toBeEnabled()
    const box = await button.boundingBox()
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]
    await Promise.all([1, 2, 3].map(() => page.touchscreen.tap(x, y)))
  }
  await hastyTap('Ambil nomor antrean')
  await expect(heading(page, 'Apakah Anda perlu didahulukan?')).toBeVisible()
  await hastyTap('Tidak')
  await expect(heading(page, 'Pernah berobat')).toBeVisible()
  await hastyTap('Sudah pernah')
  await expect(heading(page, 'Berobat memakai apa?')).toBeVisible()
  await hastyTap('Umum')
  await expect(numberOn(page)).toHaveText('D-001')
  expect((await waiting()).map(({ number }) => number)).toEqual(['D-001'])
})

test('a page loaded anew shows the same number, and prints it no second time', async ({ browser }) => {
  const { page } = await openKiosk(browser)
  await take(page)
  await expect(paperOn(page)).toHaveText('Silakan ambil kertasnya.')
  await page.reload()
  await expect(numberOn(page)).toHaveText('D-001')
  await expect(paperOn(page)).toHaveText('Silakan ambil kertasnya.')
  expect(papers()).toHaveLength(1)
  expect(await waiting()).toHaveLength(1)
})

test('out of paper, the number stays: it is shown to be noted, the desk sees it, and it prints later', async ({
  browser,
}) => {
  const { page } = await openKiosk(browser)
  printer.state.paper = 0
  expect(await take(page)).toBe('D-001')
  await expect(paperOn(page)).toHaveText('Foto atau catat nomor ini; kertas sedang habis. Beri tahu petugas.')
  await expectAccessible(page, 'no paper')
  await picture(page, 'kiosk-no-paper')
  expect(await house.desk.api.kiosk.printer()).toMatchObject({
    problem: { code: 'printer_no_paper' },
    numbers: ['D-001'],
  })
  printer.state.paper = 100
  await tap(page, 'Cetak lagi')
  await expect(paperOn(page)).toHaveText('Silakan ambil kertasnya.')
  expect(papers().at(-1)).toContain('D-001')
  expect(await house.desk.api.kiosk.printer()).toBeNull()
})

test('a printer that has gone takes no number with it', async ({ browser }) => {
  const { page } = await openKiosk(browser)
  await printer.stop()
  expect(await take(page)).toBe('D-001')
  await expect(paperOn(page)).toContainText('printer sedang tidak mencetak')
  printer = await startNetworkPrinter()
})

test('without a printer at the hub the kiosk prints on its own', async ({ browser }) => {
  const settings = await house.desk.api.settings.read()
  await house.desk.api.settings.save({ ...settings, printer: { kind: 'none', widthMm: 58 } })
  const printed: { tickets: string[] }[] = []
  const { page } = await openKiosk(browser, {}, async (fresh) => {
    printed.push(await attachPrinter(fresh.context()))
  })
  await take(page)
  await expect.poll(() => printed[0]?.tickets.length).toBe(1)
  const words = await readPaper(page, printed[0]?.tickets[0] ?? '')
  expect(words).toEqual(expect.arrayContaining(['Puskesmas Teluk Harapan', 'D-001', 'Loket']))
  expect(words).not.toContain('Selesai')
})
test('the hub stops in the middle: the kiosk says so, waits, and comes back by itself with the number', async ({
  browser,
}) => {
  const { page } = await openKiosk(browser)
  for (const name of ['Ambil nomor antrean', 'Tidak', 'Sudah pernah']) await tap(page, name)
  await house.stop()
  await tap(page, 'Umum')
  await expect(heading(page, 'Sebentar, nomor Anda sedang diambil')).toBeVisible()
  await house.start()
  await expect(numberOn(page)).toHaveText('D-001')
  await expect(paperOn(page)).toHaveText('Silakan ambil kertasnya.')
  await tap(page, 'Selesai')
  await expect(takeButton(page)).toBeVisible()

  await house.stop()
  await expect(heading(page, 'Mesin nomor sedang terputus')).toBeVisible()
  await expect(page.getByText('Mintalah nomor kepada petugas.')).toBeVisible()
  await expectAccessible(page, 'away')
  await picture(page, 'kiosk-away')
  await house.start()
  await expect(takeButton(page)).toBeVisible()
  expect(await take(page)).toBe('D-002')
})

test('an answer that does not come within a minute sends people to the staff, and leaves no number in the line', async ({
  browser,
}) => {
  const { page } = await openKiosk(browser, {}, async (fresh) => {
    await fresh.clock.install()
    await fresh.route('**/api/kiosk/take', async (route) => {
      await route.fetch()
      await route.abort()
    })
  })
  for (const name of ['Ambil nomor antrean', 'Tidak', 'Sudah pernah', 'Umum']) await tap(page, name)
  await expect.poll(async () => (await waiting()).map(({ number }) => number)).toEqual(['D-001'])
  await expect(heading(page, 'Sebentar, nomor Anda sedang diambil')).toBeVisible()
  await page.clock.runFor(61_000)
  await expect(heading(page, 'Mesin nomor sedang terputus')).toBeVisible()
  await expect(page.getByText('Mintalah nomor kepada petugas.')).toBeVisible()
  await expect.poll(waiting).toEqual([])
  await expectAccessible(page, 'unanswered')
  await tap(page, 'Kembali')
  await expect(takeButton(page)).toBeVisible()
})

test('half a minute without a touch leads back to the start, in Indonesian, with a warning first', async ({
  browser,
}) => {
  const { page } = await openKiosk(browser, {}, (fresh) => fresh.clock.install())
  await tap(page, 'English')
  await tap(page, 'Take a queue number')
  await tap(page, 'Yes')
  await expect(page.getByText(/Back to the start in \d+ seconds/)).toBeVisible()
  await page.clock.runFor(22_000)
  await expect(page.getByText('Still here? Touch the screen.')).toBeVisible()
  await page.touchscreen.tap(683, 60)
  await expect(page.getByText('Still here? Touch the screen.')).toBeHidden()
  await page.clock.runFor(31_000)
  await expect(takeButton(page)).toBeVisible()
  expect(await waiting()).toEqual([])

  await test.step('and a number leaves the screen by itself, for the next person', async () => {
    await take(page)
    await expect(paperOn(page)).toHaveText('Silakan ambil kertasnya.')
    await page.clock.runFor(9_000)
    await expect(takeButton(page)).toBeVisible()
    await page.reload()
    await expect(takeButton(page)).toBeVisible()
  })

  await test.step('and a language that somebody only tried is not left to the next person', async () => {
    await tap(page, 'English')
    await expect(heading(page, 'Welcome')).toBeVisible()
    await page.clock.runFor(31_000)
    await expect(takeButton(page)).toBeVisible()
  })
})

test('what a page asks is read aloud where the machine has a voice, and the button is absent elsewhere', async ({
  browser,
}) => {
  const silent = await openKiosk(browser)
  await expect(silent.page.getByRole('button', { name: 'Bacakan' })).toBeHidden()

  const { page } = await openKiosk(browser, {}, (fresh) => fresh.addInitScript(giveVoice))
  await tap(page, 'Ambil nomor antrean')
  await tap(page, 'Bacakan')
  const lastSaid = () => page.evaluate(() => (window as unknown as { said: string[] }).said.at(-1))
  await expect.poll(lastSaid).toMatch(/^id-ID: .*Apakah Anda perlu didahulukan\?.*Ya.*Tidak/)
  await tap(page, 'Tidak')
  await tap(page, 'Sudah pernah')
  await tap(page, 'Umum')
  await expect(numberOn(page)).toBeVisible()
  await tap(page, 'Bacakan')
  await expect.poll(lastSaid).toContain('D, 0 0 1')
})

/** The system's voice of this machine, which in the test writes down what it would say. */
function giveVoice(): void {
  const said: string[] = []
  Object.assign(window, { said })
  const voice = { lang: 'id-ID', localService: true, name: 'Damayanti', default: true, voiceURI: 'id' }
  speechSynthesis.getVoices = () => [voice]
  speechSynthesis.speak = ({ lang, text }) => void said.push(`${lang}: ${text}`)
  Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set: () => undefined })
}

test('a revoked kiosk gives no more numbers, and says how it is let in again', async ({ browser }) => {
  const { page, id } = await openKiosk(browser)
  await house.desk.api.devices.revoke({ id })
  await expect(page.getByRole('button', { name: 'Sambungkan lagi' })).toBeVisible()
  await expectAccessible(page, 'revoked')
  await tap(page, 'Sambungkan lagi')
  await expect(page).toHaveURL(/\/pair\//)
})

test('everybody can read and work it: eyes, keyboard or switch, standing or seated, lying or upright', async ({
  browser,
}) => {
  const { page } = await openKiosk(browser, { viewport: { width: 1920, height: 1080 } })
  const look = async (state: string, name?: string) => {
    await expectAccessible(page, state)
    if (name) await pictures(page, name)
  }
  const go = async (name: string) => {
    await tabTo(page.getByRole('button', { name }))
    await press(page, 'Enter')
  }
  await look('start', 'kiosk-start')
  await go('Ambil nomor antrean')
  await expect(heading(page, 'Apakah')).toBeFocused()
  await look('priority', 'kiosk-priority')
  await go('Ya')
  await look('class')
  await go('Kembali')
  await expect(heading(page, 'Apakah')).toBeFocused()
  await go('Ya')
  await go('Pilihan lain')
  await look('more classes')
  await go('Lainnya')
  await look('reason')
  await go('Sakit berat')
  await look('returning')
  await go('Baru pertama')
  await look('payer')
  await go('Tidak tahu')
  await expect(paperOn(page)).toHaveText('Silakan ambil kertasnya.')
  await look('number', 'kiosk-number')
  await go('Selesai')
  await expect(heading(page, 'Selamat datang')).toBeFocused()
})

/** Nothing that WCAG 2 AA calls serious, targets of 96 px, all of it on the screen. */
async function expectAccessible(page: Page, state: string): Promise<void> {
  await test.step(state, async () => {
    await expect(page.locator('button:disabled')).toHaveCount(0)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .analyze()
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect
      .soft(
        grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`),
        state,
      )
      .toEqual([])
    await expectInReach(page, state)
  })
}

async function expectInReach(page: Page, state: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? wide
  const choices = await page.locator('main button:visible').count()
  expect.soft(choices, `choices: ${state}`).toBeLessThanOrEqual(3)
  for (const button of await page.locator('button:visible').all()) {
    const box = await button.boundingBox()
    const name = `${state}: ${await button.innerText()}`
    expect.soft(Math.round(Math.min(box?.width ?? 0, box?.height ?? 0)), name).toBeGreaterThanOrEqual(96)
    expect.soft((box?.x ?? -1) >= 0 && (box?.y ?? -1) >= 0, name).toBe(true)
    expect.soft((box?.x ?? 0) + (box?.width ?? 0), name).toBeLessThanOrEqual(width)
    expect.soft((box?.y ?? 0) + (box?.height ?? 0), name).toBeLessThanOrEqual(height)
  }
}

async function pictures(page: Page, name: string): Promise<void> {
  await picture(page, name)
  for (const [suffix, size] of [
    ['1366', wide],
    ['upright', upright],
  ] as const) {
    await page.setViewportSize(size)
    await expectInReach(page, `${name} ${suffix}`)
    await picture(page, `${name}-${suffix}`)
  }
  await page.setViewportSize({ width: 1920, height: 1080 })
}
