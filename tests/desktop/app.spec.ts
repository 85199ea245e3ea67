import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { issueAuthority, issueLeaf } from '#hub/lan/issue'
import { isRoot } from '../../scripts/find-chromium.ts'
import { type Client, clientOf, setUp } from '../support/hub.ts'

/** Runs where Electron's binary is: `npm run test:desktop`. */
let dataDir: string
let app: ElectronApplication
let desk: Page

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'loket-desktop-'))
  // A key of its own: a test machine has no keyring that the shell would trust.
  await writeFile(join(dataDir, 'loket.key'), 'ab'.repeat(32), { mode: 0o600 })
  await startApp()
})
test.afterAll(() => rm(dataDir, { recursive: true }))

function launch(profile: string, args: readonly string[]): Promise<ElectronApplication> {
  const sandbox = isRoot() ? ['--no-sandbox'] : []
  return _electron.launch({ args: [...sandbox, `--user-data-dir=${profile}`, '.', ...args] })
}

async function startApp(): Promise<void> {
  app = await launch(join(dataDir, 'desktop'), ['--data', dataDir, '--port', '0'])
  desk = await app.firstWindow()
  await desk.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/desk/)
}

/** The desk's page outside the window, for what need not be done by hand. */
async function deskApi(): Promise<Client> {
  const { origin, searchParams } = new URL(desk.url())
  const id = searchParams.get('p') ?? ''
  const cookies = await app.context().cookies(origin)
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const api = clientOf(origin, { 'loket-page': id, cookie })
  if (!(await api.session.current()).facility) await setUp({ id, cookie, origin, api })
  return api
}

async function openShow(surface: 'display' | 'kiosk'): Promise<Page> {
  const { url } = await (await deskApi()).pages.open({ surface })
  const opening = app.waitForEvent('window')
  await desk.evaluate((address) => window.desktop?.openDisplay?.(address), url)
  const show = await opening
  await show.waitForURL(new RegExp(`/${surface}/\\?p=`))
  return show
}

/** Of the window at this address: the process that draws it, or null while there is none. */
function processAt(url: string): Promise<number | null> {
  return app.evaluate(({ webContents }, wanted) => {
    const found = webContents.getAllWebContents().find((contents) => contents.getURL() === wanted)
    return found && !found.isCrashed() && !found.isLoading() ? found.getOSProcessId() : null
  }, url)
}

test('the desk is a sandboxed page that knows two named functions of the shell and nothing of Node', async () => {
  const seen = await desk.evaluate(() => ({
    desktop: Object.keys(window.desktop ?? {}),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
  }))
  expect(seen).toEqual({ desktop: ['printTicket', 'openDisplay'], node: [] })
})

test('the desk opens no foreign window, goes to no foreign page, and is granted no permission', async () => {
  const before = desk.url()
  const opened = await desk.evaluate(() => window.open('https://example.org/') !== null)
  await desk.evaluate(() => location.assign('https://example.org/'))
  const place = await desk.evaluate(() => navigator.permissions.query({ name: 'geolocation' }))
  expect(opened).toBe(false)
  expect(desk.url()).toBe(before)
  expect(place.state).not.toBe('granted')
  expect(app.windows()).toHaveLength(1)
})

test('a kiosk knows one function of the shell, and a display none; F fills the monitor', async () => {
  const kiosk = await openShow('kiosk')
  expect(await kiosk.evaluate(() => Object.keys(window.desktop ?? {}))).toEqual(['printTicket'])
  await kiosk.close()

  const display = await openShow('display')
  expect(await display.evaluate(() => window.desktop)).toBeUndefined()
  await display.keyboard.press('f')
  await expect.poll(() => display.evaluate(() => document.fullscreenElement !== null)).toBe(true)
  await display.close()
})

test('a display whose page crashed is back at its own address, and open again at the next start', async () => {
  const url = (await openShow('display')).url()
  const before = await processAt(url)
  await app.evaluate(({ webContents }, wanted) => {
    const shown = webContents.getAllWebContents().find((contents) => contents.getURL() === wanted)
    shown?.forcefullyCrashRenderer()
  }, url)
  await expect
    .poll(async () => {
      const now = await processAt(url)
      return now !== null && now !== before
    })
    .toBe(true)

  await app.close()
  await startApp()
  const { pathname, search } = new URL(url)
  const again = `${new URL(desk.url()).origin}${pathname}${search}`
  await expect.poll(() => processAt(again)).not.toBe(null)
})

test('the desk goes on at the same address after its hub was killed', async () => {
  const findHub = () =>
    app.evaluate(({ app: shell }) => shell.getAppMetrics().find(({ name }) => name === 'loket-hub')?.pid)
  const killed = await findHub()
  expect(killed).toBeGreaterThan(0)
  process.kill(killed ?? 0, 'SIGKILL')
  await expect.poll(findHub).not.toBe(killed)
  await expect
    .poll(() =>
      desk.evaluate(() =>
        fetch('/desk/').then(
          ({ ok }) => ok,
          () => false,
        ),
      ),
    )
    .toBe(true)
})

test('closing Loket stops the hub in good order', async () => {
  await app.close()
  expect(existsSync(join(dataDir, 'loket.db'))).toBe(true)
  expect(existsSync(join(dataDir, 'loket.running'))).toBe(false)
})

test('a room says that a stranger answers in the place of its Loket, and asks nothing of it', async () => {
  const now = Date.now()
  const [ours, stranger] = [
    await issueAuthority('P1', ['local'], now),
    await issueAuthority('P1', ['local'], now),
  ]
  const { certificate: cert, key } = await issueLeaf(stranger, { dns: [], ip: ['127.0.0.1'] }, now)
  const asked: (string | undefined)[] = []
  const server = createServer({ cert, key }, ({ url }, response) => {
    asked.push(url)
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const profile = join(dataDir, 'room')
  await mkdir(profile)
  const kept = { authority: ours.certificate, page: '/room/?p=01a2' }
  await writeFile(join(profile, 'room.json'), JSON.stringify(kept))

  const room = await launch(profile, ['--room', address])
  let said = ''
  room.process().stderr?.on('data', (part) => {
    said += String(part)
  })
  await expect.poll(() => said).toContain('bukan Loket yang dikenal komputer ini')
  expect(asked).toEqual([])
  // Its sentence stands on the screen until somebody reads it.
  room.process().kill('SIGKILL')
  server.close()
})
