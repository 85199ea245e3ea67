import { EventEmitter } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindowConstructorOptions } from 'electron'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseMonitor, createDisplays } from '../../electron/displays.ts'

const hub = 'http://127.0.0.1:4780'
const monitorAt = (id: number, x: number) => ({ id, bounds: { x, y: 0, width: 1920, height: 1080 } })
const [desk, hall, corridor] = [monitorAt(1, 0), monitorAt(2, 1920), monitorAt(3, 3840)] as const

test.each([
  ['one monitor: a display is a plain window', [desk], 0, null],
  ['two monitors: a display takes the one without the desk', [desk, hall], 0, hall],
  ['the second display shares it, because the desk keeps its own', [desk, hall], 1, hall],
  ['three monitors: displays take turns', [desk, hall, corridor], 1, corridor],
  ['the order of the monitors does not matter', [corridor, desk], 0, corridor],
])('%s', (_title, monitors, open, chosen) => {
  expect(chooseMonitor(monitors, desk.id, open)).toBe(chosen)
})

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-displays-'))
  file = join(folder, 'displays.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A computer as Electron shows it to the shell, from one start to its end; its waits are over at once, but remembered. */
function startComputer(monitors: readonly ReturnType<typeof monitorAt>[]) {
  const windows: Television[] = []
  const waits: number[] = []
  const awake = new Set<number>()
  class Television extends EventEmitter {
    webContents = new EventEmitter()
    loaded: string[] = []
    fullScreen = false
    options: BrowserWindowConstructorOptions
    constructor(options: BrowserWindowConstructorOptions) {
      super()
      this.options = options
      windows.push(this)
    }
    loadURL = async (url: string) => void this.loaded.push(url)
    setFullScreen = (on: boolean) => {
      this.fullScreen = on
    }
    isDestroyed = () => false
    closeByHand() {
      this.emit('close')
      this.emit('closed')
    }
    /** The hub answers: the one-time code is spent, and the page has its own address. */
    arrive(path: string) {
      this.webContents.emit('did-navigate', {}, hub + path)
    }
  }
  const screen = Object.assign(new EventEmitter(), {
    attached: monitors,
    getAllDisplays: () => screen.attached,
    getDisplayMatching: () => desk,
  })
  const app = new EventEmitter()
  const displays = createDisplays({
    Window: Television,
    screen,
    power: {
      start: () => awake.add(awake.size).size - 1,
      stop: (id: number) => awake.delete(id),
    },
    app,
    preload: '/app/preload.cjs',
    file,
    origin: () => hub,
    desk: () => ({ getBounds: () => desk.bounds }),
    pace: {
      now: () => 0,
      wait: async (ms: number) => void waits.push(ms),
    },
  } as unknown as Parameters<typeof createDisplays>[0])
  return { ...displays, windows, waits, awake, screen, app }
}

test('a television fills its monitor in the sandbox, speaks untouched, and is kept awake until it is closed', () => {
  const { open, windows, awake } = startComputer([desk, hall])
  open(`${hub}/open?code=1`)
  const [television] = windows
  expect(television?.options).toMatchObject({ x: 1920, width: 1920 })
  expect(television?.options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    autoplayPolicy: 'no-user-gesture-required',
  })
  expect(television?.fullScreen).toBe(true)
  expect(awake.size).toBe(1)
  television?.closeByHand()
  expect(awake.size).toBe(0)
})

test.each([
  ['crashes', 'render-process-gone', [{ reason: 'crashed' }]],
  [
    'cannot be fetched again',
    'did-fail-load',
    [-102, 'ERR_CONNECTION_REFUSED', `${hub}/display/?p=01a2`, true],
  ],
] as const)(
  'a television whose page %s comes back at its own address, not at the spent code',
  async (_title, event, facts) => {
    const { open, windows } = startComputer([desk, hall])
    open(`${hub}/open?code=1`)
    const [television] = windows
    television?.arrive('/display/?p=01a2')
    television?.webContents.emit(event, {}, ...facts)
    await expect.poll(() => television?.loaded).toEqual([`${hub}/open?code=1`, `${hub}/display/?p=01a2`])
  },
)

