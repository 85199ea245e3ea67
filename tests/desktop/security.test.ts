import { EventEmitter } from 'node:events'
import type { WebContents, WindowOpenHandlerResponse } from 'electron'
import { describe, expect, test } from 'vitest'
import {
  guardContents,
  guardPermissions,
  isHubPage,
  isTrustedSender,
  mayOpenWindow,
  securePreferences,
} from '../../electron/security.ts'

const hub = 'http://127.0.0.1:4170'

const foreign = [
  'https://example.org/',
  'http://127.0.0.1:4170.example.org/',
  'http://127.0.0.1:4171/',
  'http://localhost:4170/',
  'http://127.0.0.1:4170@example.org/',
  'https://127.0.0.1:4170/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,<p>',
  'about:blank',
  '',
]

describe('what a page may reach', () => {
  test.each(foreign)('%s is not a page of the hub', (url) => {
    expect(isHubPage(url, hub)).toBe(false)
    expect(mayOpenWindow(url, hub)).toBe(false)
  })

  test('every path of the hub itself is', () => {
    expect(isHubPage(`${hub}/desk/`, hub)).toBe(true)
    expect(isHubPage(`${hub}/open?code=abc`, hub)).toBe(true)
  })

  test('nothing is a page of the hub before the hub is ready', () => {
    expect(isHubPage(`${hub}/desk/`, '')).toBe(false)
    expect(isHubPage('about:blank', '')).toBe(false)
  })

  test.each([
    ['/open?code=abc', true],
    ['/room/', true],
    ['/display', true],
    ['/kiosk/?p=01a2', true],
    ['/desk/', false],
    ['/api/openapi.json', false],
    ['/roommate', false],
    ['/room/../desk/', false],
  ])('a new window on %s: %s', (path, allowed) => {
    expect(mayOpenWindow(hub + path, hub)).toBe(allowed)
  })
})

/** A page as Electron shows it to its guard: events, and one handler for new windows. */
function openPage() {
  const events = new EventEmitter()
  let ask: (details: { url: string }) => WindowOpenHandlerResponse = () => ({ action: 'allow' })
  const page = Object.assign(events, {
    setWindowOpenHandler: (handler: typeof ask) => {
      ask = handler
    },
  })
  guardContents(page as unknown as WebContents, () => hub)
  return {
    openWindow: (url: string) => ask({ url }),
    isStopped: (event: string, url: string) => {
      let stopped = false
      events.emit(event, { url, preventDefault: () => (stopped = true) })
      return stopped
    },
  }
}

describe('a guarded page', () => {
  test.each(['will-frame-navigate', 'will-redirect'])('stays on the hub at %s', (event) => {
    const page = openPage()
    expect(page.isStopped(event, 'https://example.org/')).toBe(true)
    expect(page.isStopped(event, `${hub}/desk/`)).toBe(false)
  })

  test('holds no webview, wherever it points', () => {
    expect(openPage().isStopped('will-attach-webview', `${hub}/desk/`)).toBe(true)
  })

  test('opens a room in the sandbox and without the preload, and nothing foreign', () => {
    const page = openPage()
    expect(page.openWindow('https://example.org/')).toEqual({ action: 'deny' })
    const room = page.openWindow(`${hub}/open?code=abc`)
    expect(room).toMatchObject({
      action: 'allow',
      overrideBrowserWindowOptions: {
        webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
      },
    })
    expect(room.overrideBrowserWindowOptions?.webPreferences).not.toHaveProperty('preload')
  })
})

test('a window with a preload is as sandboxed as one without', () => {
  expect(securePreferences()).not.toHaveProperty('preload')
  expect(securePreferences('/app/preload.cjs')).toEqual({
    ...securePreferences(),
    preload: '/app/preload.cjs',
  })
  expect(securePreferences()).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
})

describe('an order to the shell', () => {
  test.each([
    ['print-ticket', '/desk/?p=01a2', true],
    ['open-display', '/desk/?p=01a2', true],
    ['print-ticket', '/kiosk/?p=01a2', true],
    ['open-display', '/kiosk/?p=01a2', false],
    ['print-ticket', '/display/?p=01a2', false],
    ['open-display', '/room/?p=01a2', false],
    ['print-ticket', '/kiosk/../display/', false],
  ] as const)('%s from %s is heard: %s', (order, path, heard) => {
    expect(isTrustedSender({ url: hub + path, parent: null }, order, hub)).toBe(heard)
  })

  test.each(foreign)('from %s is refused', (url) => {
    expect(isTrustedSender({ url, parent: null }, 'print-ticket', hub)).toBe(false)
  })

  test.each(['/desk/', '/kiosk/'])('from a frame inside %s, or one that has gone, is refused', (path) => {
    const inside = { url: hub + path, parent: {} } as unknown as Parameters<typeof isTrustedSender>[0]
    expect(isTrustedSender(inside, 'print-ticket', hub)).toBe(false)
    expect(isTrustedSender(null, 'print-ticket', hub)).toBe(false)
  })
})

/** What the session answers to a page at `url`: a request, a check and a device, in this order. */
function askFor(permission: 'fullscreen' | 'media' | 'geolocation', url: string, isMainFrame = true) {
  const answers: unknown[] = []
  const asked = { requestingUrl: url, isMainFrame }
  guardPermissions(
    {
      setPermissionRequestHandler: (handler) =>
        handler?.({} as WebContents, permission, (granted) => answers.push(granted), asked),
      setPermissionCheckHandler: (handler) => answers.push(handler?.(null, permission, hub, asked)),
      setDevicePermissionHandler: (handler) => answers.push(handler?.({} as never)),
    },
    () => hub,
  )
  return answers
}

describe('a permission', () => {
  test.each(['/display/?p=01a2', '/kiosk/?p=01a2'])('to fill the monitor is given to %s alone', (path) => {
    expect(askFor('fullscreen', hub + path)).toEqual([true, true, false])
    expect(askFor('fullscreen', hub + path, false)).toEqual([false, false, false])
    expect(askFor('fullscreen', `http://127.0.0.1:4170.example.org${path}`)).toEqual([false, false, false])
  })

  test('to fill the monitor is denied to every other page', () => {
    for (const url of [`${hub}/desk/`, `${hub}/room/?p=01a2`, ...foreign])
      expect(askFor('fullscreen', url)).toEqual([false, false, false])
  })

  test.each(['media', 'geolocation'] as const)('%s is denied to every page', (permission) => {
    for (const path of ['/desk/', '/display/', '/kiosk/'])
      expect(askFor(permission, hub + path)).toEqual([false, false, false])
  })
})
