import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type HubProcess, startHub } from '../../electron/hub-process.ts'
import { startHub as openHub, openPage, setUp } from '../support/hub.ts'
import { forkHub, kill } from './fork-hub.ts'

const key = 'ab'.repeat(32)
const children: ChildProcess[] = []
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'loket-shell-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rm(dataDir, { recursive: true, maxRetries: 3 }))

/** The shell's own supervisor over the real hub; only Electron's fork is replaced by Node's. */
function startShell(keyHex: string) {
  const failed = Promise.withResolvers<string>()
  const hub: HubProcess = startHub({
    fork: (port) => {
      const args = ['--data', dataDir, '--key-from-parent', '--port', port ?? '0']
      const { hub: forked, child } = forkHub('src/hub/main.ts', args)
      children.push(child)
      return forked
    },
    key: keyHex,
    onFailed: failed.resolve,
    power: { start: () => 1, stop: () => true },
    now: () => performance.now(),
    wait: (ms) => (ms < 10_000 ? Promise.resolve() : new Promise(() => {})),
  })
  return { hub, failed: failed.promise }
}

test('the shell opens the desk on the real hub, keeps it through a SIGKILL, and stops it in good order', async () => {
  const { hub } = startShell(key)
  const url = await hub.deskUrl()
  const opened = await fetch(url, { redirect: 'manual' })
  expect(opened.headers.get('location')).toMatch(/^\/desk\//)
  expect(opened.headers.get('set-cookie')).toMatch(/HttpOnly/)

  await kill(children[0])
  const again = await hub.deskUrl()
  expect(new URL(again).origin).toBe(new URL(url).origin)
  const reopened = await fetch(again, { redirect: 'manual' })
  expect(reopened.headers.get('location')).toMatch(/^\/desk\//)

  await hub.stop()
  expect(existsSync(join(dataDir, 'loket.running'))).toBe(false)
  // The key went over the channel and was kept nowhere.
  expect(existsSync(join(dataDir, 'loket.key'))).toBe(false)
})

test.each(['display', 'kiosk'] as const)(
  'a %s that the shell opens again is still let in: its cookie outlives the program',
  async (surface) => {
    const { hub, folder, close } = await openHub()
    const desk = await openPage(hub.newDeskUrl())
    await setUp(desk)
    const { url } = await desk.api.pages.open({ surface })
    const opened = await fetch(url, { redirect: 'manual' })
    await close()
    await rm(folder, { recursive: true })
    expect(opened.headers.get('location')).toMatch(new RegExp(`^/${surface}/\\?p=`))
    expect(opened.headers.get('set-cookie')).toMatch(/; Max-Age=31536000$/)
  },
)

test('a key that does not fit the data is told to the clerk, not tried again', async () => {
  const { failed } = startShell('cd'.repeat(32))
  expect(await failed).toMatch(/[Kk]unci/)
  expect(children).toHaveLength(1)
})
