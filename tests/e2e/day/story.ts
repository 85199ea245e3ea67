import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { root } from '../../../scripts/run-tool.ts'
import type { Workplace } from '../../support/workplace.ts'

/** The two places of the story: the Puskesmas, and the office that its days go to. */
export type Story = { puskesmas: Workplace; dinkes: Workplace }

export const puskesmas = { name: 'Puskesmas Teluk Harapan', code: 'P8204011' }
export const friday = '2026-11-20'
export const saturday = '2026-11-21'

/** Later the same day; the desk shows the hub's clock, which runs on from there. */
export async function moveClock(place: Workplace, wall: string): Promise<void> {
  await place.setClock(wall)
  const wanted = wall.slice(-5).replace(':', '.')
  const shown = place.page.locator('time')
  await expect.poll(async () => (await shown.innerText()) >= wanted).toBe(true)
}

const pictureFolder = join(root, 'docs', 'images')

export function pictureFile(name: string): string {
  return join(pictureFolder, `${name}.png`)
}

/** A picture for the README and the guides: nothing half drawn, no caret that blinks. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: pictureFile(name), animations: 'disabled', caret: 'hide' })
}

/** The picture at both sizes that count. */
export async function pictures(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 1920, height: 1080 })
  await picture(page, name)
  await page.setViewportSize({ width: 1366, height: 768 })
  await picture(page, `${name}-1366`)
  if (before) await page.setViewportSize(before)
}
