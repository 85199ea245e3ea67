import type { Session, WebContents, WebFrameMain, WebPreferences } from 'electron'

/** Pages the desk may open beside itself; `/open` trades a one-time code for a room or a display. */
const openable = ['/open', '/room', '/display']

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

/** Only the desk's own top frame may order a print or a display; an injected frame may not. */
export function isTrustedSender(
  frame: Pick<WebFrameMain, 'url' | 'parent'> | null,
  hubOrigin: string,
): boolean {
  return frame !== null && frame.parent === null && isHubPage(frame.url, hubOrigin)
}

/** Pages live in the sandbox, without Node. Only the desk is given a preload. */
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

/** Camera, microphone, location, notifications, USB …: a front desk needs none, and Electron grants all by default. */
export function denyPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}
