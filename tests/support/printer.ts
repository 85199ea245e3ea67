import { type BrowserContext, expect, type Page } from '@playwright/test'

/** What the browser was asked to print, instead of its dialog: the ticket that stood in the page at that moment. */
export type Printer = { tickets: string[] }

/** In all pages of this browser, now and later. */
export async function attachPrinter(browser: BrowserContext): Promise<Printer> {
  const printer: Printer = { tickets: [] }
  await browser.exposeFunction('keepTicket', (html: string) => void printer.tickets.push(html))
  await browser.addInitScript(() => {
    window.print = () => {
      const ticket = document.querySelector('.ticket')
      if (ticket) (window as unknown as { keepTicket: (html: string) => void }).keepTicket(ticket.outerHTML)
    }
  })
  return printer
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
