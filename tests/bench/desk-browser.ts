import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { chromiumLaunch } from '../support/chromium.ts'
import { type HubProgram, runHub } from '../support/hub-program.ts'
import { accountOf } from './data.ts'

export type OpenDesk = {
  hub: HubProgram
  browser: Browser
  context: BrowserContext
  desk: Page
  close: () => Promise<void>
}

/** The built hub on a data folder and its desk in a real browser, signed in. */
export async function openDeskInBrowser(folder: string): Promise<OpenDesk> {
  const hub = await runHub(['--data', folder, '--port', '0'], 'built')
  if (hub.first.event !== 'ready') throw new Error(hub.first.message)
  const browser = await chromium.launch(chromiumLaunch())
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'id-ID' })
  const desk = await context.newPage()
  await desk.goto(hub.first.url)
  const { username, password } = accountOf(folder)
  await desk.getByLabel('Nama pengguna').fill(username)
  await desk.getByLabel('Kata sandi', { exact: true }).fill(password)
  await desk.keyboard.press('Enter')
  await desk.getByRole('combobox', { name: 'Cari pasien' }).waitFor()
  const close = async () => {
    await browser.close()
    await hub.stop('SIGTERM')
  }
  return { hub, browser, context, desk, close }
}
