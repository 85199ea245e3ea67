import { EventEmitter } from 'node:events'
import type { WebContents, WindowOpenHandlerResponse } from 'electron'
import { describe, expect, test } from 'vitest'
import {
  denyPermissions,
  guardContents,
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

test('only the desk is given a preload', () => {
  expect(securePreferences()).not.toHaveProperty('preload')
  expect(securePreferences('/app/preload.cjs')).toMatchObject({ preload: '/app/preload.cjs', sandbox: true })
})

test('orders come from the top frame of a page of the hub, and from nowhere else', () => {
  expect(isTrustedSender({ url: `${hub}/desk/`, parent: null }, hub)).toBe(true)
  expect(isTrustedSender({ url: 'https://example.org/', parent: null }, hub)).toBe(false)
  expect(isTrustedSender(null, hub)).toBe(false)
  const inside = { url: `${hub}/desk/`, parent: {} } as unknown as Parameters<typeof isTrustedSender>[0]
  expect(isTrustedSender(inside, hub)).toBe(false)
})

test('every permission is denied, asked for or looked up', () => {
  const answers: unknown[] = []
  denyPermissions({
    setPermissionRequestHandler: (handler) =>
      handler?.({} as WebContents, 'media', (granted) => answers.push(granted), {} as never),
    setPermissionCheckHandler: (handler) => answers.push(handler?.(null, 'geolocation', hub, {} as never)),
    setDevicePermissionHandler: (handler) => answers.push(handler?.({} as never)),
  })
  expect(answers).toEqual([false, false, false])
})
