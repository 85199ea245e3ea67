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
} from 'electron'
import { KeyProblem, openKey } from './db-key.ts'
import { createDisplays, type Displays } from './displays.ts'
import { forkHub, type HubProcess, startHub } from './hub-process.ts'
import { createLeaving } from './leaving.ts'
import { trayMenu, windowMenu } from './menus.ts'
import { listPrinters, printPaper, readPdfOrder, readPrintOrder, savePdf } from './papers.ts'
import { printTicket, readPaper } from './printing.ts'
import { readAddress, startRoom } from './room-mode.ts'
import { guardContents, guardPermissions, isTrustedSender, mayOpenWindow } from './security.ts'
import { openDesk } from './windows.ts'

const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { data: { type: 'string' }, port: { type: 'string' }, room: { type: 'string' } },
  strict: false,
})
const dataDir = typeof values.data === 'string' ? values.data : join(app.getPath('userData'), 'data')
const firstPort = typeof values.port === 'string' ? values.port : null
const here = import.meta.dirname
const preload = join(here, '../preload/preload.cjs')
const pace = { now: () => performance.now(), wait }

let desk: BrowserWindow | null = null

// One Loket per profile: a second start brings the first one's desk to the front.
if (app.requestSingleInstanceLock()) void app.whenReady().then(startHere).catch(giveUp)
else app.quit()

/** The desk with its hub; or with `--room ADDRESS` a room of another computer's hub. */
function startHere(): Promise<void> {
  return typeof values.room === 'string' ? showRoom(values.room) : start()
}

async function start(): Promise<void> {
  const key = await openKey(dataDir, safeStorage, process.platform)
  const hub = startHub({
    fork: (port) => forkHub(utilityProcess, join(here, 'hub.js'), dataDir, port ?? firstPort),
    key,
    onFailed: giveUp,
    power: powerSaveBlocker,
    ...pace,
  })
  guardPermissions(session.defaultSession, hub.origin)
  app.on('web-contents-created', (_event, contents) => guardContents(contents, hub.origin))
  const displays = createDisplays({
    Window: BrowserWindow,
    screen,
    power: powerSaveBlocker,
    app,
    preload,
    file: join(app.getPath('userData'), 'displays.json'),
    origin: hub.origin,
    desk: () => desk,
    pace,
  })
  answerPrinting(hub.origin)
  answerPapers(hub.origin)
  answerDesk(hub, displays)
  showDesk(hub)
  void hub.ready.then(displays.reopen)
  Menu.setApplicationMenu(Menu.buildFromTemplate(windowMenu))
  const tray = openTray(hub)
  app.on('second-instance', () => showDesk(hub))
  // Listening is what keeps Loket running when its windows are closed.
  app.on('window-all-closed', () => {})
  stopInReverse(tray, hub)
}

async function showRoom(typed: string): Promise<void> {
  const address = readAddress(typed)
  if (!address) return giveUp(`Alamat ${typed} tidak dapat dipakai. Tulis seperti https://192.168.1.20:4782.`)
  guardPermissions(session.defaultSession, () => address)
  answerPrinting(() => address)
  Menu.setApplicationMenu(Menu.buildFromTemplate(windowMenu))
  await startRoom({
    address,
    file: join(app.getPath('userData'), 'room.json'),
    app,
    Window: BrowserWindow,
    preload,
    dialog,
    session: session.defaultSession,
    pace: { now: () => Date.now(), wait },
    giveUp,
  })
}

function showDesk(hub: HubProcess): void {
  if (desk) {
    desk.restore()
    desk.show()
    return
  }
  desk = openDesk(BrowserWindow, preload, hub.deskUrl, pace)
  // Windows ends its session without a word to `before-quit`, and waits for nobody.
  desk.once('session-end', () => void hub.stop())
  desk.once('closed', () => {
    desk = null
  })
}

/** What a page may order of the shell stands in orders.ts; anything else, or anybody else, is refused. */
function answerPrinting(hubOrigin: () => string): void {
  ipcMain.handle('print-ticket', (event, value: unknown) => {
    const paper = readPaper(value)
    if (!paper || !isTrustedSender(event.senderFrame, 'print-ticket', hubOrigin())) throw new Error('refused')
    return printTicket(event.sender, paper)
  })
}

function answerPapers(hubOrigin: () => string): void {
  ipcMain.handle('list-printers', (event) => {
    if (!isTrustedSender(event.senderFrame, 'list-printers', hubOrigin())) throw new Error('refused')
    return listPrinters(event.sender)
  })
  ipcMain.handle('print-paper', (event, value: unknown) => {
    const order = readPrintOrder(value)
    if (!order || !isTrustedSender(event.senderFrame, 'print-paper', hubOrigin())) throw new Error('refused')
    return printPaper(event.sender, order)
  })
  ipcMain.handle('save-pdf', (event, value: unknown) => {
    const order = readPdfOrder(value)
    const window = BrowserWindow.fromWebContents(event.sender)
    const isTrusted = isTrustedSender(event.senderFrame, 'save-pdf', hubOrigin())
    if (!order || !window || !isTrusted) throw new Error('refused')
    return savePdf(event.sender, order, { dialog, window })
  })
}

function answerDesk(hub: HubProcess, displays: Displays): void {
  ipcMain.handle('open-display', (event, url: unknown) => {
    const allowed = typeof url === 'string' && mayOpenWindow(url, hub.origin())
    if (!allowed || !isTrustedSender(event.senderFrame, 'open-display', hub.origin()))
      throw new Error('refused')
    displays.open(url)
  })
}

function openTray(hub: HubProcess): Tray {
  const tray = new Tray(join(app.getAppPath(), 'resources', 'icons', 'tray.png'))
  tray.setToolTip('Loket')
  const leave = createLeaving({ hub, dialog, quit: () => app.quit() })
  tray.setContextMenu(
    Menu.buildFromTemplate(trayMenu({ open: () => showDesk(hub), quit: () => void leave() })),
  )
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
