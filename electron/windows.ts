import type { BrowserWindow } from 'electron'
import { isHubPage, securePreferences } from './security.ts'

export type WindowClass = typeof BrowserWindow

/** The machine's time, in milliseconds. */
export type Pace = { now: () => number; wait: (ms: number) => Promise<void> }

const longEnough = 60_000
const longestWait = 10_000

/**
 * The desk, maximised: it is laid out for 1366×768, and on a screen of that size the taskbar takes some of it.
 * `deskUrl` answers a new one-time address each time the page has to be fetched, and waits for a hub that is starting.
 */
export function openDesk(
  Window: WindowClass,
  preload: string,
  deskUrl: () => Promise<string>,
  pace: Pace,
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
  desk.once('ready-to-show', () => {
    desk.maximize()
    desk.show()
  })
  keepLoaded(desk, pace, async () => load(desk, await deskUrl()))
  return desk
}

/** A window on a hub elsewhere in the house. While that does not answer it says so, and tries again. */
export function openFarPage(Window: WindowClass, preload: string, url: string, pace: Pace): BrowserWindow {
  const page = new Window({
    title: 'Loket',
    width: 1366,
    height: 768,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: securePreferences(preload),
  })
  const { origin, host } = new URL(url)
  page.maximize()
  keepOnPage(
    page,
    pace,
    url,
    () => origin,
    () => load(page, waitingPage(host)),
  )
  return page
}

/** Loads `url` and keeps the window where it went from there: the code in a first address opens only once. */
export function keepOnPage(
  window: BrowserWindow,
  pace: Pace,
  url: string,
  origin: () => string,
  onFailed?: () => void,
): void {
  let address = url
  window.webContents.on('did-navigate', (_event, reached) => {
    if (isHubPage(reached, origin())) address = reached
  })
  keepLoaded(
    window,
    pace,
    () => load(window, address),
    (failed) => {
      if (isHubPage(failed, origin())) address = failed
      onFailed?.()
    },
  )
}

/** Loads a page, and again whenever it crashes or cannot be fetched: after waits that grow, as long as its window is open. */
function keepLoaded(
  window: BrowserWindow,
  { now, wait }: Pace,
  fetchPage: () => unknown,
  onFailed?: (url: string) => void,
): void {
  let failures = 0
  let failedAt = now()

  function again(): void {
    failures = now() - failedAt < longEnough ? failures + 1 : 1
    failedAt = now()
    const pause = Math.min(500 * 2 ** failures, longestWait)
    void wait(pause).then(() => window.isDestroyed() || fetchPage())
  }

  window.webContents.on('render-process-gone', again)
  window.webContents.on('did-fail-load', (_event, code, _text, url, isMainFrame) => {
    // -3: another load took this one's place.
    if (!isMainFrame || code === -3) return
    onFailed?.(url)
    again()
  })
  fetchPage()
}

/** A load that fails is answered by `did-fail-load`. */
function load(window: BrowserWindow, url: string): void {
  if (!window.isDestroyed()) window.loadURL(url).catch(() => {})
}

function waitingPage(host: string): string {
  const text = `Menunggu komputer meja pendaftaran di ${host}. Periksa apakah komputer itu menyala dan jaringan tersambung; Loket akan terbuka sendiri.`
  const html = `<!doctype html><meta charset="utf-8"><title>Loket</title><p style="font:28px sans-serif;margin:20vh 10vw">${text}</p>`
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
}
