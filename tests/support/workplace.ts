import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { buildIfStale } from '../../scripts/build.ts'
import { startProgram } from './clocked-program.ts'
import { attachPrinter, type Printer } from './printer.ts'

/** A PC at work: a server on a folder of its own, a browser beside it, a printer, and one clock for both. */
export type Workplace = {
  page: Page
  browser: BrowserContext
  printer: Printer
  origin: string
  /** Sets the wall clock (WIT), as `2026-11-21 07:42`; while the server is stopped, for its next start. */
  setClock: (wall: string) => Promise<void>
  /** Stops the server, or kills it. */
  stop: (signal?: NodeJS.Signals) => Promise<void>
  /** Starts it again on the same folder and address; pages that are open stay as they are. */
  start: () => Promise<void>
  /** Loads the page anew with the address that the server printed at its last start. */
  open: () => Promise<void>
  /** Closes the browser; server and records are gone. */
  remove: () => Promise<void>
}

/** Opens the server's first screen on an empty folder. */
export async function openWorkplace(
  server: 'hub' | 'district',
  chromium: Browser,
  wall: string,
): Promise<Workplace> {
  buildIfStale()
  const folder = mkdtempSync(join(tmpdir(), `loket-e2e-${server}-`))
  let now = wall
  let running = true
  let program = await startProgram(server, { folder, at: serverTime(now) })
  const { origin, port } = new URL(program.url)
  const browser = await chromium.newContext({ timezoneId: 'Asia/Jayapura' })
  const printer = await attachPrinter(browser)
  await browser.clock.setFixedTime(screenTime(now))
  const page = await browser.newPage()
  await page.goto(program.url)
  return {
    page,
    browser,
    printer,
    origin,
    setClock: async (next) => {
      now = next
      if (running) await program.setTime(serverTime(now))
      await browser.clock.setFixedTime(screenTime(now))
    },
    stop: async (signal) => {
      running = false
      await program.stop(signal)
    },
    start: async () => {
      program = await startProgram(server, { folder, at: serverTime(now), port })
      running = true
    },
    open: async () => void (await page.goto(program.url)),
    remove: async () => {
      await browser.close()
      await program.stop('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The server's clock runs on from here, the screens' stands late in the same minute: pictures do not depend on seconds. */
function serverTime(wall: string): string {
  return new Date(`${wall.replace(' ', 'T')}:02+09:00`).toISOString()
}

function screenTime(wall: string): Date {
  return new Date(`${wall.replace(' ', 'T')}:58+09:00`)
}
