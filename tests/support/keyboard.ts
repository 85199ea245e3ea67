import { setTimeout } from 'node:timers/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { fastHandMs } from './hand-and-scanner.ts'

/** A form has fewer stops than this; beyond it the focus goes round in a circle. */
const mostStops = 60

/** Goes on with Tab until the focus is there, or on a part of it, as a person without a mouse does. */
export async function tabTo(target: Locator): Promise<void> {
  const { keyboard } = target.page()
  await expect(target).toBeVisible()
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await holdsFocus(target)) return
    await keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target}`)
}

/** Goes to a field and types into it, over what stands there. */
export async function typeInto(target: Locator, text: string): Promise<void> {
  await tabTo(target)
  await target.page().keyboard.press('ControlOrMeta+a')
  await target.page().keyboard.type(text)
}

/**
 * Keys one after the other. A person presses Alt and a letter where the screen shows it. A hand needs a moment to reach
 * Enter; what comes sooner after digits is a scanner's.
 */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    if (/^Alt\+[a-z]$/.test(key) && !unshown.includes(key)) await expectShown(page, key)
    if (key === 'Enter') await setTimeout(fastHandMs)
    await page.keyboard.press(key)
  }
}

/** Hits cover the one, the other stands in the menu while nobody is in front. */
const unshown = ['Alt+y', 'Alt+i']

/** On something that can be pressed: a button at work, or not drawn yet, has no key. */
async function expectShown(page: Page, key: string): Promise<void> {
  const control = page.locator(`[aria-keyshortcuts~="${key}" i]:enabled`)
  await expect(control.first(), `a button or a field with the key ${key}`).toBeAttached()
}

/** A field by its label, whether it is plain or opens a list; the list itself carries the same label. */
export function field(place: Page | Locator, label: string): Locator {
  const named = { name: label, exact: true }
  return place.getByRole('textbox', named).or(place.getByRole('combobox', named))
}

export function holdsFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element.contains(document.activeElement))
}
