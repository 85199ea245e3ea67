import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { isRoot } from '../../scripts/find-chromium.ts'

/** Runs where Electron's binary is: `npm run test:desktop`. */
let dataDir: string
let app: ElectronApplication
let desk: Page

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'loket-desktop-'))
  // A key of its own: a test machine has no keyring that the shell would trust.
  await writeFile(join(dataDir, 'loket.key'), 'ab'.repeat(32), { mode: 0o600 })
  const profile = `--user-data-dir=${join(dataDir, 'desktop')}`
  const sandbox = isRoot() ? ['--no-sandbox'] : []
  app = await _electron.launch({ args: [...sandbox, profile, '.', '--data', dataDir, '--port', '0'] })
  desk = await app.firstWindow()
  await desk.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/desk/)
})
test.afterAll(() => rm(dataDir, { recursive: true }))

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

test('a display opens beside the desk, without the functions of the shell', async () => {
  const opening = app.waitForEvent('window')
  await desk.evaluate(() => window.desktop?.openDisplay(`${location.origin}/display/`))
  const display = await opening
  expect(await display.evaluate(() => window.desktop)).toBeUndefined()
  await display.close()
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
