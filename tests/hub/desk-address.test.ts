import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askForDesk, type DeskAddress } from '#hub/desk-address'
import { openPage, removeFolder, startHub } from '../support/hub.ts'
import { type HubProgram, runHub } from '../support/hub-program.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'loket-address-'))
const file = join(folder, 'loket.address')
let hub: HubProgram
beforeAll(async () => {
  hub = await runHub(['--data', folder, '--port', '0'])
})
afterAll(async () => {
  await hub.stop('SIGKILL')
  removeFolder(folder)
})

const address = (): DeskAddress => JSON.parse(readFileSync(file, 'utf8'))
const ask = (headers: Record<string, string>, method = 'POST') =>
  fetch(`${address().origin}/desk-url`, { method, headers })

test('the address of a running hub is readable by its owner only', () => {
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('each address that is asked for opens the desk, once', async () => {
  const first = (await askForDesk(folder)) ?? ''
  const second = (await askForDesk(folder)) ?? ''
  expect(second).not.toBe(first)
  for (const url of [first, second]) {
    const desk = await openPage(url)
    expect((await desk.api.session.current()).facility).toBe(null)
  }
  expect((await fetch(first, { redirect: 'manual' })).status).toBe(410)
})

test('nobody gets an address without the secret, with another one, by reading, or from a page of another site', async () => {
  const { secret } = address()
  const tries = [
    ask({}),
    ask({ 'loket-secret': '' }),
    ask({ 'loket-secret': `${secret}x` }),
    ask({ 'loket-secret': secret.slice(1) }),
    ask({ 'loket-secret': secret }, 'GET'),
    ask({ 'loket-secret': secret, origin: 'http://evil.example' }),
  ]
  for (const answer of await Promise.all(tries)) {
    expect(answer.status).toBe(403)
    expect(await answer.text()).not.toContain('code=')
  }
})

test('a second start on the same folder leads to the desk of the running one', async () => {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const start = [join(root, 'scripts', 'start.ts'), '--data', folder]
  const { stdout } = await promisify(execFile)(process.execPath, start, { env })
  expect(stdout).toContain('Loket sudah berjalan')
  const [url = ''] = /http:\S+/.exec(stdout) ?? []
  expect(new URL(url).origin).toBe(address().origin)
  await openPage(url)
})

test('a page that Loket did not open tells the desk to start Loket from its icon', async () => {
  const spent = await fetch(`${address().origin}/open?code=spent`)
  expect(await spent.text()).toContain('Jalankan Loket lagi dari ikonnya')
})

test('a hub that was killed leaves an address that nobody answers, and the next one its own', async () => {
  await hub.stop('SIGKILL')
  expect(await askForDesk(folder)).toBe(null)
  hub = await runHub(['--data', folder, '--port', '0'])
  await openPage((await askForDesk(folder)) ?? '')
})

test('a clean stop takes the address away', async () => {
  await hub.stop('SIGTERM')
  expect(existsSync(file)).toBe(false)
  expect(await askForDesk(folder)).toBe(null)
})

test('a hub under the desktop shell publishes no address and hands out none', async () => {
  const inShell = await startHub()
  expect(existsSync(join(inShell.folder, 'loket.address'))).toBe(false)
  const answer = await fetch(`${inShell.hub.origin}/desk-url`, { method: 'POST' })
  expect(answer.status).toBe(404)
  await inShell.close()
  removeFolder(inShell.folder)
})
