import type { Page } from '@playwright/test'

/** What a scanner needs for one character on a USB port, and a very fast typist. */
export const scannerMs = 5
export const fastHandMs = 70

/**
 * Types text and Enter with a time of its own for each key, however busy this machine is: the browser is told when each
 * key was pressed, as an operating system tells it.
 */
export async function typeAtPace(page: Page, text: string, gapMs: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const now = Date.now() / 1000
  const keys = [...text].map((key) => ({ key, text: key }))
  const enter = { key: 'Enter', text: '\r', code: 'Enter', windowsVirtualKeyCode: 13 }
  const sent = [...keys, enter].flatMap(({ text: typed, ...key }, place) => {
    const timestamp = now + (place * gapMs) / 1000
    return [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, text: typed, ...key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, ...key }),
    ]
  })
  await Promise.all(sent)
  await session.detach()
}
