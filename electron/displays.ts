import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Display,
  PowerSaveBlocker,
  Screen,
} from 'electron'
import { keep, pageToKeep, readKept } from './kept.ts'
import { securePreferences } from './security.ts'
import { keepOnPage, type Pace, type WindowClass } from './windows.ts'

/**
 * A television or kiosk of this computer from one start to the next: the page that its cookie opens, and where its
 * monitor stands (a monitor's id does not outlive a restart: electron#47649); null for a plain window.
 */
type Kept = { page: string; place: { x: number; y: number } | null }

type Monitor = Pick<Display, 'id' | 'bounds'>

type DisplayOptions = {
  Window: WindowClass
  screen: Pick<Screen, 'getAllDisplays' | 'getDisplayMatching' | 'on'>
  power: Pick<PowerSaveBlocker, 'start' | 'stop'>
  app: Pick<App, 'once'>
  preload: string
  /** Plain JSON; damaged or lost, the desk opens its displays by hand again. */
  file: string
  origin: () => string
  desk: () => BrowserWindow | null
  pace: Pace
}

export type Displays = {
  open: (url: string) => void
  /** Those that were open when Loket stopped. One whose monitor is still off comes when that is switched on. */
  reopen: () => void
}

/** The monitor for the next display: never the desk's own while there is another, then one after the other. */
export function chooseMonitor<M extends { id: number }>(
  monitors: readonly M[],
  deskMonitor: number | null,
  displaysOpen: number,
): M | null {
  const others = monitors.filter(({ id }) => id !== deskMonitor)
  return others[displaysOpen % others.length] ?? null
}

export function createDisplays(options: DisplayOptions): Displays {
  const { Window, screen, power, app, preload, file, origin, desk, pace } = options
  const shown = new Map<BrowserWindow, Kept | null>()
  let waiting: Kept[] = []
  let leaving = false
  app.once('before-quit', () => {
    leaving = true
  })

  function deskMonitor(): number | null {
    const bounds = desk()?.getBounds()
    return bounds ? screen.getDisplayMatching(bounds).id : null
  }

  function show(url: string, monitor: Monitor | null, kept: Kept | null): void {
    const window = new Window(displayWindow(monitor, preload))
    // Asked for after the window stands on its monitor: given at creation, Windows may fill the primary one.
    if (monitor) window.setFullScreen(true)
    const awake = power.start('prevent-display-sleep')
    shown.set(window, kept)
    window.webContents.on('did-navigate', (_event, reached) => {
      const page = pageToKeep(reached, origin())
      if (page === null) return
      shown.set(window, { page, place: placeOf(monitor) })
      remember()
    })
    // What a person closes stays closed; what goes because Loket ends does not.
    window.once('close', () => {
      shown.delete(window)
      remember()
    })
    window.once('closed', () => power.stop(awake))
    keepOnPage(window, pace, url, origin)
  }

  function remember(): void {
    if (leaving) return
    const kept = [...shown.values(), ...waiting].filter((display) => display !== null)
    try {
      keep(file, kept)
    } catch {
      // A full disk must not close the televisions that are open.
    }
  }

  function showWaiting(): void {
    const deskId = deskMonitor()
    const monitors = screen.getAllDisplays().filter(({ id }) => id !== deskId)
    const all = waiting
    waiting = []
    for (const kept of all) {
      const monitor = monitors.find((one) => isSame(placeOf(one), kept.place)) ?? null
      if (kept.place && !monitor) waiting.push(kept)
      else show(origin() + kept.page, monitor, kept)
    }
  }

  return {
    open(url) {
      const monitor = chooseMonitor(screen.getAllDisplays(), deskMonitor(), shown.size)
      waiting = waiting.filter(({ place }) => !isSame(place, placeOf(monitor)))
      show(url, monitor, null)
    },
    reopen() {
      waiting = readAll(file)
      showWaiting()
      screen.on('display-added', showWaiting)
    },
  }
}

function displayWindow(monitor: Monitor | null, preload: string): BrowserWindowConstructorOptions {
  return {
    title: 'Layar tunggu',
    width: 1280,
    height: 720,
    autoHideMenuBar: true,
    backgroundColor: '#0B1220',
    ...monitor?.bounds,
    // A television speaks without being touched first.
    webPreferences: { ...securePreferences(preload), autoplayPolicy: 'no-user-gesture-required' },
  }
}

function placeOf(monitor: Monitor | null): Kept['place'] {
  return monitor && { x: monitor.bounds.x, y: monitor.bounds.y }
}

function isSame(one: Kept['place'], other: Kept['place']): boolean {
  return one !== null && one.x === other?.x && one.y === other.y
}

function readAll(file: string): Kept[] {
  try {
    return readKept<Kept[]>(file) ?? []
  } catch {
    return []
  }
}
