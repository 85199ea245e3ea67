import type { BrowserContext, Page } from '@playwright/test'
import type { Client } from '../support/hub.ts'

declare global {
  interface Window {
    noteShown: (numbers: string[], at: number) => void
    soundsAt: number[]
  }
}

/** A real page of the waiting room: when each number was first painted on it, and when it began to sound. */
export type Television = {
  page: Page
  painted: ReadonlyMap<string, number>
  sounds: () => Promise<number[]>
}

export async function openTelevision(context: BrowserContext, desk: Client): Promise<Television> {
  const { url } = await desk.pages.open({ surface: 'display' })
  const page = await context.newPage()
  await page.setViewportSize({ width: 1920, height: 1080 })
  const painted = new Map<string, number>()
  await page.exposeFunction('noteShown', (numbers: string[], at: number) => {
    for (const number of numbers) if (!painted.has(number)) painted.set(number, at)
  })
  await page.goto(url)
  await page.waitForSelector('.room')
  await page.evaluate(watch)
  return { page, painted, sounds: () => page.evaluate(() => window.soundsAt) }
}

/** In the page: the frame after a number has come into it; the moment a sound is started. */
function watch(): void {
  const note = () => {
    const numbers = (document.body.textContent ?? '').match(/[A-Z]-\d{3}/g) ?? []
    requestAnimationFrame(() => setTimeout(() => window.noteShown(numbers, Date.now())))
  }
  new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true })
  const { start } = AudioBufferSourceNode.prototype
  window.soundsAt = []
  AudioBufferSourceNode.prototype.start = function (...when) {
    window.soundsAt.push(Date.now())
    start.apply(this, when)
  }
}