test('a page that fails again and again is fetched after waits that grow, and never given up', async () => {
  const { open, windows, waits } = startComputer([desk, hall])
  open(`${hub}/open?code=1`)
  const [television] = windows
  for (let fall = 0; fall < 8; fall++)
    television?.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
  expect(waits).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000])
  await expect.poll(() => television?.loaded).toHaveLength(9)
})

test('a frame that failed, or a load whose place another took, is no reason to fetch a page again', () => {
  const { open, windows, waits } = startComputer([desk, hall])
  open(`${hub}/open?code=1`)
  windows[0]?.webContents.emit('did-fail-load', {}, -102, '', `${hub}/display/?p=01a2`, false)
  windows[0]?.webContents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', `${hub}/display/?p=01a2`, true)
  expect(waits).toEqual([])
})

test('what was open when Loket stopped is open again at its monitor; what a person had closed is not', () => {
  const before = startComputer([desk, hall, corridor])
  for (const code of [1, 2, 3]) before.open(`${hub}/open?code=${code}`)
  const [television, kiosk, closed] = before.windows
  television?.arrive('/display/?p=01a2')
  kiosk?.arrive('/kiosk/?p=02b3')
  closed?.arrive('/display/?p=03c4')
  closed?.closeByHand()
  before.app.emit('before-quit')
  television?.closeByHand()
  kiosk?.closeByHand()

  // Electron numbers the monitors anew.
  const { reopen, windows } = startComputer([{ ...corridor, id: 7 }, { ...hall, id: 8 }, desk])
  reopen()
  const shown = windows.map(({ loaded, options, fullScreen }) => ({ loaded, x: options.x, fullScreen }))
  expect(shown).toEqual([
    { loaded: [`${hub}/display/?p=01a2`], x: 1920, fullScreen: true },
    { loaded: [`${hub}/kiosk/?p=02b3`], x: 3840, fullScreen: true },
  ])
})

test('a power cut leaves the same: every display is kept as soon as it has its own address', () => {
  const before = startComputer([desk, hall])
  before.open(`${hub}/open?code=1`)
  expect(() => readFileSync(file)).toThrow('ENOENT')
  before.windows[0]?.arrive('/display/?p=01a2')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([
    { page: '/display/?p=01a2', place: { x: 1920, y: 0 } },
  ])
})

test('a television that is still off in the morning comes when it is switched on, and is not forgotten meanwhile', () => {
  const kept = [
    { page: '/display/?p=01a2', place: { x: 1920, y: 0 } },
    { page: '/display/?p=02b3', place: { x: 3840, y: 0 } },
  ]
  writeFileSync(file, JSON.stringify(kept))
  const { reopen, windows, screen } = startComputer([desk, hall])
  reopen()
  expect(windows.map(({ loaded }) => loaded)).toEqual([[`${hub}/display/?p=01a2`]])
  windows[0]?.arrive('/display/?p=01a2')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(kept)

  screen.attached = [desk, hall, corridor]
  screen.emit('display-added')
  expect(windows.map(({ loaded }) => loaded.at(-1))).toEqual(kept.map(({ page }) => hub + page))
})

test('a display opened by hand takes the place of the one that was awaited there', () => {
  writeFileSync(file, JSON.stringify([{ page: '/display/?p=01a2', place: { x: 1920, y: 0 } }]))
  const { open, reopen, windows, screen } = startComputer([desk])
  reopen()
  screen.attached = [desk, hall]
  open(`${hub}/open?code=1`)
  windows[0]?.arrive('/display/?p=05e6')
  screen.emit('display-added')
  expect(windows).toHaveLength(1)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ page: '/display/?p=05e6' }])
})

test('a damaged list of displays opens none, and the desk goes on', () => {
  writeFileSync(file, '[{"page"')
  const { reopen, windows } = startComputer([desk, hall])
  reopen()
  expect(windows).toEqual([])
})
