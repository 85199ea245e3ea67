import { type BrowserContext, expect, type Page } from '@playwright/test'

/** What the browser was asked to print, instead of its dialog: the ticket, or the sheets, in the page at that moment. */
export type Printer = { tickets: string[]; sheets: string[] }

/** In all pages of this browser, now and later. */
export async function attachPrinter(browser: BrowserContext): Promise<Printer> {
  const printer: Printer = { tickets: [], sheets: [] }
  await browser.exposeFunction('keep', (kind: keyof Printer, html: string) => void printer[kind].push(html))
  await browser.addInitScript(() => {
    window.print = () => {
      const { keep } = window as unknown as { keep: (kind: string, html: string) => void }
      const ticket = document.querySelector('.ticket')
      const sheets = document.querySelector('.paper-sheets')
      if (ticket) keep('tickets', ticket.outerHTML)
      else if (sheets) keep('sheets', sheets.outerHTML)
    }
  })
  return printer
}

/** The ticket that came out last, which must be that number's; it may leave a moment after the screen has gone on. */
export async function lastTicket({ tickets }: Printer, number: string): Promise<string> {
  await expect.poll(() => tickets.at(-1)).toContain(number)
  return tickets.at(-1) ?? ''
}

/** The words on paper: the sheet laid back into its page and read as a printer sees that page, screen and all. */
export async function readPaper(page: Page, ticket: string, picture?: string): Promise<string[]> {
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), ticket)
  await page.emulateMedia({ media: 'print' })
  const words = await page.evaluate(() => document.body.innerText)
  if (picture) await page.locator('.ticket').screenshot({ path: picture })
  await page.emulateMedia({ media: 'screen' })
  await page.locator('.ticket').evaluate((sheet) => sheet.remove())
  await expect(page.locator('.ticket')).toHaveCount(0)
  return words.split('\n').filter((line) => line.trim() !== '')
}
