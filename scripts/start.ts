import { type ChildProcess, spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { askForDesk } from '#hub/desk-address'
import { buildIfStale } from './build.ts'
import { findChromium, isRoot } from './find-chromium.ts'
import { fetchElectronOnce, findElectron } from './find-electron.ts'
import { root } from './run-tool.ts'

const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string' } } })
const dataDir = resolve(values.data ?? join(profileFolder(), 'data'))
const sandbox = isRoot() ? ['--no-sandbox'] : []

const running = await askForDesk(dataDir)
if (running) reopen(running)
else start()

function start(): void {
  buildIfStale()
  const electron = hasScreen() ? (findElectron() ?? fetchElectronOnce()) : null
  if (electron) openShell(electron)
  else openInBrowser()
}

/** The hub outlives its window, so a second start is how a clerk comes back to it. */
function reopen(url: string): void {
  const browser = hasScreen() ? findChromium() : null
  if (!browser) {
    say(`Loket sudah berjalan; buka di peramban: ${url}`)
    return
  }
  say('Loket sudah berjalan; jendelanya dibuka lagi.')
  openWindow(browser, url).unref()
}

/** The folder Electron uses for an app of this name, so that both ways of starting find the same data. */
function profileFolder(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env
  if (process.platform === 'win32') return join(APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Loket')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Loket')
  return join(XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Loket')
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function openShell(program: string): void {
  // A profile for each named folder: its own lock, cookies and window, beside a Loket that is already open.
  const profile = values.data === undefined ? [] : [`--user-data-dir=${join(dataDir, 'desktop')}`]
  endWith(spawn(program, [...sandbox, ...profile, root, ...shared()], { stdio: 'inherit' }))
}

function openInBrowser(): void {
  const hub = spawn(process.execPath, [join(root, 'out', 'main', 'hub.js'), ...shared()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endWith(hub)
  createInterface(hub.stdout).once('line', (line) => {
    const answer = JSON.parse(line) as { event: 'ready'; url: string } | { event: 'failed' }
    // The hub has said on stderr why it cannot run.
    if (answer.event === 'ready') openPage(answer.url, hub)
  })
}

function openPage(url: string, hub: ChildProcess): void {
  const browser = hasScreen() ? findChromium() : null
  const why = hasScreen()
    ? 'Aplikasi desktop (Electron) tidak dapat diunduh di sini'
    : 'Tidak ada layar di sini'
  if (!browser) {
    say(`${why}; buka Loket di peramban: ${url}`)
    return
  }
  say(`${why}; Loket dibuka di Chromium. Ctrl+C di sini menghentikannya.`)
  const window = openWindow(browser, url)
  window.once('exit', () => {
    if (hub.exitCode === null && !hub.killed)
      say(
        'Jendela ditutup, Loket tetap berjalan. «npm start» membukanya lagi; Ctrl+C di sini menghentikannya.',
      )
  })
  hub.once('exit', () => window.kill())
}

function openWindow(browser: string, url: string): ChildProcess {
  const profile = join(dataDir, 'browser')
  return spawn(
    browser,
    [...sandbox, `--app=${url}`, `--user-data-dir=${profile}`, '--window-size=1366,768', '--no-first-run'],
    { stdio: 'ignore' },
  )
}

function shared(): string[] {
  return ['--data', dataDir, ...(values.port === undefined ? [] : ['--port', values.port])]
}

/** This process lives and ends with `child`. */
function endWith(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

function say(sentence: string): void {
  console.log(sentence)
}
