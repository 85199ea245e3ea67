import type { Page } from '@playwright/test'

/*
 * How long something took, by the one clock that all pages of this machine share: the runner's own patience would count
 * how busy it is.
 */

/** When these words first stand in the page, in milliseconds since 1970; to be called before they can. */
export async function watchFor(page: Page, words: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const stood = new Promise<number>((resolve) => {
      const look = () => document.body.innerText.includes(wanted) && resolve(Date.now())
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
    })
    Object.assign(window, { stood })
  }, words)
  return () => page.evaluate(() => (window as unknown as { stood: Promise<number> }).stood)
}

/** When the next key reaches the page. */
export async function watchKey(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const pressed = new Promise<number>((resolve) => {
      addEventListener('keydown', () => resolve(Date.now()), { once: true, capture: true })
    })
    Object.assign(window, { pressed })
  })
  return () => page.evaluate(() => (window as unknown as { pressed: Promise<number> }).pressed)
}
