import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Server } from 'node:tls'
import type { Session } from 'electron'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Issued, issueAuthority, issueLeaf } from '#hub/lan/issue'
import { pageToKeep } from '../../electron/kept.ts'
import { readAddress, startRoom } from '../../electron/room-mode.ts'

const hub = 'https://192.168.1.20:4782'

test.each([
  [hub, hub],
  [`${hub}/pair/`, hub],
  ['https://loket-p8204011.local:4782/', 'https://loket-p8204011.local:4782'],
  ['http://192.168.1.20:4781', null],
  ['192.168.1.20:4782', null],
  ['https://192.168.1.20@example.org/', null],
  ['file:///etc/passwd', null],
  ['', null],
])('--room %s leads to %s', (typed, address) => {
  expect(readAddress(typed)).toBe(address)
})

test.each([
  [`${hub}/room/?p=01a2`, '/room/?p=01a2'],
  [`${hub}/desk/?p=01a2`, '/desk/?p=01a2'],
  [`${hub}/pair/`, null],
  [`${hub}/room/`, null],
  ['https://192.168.1.20:4782.example.org/room/?p=01a2', null],
  ['about:blank', null],
])('after %s a restart goes on at %s', (url, page) => {
  expect(pageToKeep(url, hub)).toBe(page)
})

const folder = mkdtempSync(join(tmpdir(), 'loket-room-'))
const file = join(folder, 'room.json')
let leaf: Issued
let stranger: Issued
let server: Server
let address: string

beforeAll(async () => {
  const names = { dns: [], ip: ['127.0.0.1'] }
  const authority = () => issueAuthority('P1', ['local'], Date.now())
  leaf = await issueLeaf(await authority(), names, Date.now())
  stranger = await issueLeaf(await authority(), names, Date.now())
  server = createServer({ cert: leaf.certificate, key: leaf.key }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

/** A room's computer as Electron shows it to the shell; the person at it answers every question with `answer`. */
async function startComputer(answer: number, clock = Date.now) {
  const seen = {
    asked: [] as string[],
    messages: [] as string[],
    loaded: [] as string[],
    gaveUp: [] as string[],
    quit: 0,
  }
  const webContents = new EventEmitter()
  let verify: Parameters<Session['setCertificateVerifyProc']>[0] = null
  class Window {
    webContents = webContents
    maximize() {}
    isDestroyed = () => false
    loadURL = async (url: string) => void seen.loaded.push(url)
  }
  const options = {
    address,
    file,
    app: Object.assign(new EventEmitter(), {
      quit: () => {
        seen.quit += 1
      },
    }),
    Window,
    dialog: {
      showMessageBox: async ({ message, detail }: { message: string; detail: string }) => {
        seen.messages.push(message)
        seen.asked.push(detail)
        return { response: answer }
      },
    },
    session: {
      setCertificateVerifyProc: (proc: typeof verify) => {
        verify = proc
      },
    },
    pace: { now: clock, wait: async () => {} },
    preload: '/app/preload.cjs',
    giveUp: (sentence: string) => void seen.gaveUp.push(sentence),
  }
  await startRoom(options as unknown as Parameters<typeof startRoom>[0])
  const meet = ({ certificate: data }: Issued) => {
    const codes: number[] = []
    const request = { hostname: '127.0.0.1', certificate: { data } } as Parameters<
      NonNullable<typeof verify>
    >[0]
    verify?.(request, (code) => codes.push(code))
    return codes
  }
  return { ...seen, seen, webContents, meet }
}

test('a room whose person does not recognise the fingerprint opens nothing and keeps nothing', async () => {
  const { seen } = await startComputer(1)
  expect(seen.asked).toHaveLength(1)
  expect(seen).toMatchObject({ loaded: [], quit: 1 })
  expect(() => readFileSync(file)).toThrow('ENOENT')
})

test('a computer whose date is wrong is told so, with the date it believes in, and trusts nobody', async () => {
  const { seen } = await startComputer(1, () => Date.UTC(2019, 0, 1, 12))
  expect(seen.messages).toEqual(['Tanggal komputer ini tidak cocok'])
  expect(seen.asked[0]).toContain('1 Januari 2019')
  expect(seen).toMatchObject({ loaded: [], quit: 1 })
  expect(() => readFileSync(file)).toThrow('ENOENT')
})

test('once recognised, the authority is kept: later starts ask nobody, go on at their page, and refuse a stranger', async () => {
  const first = await startComputer(0)
  expect(first.asked[0]).toMatch(/([0-9A-F]{4} ){7}[0-9A-F]{4}$/)
  expect(first.loaded).toEqual([`${address}/pair/`])
  expect(first.meet(leaf)).toEqual([0])
  first.webContents.emit('did-navigate', {}, `${address}/room/?p=01a2`)
  await expect.poll(() => JSON.parse(readFileSync(file, 'utf8')).page).toBe('/room/?p=01a2')

  const later = await startComputer(0)
  expect(later.asked).toEqual([])
  expect(later.loaded).toEqual([`${address}/room/?p=01a2`])
  expect(later.meet(stranger)).toEqual([-2])
  expect(later.seen.gaveUp[0]).toContain('bukan Loket yang dikenal komputer ini')
  expect(later.meet(leaf)).toEqual([0])
})

test('a room whose page crashed is back at that page, not at the pairing page', async () => {
  const room = await startComputer(0)
  room.webContents.emit('did-navigate', {}, `${address}/room/?p=09ff`)
  room.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
  await expect.poll(() => room.loaded.at(-1)).toBe(`${address}/room/?p=09ff`)
})
