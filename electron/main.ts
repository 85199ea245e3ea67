import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerSaveBlocker,
  safeStorage,
  screen,
  session,
  Tray,
  utilityProcess,
  type WebFrameMain,
} from 'electron'
import { KeyProblem, openKey } from './db-key.ts'
import { forkHub, type HubProcess, startHub } from './hub-process.ts'
import { trayMenu, windowMenu } from './menus.ts'
import { printTicket, readPaper } from './printing.ts'
import { denyPermissions, guardContents, isTrustedSender, mayOpenWindow } from './security.ts'
import { createDisplayOpener, openDesk } from './windows.ts'

const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { data: { type: 'string' }, port: { type: 'string' } },
  strict: false,
})
const dataDir = typeof values.data === 'string' ? values.data : join(app.getPath('userData'), 'data')
const firstPort = typeof values.port === 'string' ? values.port : null
const here = import.meta.dirname

let desk: BrowserWindow | null = null

// One Loket per profile: a second start brings the first one's desk to the front.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(giveUp)
else app.quit()

async function start(): Promise<void> {
  const key = await openKey(dataDir, safeStorage, process.platform)
  const hub = startHub({
    fork: (port) => forkHub(utilityProcess, join(here, 'hub.js'), dataDir, port ?? firstPort),
    key,
    onFailed: giveUp,
    now: () => performance.now(),
    wait,
  })
  denyPermissions(session.defaultSession)
  app.on('web-contents-created', (_event, contents) => guardContents(contents, hub.origin))
  answerDesk(hub)
  showDesk(hub)
  Menu.setApplicationMenu(Menu.buildFromTemplate(windowMenu))
  const tray = openTray(hub)
  app.on('second-instance', () => showDesk(hub))
  // Listening is what keeps Loket running when its windows are closed.
  app.on('window-all-closed', () => {})
  stopInReverse(tray, hub)
}

function showDesk(hub: HubProcess): void {
  if (desk) {
    desk.restore()
    desk.show()
    return
  }
  desk = openDesk(BrowserWindow, join(here, '../preload/preload.cjs'), hub.deskUrl)
  desk.once('closed', () => {
    desk = null
  })
}

/** The two orders a page may give the shell; anything else, or anybody else, is refused. */
function answerDesk(hub: HubProcess): void {
  const openDisplay = createDisplayOpener(BrowserWindow, screen, powerSaveBlocker)
  const isDesk = (frame: WebFrameMain | null) => isTrustedSender(frame, hub.origin())

  ipcMain.handle('print-ticket', (event, value: unknown) => {
    const paper = readPaper(value)
    if (!paper || !isDesk(event.senderFrame)) throw new Error('refused')
    return printTicket(event.sender, paper)
  })
  ipcMain.handle('open-display', (event, url: unknown) => {
    const allowed = typeof url === 'string' && mayOpenWindow(url, hub.origin())
    if (!desk || !allowed || !isDesk(event.senderFrame)) throw new Error('refused')
    return openDisplay(desk, url)
  })
}

function openTray(hub: HubProcess): Tray {
  const tray = new Tray(join(app.getAppPath(), 'resources', 'icons', 'tray.png'))
  tray.setToolTip('Loket')
  tray.setContextMenu(Menu.buildFromTemplate(trayMenu({ open: () => showDesk(hub), quit: () => app.quit() })))
  return tray
}

function stopInReverse(tray: Tray, hub: HubProcess): void {
  let stopped = false
  app.on('before-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    tray.destroy()
    void hub.stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
}

/** Says in words why Loket cannot be opened, and leaves. */
function giveUp(reason: unknown): void {
  const unexpected = 'Terjadi kesalahan yang tidak terduga. Nyalakan ulang komputer, lalu buka Loket lagi.'
  const told = reason instanceof KeyProblem ? reason.message : reason
  process.stderr.write(`${reason instanceof Error ? reason.stack : reason}\n`)
  dialog.showErrorBox('Loket tidak dapat dibuka', typeof told === 'string' ? told : unexpected)
  app.exit(1)
}
