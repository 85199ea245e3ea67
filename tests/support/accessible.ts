import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/** Nothing on this screen that WCAG 2 AA calls serious, and a keyboard that still points somewhere. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await test.step(state, async () => {
    await expectReadable(page, state)
    const focused = () => page.evaluate(() => document.activeElement?.tagName ?? 'none')
    await expect.configure({ soft: true }).poll(focused, `focus in: ${state}`).not.toBe('BODY')
  })
}

/** The same of a screen that nobody steers. */
export async function expectReadable(page: Page, state: string): Promise<void> {
  await page.evaluate(settleColours)
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`,
    )
  expect.soft(grave, state).toEqual([])
}

/** A colour on its way from one to the other is nobody's; what turns for ever never arrives. */
async function settleColours(): Promise<void> {
  const ending = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
  await Promise.allSettled(ending.map(({ finished }) => finished))
}
