import type { Page } from '@playwright/test'
import type { Workplace } from './workplace.ts'

/** The page is gone from one moment to the next, without a word to anybody; later a clerk opens the same address anew. */
export async function crash(
  { browser }: Workplace,
  page: Page,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<Page> {
  const address = page.url()
  const session = await browser.newCDPSession(page)
  const gone = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => undefined)
  await gone
  await meanwhile()
  const next = await browser.newPage()
  await next.goto(address)
  await page.close()
  return next
}
