import type { PermissionRequest, Session, WebContents, WebFrameMain, WebPreferences } from 'electron'
import { mayGive, type Order } from './orders.ts'

/** Pages the desk may open beside itself; `/open` trades a one-time code for one of the others. */
const openable = ['/open', '/room', '/display', '/kiosk']

/** Compared as parsed origins: a prefix test would let `http://127.0.0.1:80.example.org` through. */
export function isHubPage(url: string, hubOrigin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === hubOrigin
}

/** A link or a script must not be able to open anything but Loket's own secondary pages. */
export function mayOpenWindow(url: string, hubOrigin: string): boolean {
  if (!isHubPage(url, hubOrigin)) return false
  const { pathname } = new URL(url)
  return openable.some((path) => pathname === path || pathname.startsWith(`${path}/`))
}

/** Only the top frame of a page that may give this order; a frame inside it, or one that has gone, may not. */
export function isTrustedSender(
  frame: Pick<WebFrameMain, 'url' | 'parent'> | null,
  order: Order,
  hubOrigin: string,
): boolean {
  if (frame === null || frame.parent !== null || !isHubPage(frame.url, hubOrigin)) return false
  return mayGive(order, new URL(frame.url).pathname)
}

/** Pages live in the sandbox, without Node. The preload goes to windows that the shell itself opens. */
export function securePreferences(preload?: string): WebPreferences {
  return {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // The spelling checker fetches dictionaries from the internet and underlines every patient's name.
    spellcheck: false,
    ...(preload !== undefined && { preload }),
  }
}

/** Keeps every page, whoever created it, on the hub. The policy for what a page may load is the hub's CSP header. */
export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  hubOrigin: () => string,
): void {
  contents.on('will-frame-navigate', (event) => {
    if (!isHubPage(event.url, hubOrigin())) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isHubPage(event.url, hubOrigin())) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) =>
    mayOpenWindow(url, hubOrigin())
      ? {
          action: 'allow',
          overrideBrowserWindowOptions: {
            width: 1280,
            height: 800,
            autoHideMenuBar: true,
            webPreferences: securePreferences(),
          },
        }
      : { action: 'deny' },
  )
}

/** Camera, microphone, location, USB …: a front desk needs none, and Electron grants all by default. */
export function guardPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
  hubOrigin: () => string,
): void {
  const isGranted = (permission: string, asked: Partial<PermissionRequest>) =>
    permission === 'fullscreen' && mayFillScreen(asked, hubOrigin())
  session.setPermissionRequestHandler((_contents, permission, answer, asked) =>
    answer(isGranted(permission, asked)),
  )
  session.setPermissionCheckHandler((_contents, permission, _origin, asked) => isGranted(permission, asked))
  session.setDevicePermissionHandler(() => false)
}

/** What hangs in the waiting room: a display's F key, a kiosk's touch. */
function mayFillScreen(
  { isMainFrame, requestingUrl = '' }: Partial<PermissionRequest>,
  hubOrigin: string,
): boolean {
  if (!isMainFrame || !isHubPage(requestingUrl, hubOrigin)) return false
  return ['/display/', '/kiosk/'].includes(new URL(requestingUrl).pathname)
}
