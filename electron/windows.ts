import type { BrowserWindow, PowerSaveBlocker, Screen } from 'electron'
import { securePreferences } from './security.ts'

type WindowClass = typeof BrowserWindow

/**
 * The desk, maximised: it is laid out for 1366×768, and on a screen of that size the taskbar takes some of it.
 * `deskUrl` answers a new one-time address each time the page has to be fetched.
 */
export function openDesk(
  Window: WindowClass,
  preload: string,
  deskUrl: () => Promise<string>,
): BrowserWindow {
  const desk = new Window({
    title: 'Loket',
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: securePreferences(preload),
  })
  async function load(): Promise<void> {
    const url = await deskUrl()
    // A load that fails is tried again below.
    if (!desk.isDestroyed()) await desk.loadURL(url).catch(() => {})
  }
  desk.once('ready-to-show', () => {
    desk.maximize()
    desk.show()
  })
  desk.webContents.on('render-process-gone', () => void load())
  desk.webContents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
    // The hub may be just starting again. -3: another load took this one's place.
    if (isMainFrame && code !== -3) void load()
  })
  void load()
  return desk
}

/** The monitor for the next display: never the desk's own while there is another, then one after the other. */
export function chooseMonitor<M extends { id: number }>(
  monitors: readonly M[],
  deskMonitor: number,
  displaysOpen: number,
): M | null {
  const others = monitors.filter(({ id }) => id !== deskMonitor)
  return others[displaysOpen % others.length] ?? null
}

/** A television: no preload, and kept awake for as long as it is open. With one monitor only, a plain window. */
export function createDisplayOpener(
  Window: WindowClass,
  screen: Pick<Screen, 'getAllDisplays' | 'getDisplayMatching'>,
  power: Pick<PowerSaveBlocker, 'start' | 'stop'>,
): (desk: BrowserWindow, url: string) => Promise<void> {
  const open = new Set<BrowserWindow>()
  return async (desk, url) => {
    const deskMonitor = screen.getDisplayMatching(desk.getBounds())
    const monitor = chooseMonitor(screen.getAllDisplays(), deskMonitor.id, open.size)
    const display = new Window({
      title: 'Layar tunggu',
      width: 1280,
      height: 720,
      autoHideMenuBar: true,
      backgroundColor: '#0B1220',
      ...monitor?.bounds,
      webPreferences: securePreferences(),
    })
    // Asked for after the window stands on its monitor: given at creation, Windows may fill the primary one.
    if (monitor) display.setFullScreen(true)
    const awake = power.start('prevent-display-sleep')
    open.add(display)
    display.once('closed', () => {
      open.delete(display)
      power.stop(awake)
    })
    await display.loadURL(url)
  }
}
