import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Patient } from 'fhir/r4'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type HubProcess, startHub } from '../../electron/hub-process.ts'
import { createLeaving } from '../../electron/leaving.ts'
import { admit, openPage, setUp, type TestPage } from '../support/hub.ts'
import { type Account, type Dinkes, openDinkes } from '../sync/dinkes.ts'
import { forkHub } from './fork-hub.ts'

/** The real hub under the shell's own supervisor, and a real district; only Electron's fork and dialog are replaced. */
let dinkes: Dinkes
let account: Account
let dataDir: string
let child: ChildProcess
let hub: HubProcess
let desk: TestPage

beforeAll(async () => {
  dinkes = await openDinkes()
})
afterAll(() => dinkes.close())
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'loket-leaving-'))
  account = await dinkes.admit('Puskesmas Teluk Harapan')
  hub = startHub({
    fork: (port) => {
      const args = ['--data', dataDir, '--key-from-parent', '--port', port ?? '0']
      const forked = forkHub('src/hub/main.ts', args)
      child = forked.child
      return forked.hub
    },
    key: 'ab'.repeat(32),
    onFailed: () => {},
    power: { start: () => 1, stop: () => true },
    now: () => performance.now(),
    wait: () => new Promise(() => {}),
  })
  desk = await openPage(await hub.deskUrl())
  await setUp(desk, { code: account.code })
  await desk.api.sync.saveSettings({
    baseUrl: dinkes.baseUrl,
    signIn: 'oauth2',
    clientId: account.clientId,
    secret: account.clientSecret,
    kbitPerSecond: null,
  })
})
afterEach(async () => {
  dinkes.proxy.decide(null)
  child.kill('SIGKILL')
  await rm(dataDir, { recursive: true, maxRetries: 3 })
})

type Box = { message: string; detail?: string; buttons?: string[]; signal?: AbortSignal }

/** The person at the computer: presses the named button; a box with none of them stays until it closes by itself. */
function personWho(...presses: string[]) {
  const boxes: Box[] = []
  let quits = 0
  const dialog = {
    showMessageBox: async (box: Box) => {
      boxes.push(box)
      const response = (box.buttons ?? []).findIndex((button) => presses.includes(button))
      if (response < 0 && box.signal && !box.signal.aborted)
        await new Promise((resolve) => box.signal?.addEventListener('abort', resolve))
      return { response: Math.max(0, response), checkboxChecked: false }
    },
  }
  const leave = createLeaving({
    hub,
    dialog: dialog as unknown as Parameters<typeof createLeaving>[0]['dialog'],
    quit: () => {
      quits += 1
    },
  })
  return { leave, said: () => boxes.map(({ message }) => message), boxes, quits: () => quits }
}

const arrived = async () => (await dinkes.list<Patient>(account, 'Patient')).length

test('with nothing to send Loket is switched off without a question', async () => {
  await hub.send()
  const person = personWho()
  await person.leave()
  expect([person.said(), person.quits()]).toEqual([[], 1])
})

// The Puskesmas, its 18 rooms, a patient and a visit.
test('what waits is offered; sent, the district has it, and Loket is switched off', async () => {
  await admit(desk)
  const person = personWho('Kirim, lalu matikan')
  await person.leave()
  expect(person.said()).toEqual(['21 data belum dikirim ke dinas.', 'Mengirim ke dinas …'])
  expect(person.quits()).toBe(1)
  expect(await arrived()).toBe(1)
})

test('who would rather leave, leaves, and nothing is lost; who thinks again, stays', async () => {
  await admit(desk)
  const staying = personWho('Batal')
  await staying.leave()
  expect(staying.quits()).toBe(0)
  const leaving = personWho('Matikan tanpa mengirim')
  await leaving.leave()
  expect([leaving.quits(), await arrived()]).toEqual([1, 0])
  expect(await hub.standing()).toEqual({ waiting: 21, running: false })
})

test('a sending that a person has paused is not offered', async () => {
  await admit(desk)
  await desk.api.sync.pause({ paused: true })
  const person = personWho()
  await person.leave()
  expect([person.said(), person.quits()]).toEqual([[], 1])
})

test('what could not be sent is said, and what to think of it', async () => {
  await admit(desk)
  dinkes.proxy.decide(({ path }) =>
    path === '/oauth2/token' ? { answer: { status: 401, body: '{"error":"invalid_client"}' } } : null,
  )
  const person = personWho('Kirim, lalu matikan')
  await person.leave()
  expect(person.said().at(-1)).toBe('Belum semua terkirim.')
  expect(person.boxes.at(-1)?.detail).toMatch(
    /kunci.*data masih menunggu dan dikirim lagi nanti\. Tidak ada yang hilang\.$/is,
  )
  expect(person.quits()).toBe(1)
})

test('a district that does not answer holds nobody: the run is ended, the hub stops in good order', async () => {
  await admit(desk)
  const reached = Promise.withResolvers<void>()
  dinkes.proxy.decide(({ path }) => {
    if (path !== '/fhir') return null
    reached.resolve()
    return new Promise(() => {})
  })
  await desk.api.sync.start()
  await reached.promise
  const person = personWho('Tunggu selesai, lalu matikan', 'Hentikan dan matikan')
  await person.leave()
  expect(person.said()).toEqual(['Pengiriman ke dinas sedang berjalan.', 'Mengirim ke dinas …'])
  expect(person.quits()).toBe(1)
  await hub.stop()
  expect(existsSync(join(dataDir, 'loket.running'))).toBe(false)
})

test('a second click while the question stands asks nothing more', async () => {
  await admit(desk)
  const answer = Promise.withResolvers<{ response: number; checkboxChecked: boolean }>()
  let asked = 0
  const showMessageBox = () => {
    asked += 1
    return answer.promise
  }
  const quits: true[] = []
  const dialog = { showMessageBox } as unknown as Parameters<typeof createLeaving>[0]['dialog']
  const leave = createLeaving({ hub, dialog, quit: () => void quits.push(true) })
  const first = leave()
  await leave()
  answer.resolve({ response: 1, checkboxChecked: false })
  await first
  expect([asked, quits]).toEqual([1, [true]])
})

test('a hub that has fallen keeps nobody', async () => {
  await admit(desk)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  const person = personWho()
  await person.leave()
  expect([person.said(), person.quits()]).toEqual([[], 1])
})
