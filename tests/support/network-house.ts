import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import type { Room } from '#domain/room'
import { buildIfStale } from '../../scripts/build.ts'
import { startProgram } from './clocked-program.ts'
import { type Client, openPage, saturdayMorning, setUp } from './hub.ts'
import { attachPrinter, type Printer } from './printer.ts'

/** A small Puskesmas with a network: the hub as a program of its own, its desk in a browser, devices in theirs. */
export type NetworkHouse = {
  /** As the clerk sees it; whoever set the house up is signed in. */
  desk: Page
  /** The same desk, for what need not be done by hand. */
  api: Client
  /** At the desk. */
  printer: Printer
  rooms: readonly Room[]
  roomNamed: (name: string) => Room
  /** A browser that nobody has paired yet. */
  openBrowser: (chromium: Browser, options?: BrowserContextOptions) => Promise<BrowserContext>
  /** The hub's clock goes on by so many minutes; screens keep the machine's own, so they never agree. */
  pass: (minutes: number) => Promise<void>
  kill: () => Promise<void>
  /** On the same folder and ports, so that whoever was connected finds it again. */
  start: () => Promise<void>
  remove: () => Promise<void>
}

export async function openNetworkHouse(chromium: Browser): Promise<NetworkHouse> {
  buildIfStale()
  const folder = mkdtempSync(join(tmpdir(), 'loket-e2e-network-'))
  const port = await findThreePorts()
  let ahead = Date.parse(saturdayMorning) - Date.now()
  const hubTime = () => new Date(Date.now() + ahead).toISOString()
  let program = await startProgram('hub', { folder, at: hubTime(), port })
  const { id, cookie, origin, api } = await openPage(program.url)
  const { rooms: presets } = await api.setup.presets()
  const small = presets.find(({ code }) => code === 'kecil')?.rooms ?? []
  await setUp({ id, cookie, origin, api }, { rooms: small })
  const rooms = (await api.session.current()).facility?.rooms ?? []

  const contexts: BrowserContext[] = []
  async function openBrowser(of: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await of.newContext({ timezoneId: 'Asia/Jayapura', ...options })
    contexts.push(context)
    return context
  }

  const browser = await openBrowser(chromium)
  const printer = await attachPrinter(browser)
  const [name = '', value = ''] = cookie.split('=')
  await browser.addCookies([{ name, value, url: origin }])
  const desk = await browser.newPage()
  await desk.goto(`${origin}/desk/?p=${id}`)

  return {
    desk,
    api,
    printer,
    rooms,
    roomNamed: (wanted) => {
      const room = rooms.find((one) => one.name === wanted)
      if (!room) throw new Error(`no room ${wanted}`)
      return room
    },
    openBrowser,
    pass: (minutes) => {
      ahead += minutes * 60_000
      return program.setTime(hubTime())
    },
    kill: () => program.stop('SIGKILL'),
    start: async () => {
      program = await startProgram('hub', { folder, at: hubTime(), port })
    },
    remove: async () => {
      for (const context of contexts) await context.close()
      await program.stop('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The hub takes the two ports behind the desk's for the network, and takes the same again after a restart. */
async function findThreePorts(): Promise<string> {
  for (;;) {
    const first = await tryPort(0)
    const others = first === null ? [] : [await tryPort(first + 1), await tryPort(first + 2)]
    if (first !== null && !others.includes(null)) return String(first)
  }
}

/** Null when somebody else has it. */
function tryPort(wanted: number): Promise<number | null> {
  if (wanted > 65_535) return Promise.resolve(null)
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(null))
    server.listen(wanted, () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : null
      server.close(() => resolve(port))
    })
  })
}
