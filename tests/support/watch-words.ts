import type { Page } from '@playwright/test'

/** Collects every word that ever stands in the page from now on, seen or not; answers with all of them. */
export async function watchWords(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const seen = new Set<string>()
    const look = () => seen.add(document.documentElement.outerHTML)
    look()
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    })
    Object.assign(window, { wordsSeen: () => [...seen].join('\n') })
  })
  return () => page.evaluate(() => (window as unknown as { wordsSeen: () => string }).wordsSeen())
}
