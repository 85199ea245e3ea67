import { expect, type Page, test } from '@playwright/test'
import { deskParts, furnishCorners, furnishDesk, walkDeskScreens } from '../support/desk-screens.ts'
import { press } from '../support/keyboard.ts'
import { openWorkplace, type Workplace } from '../support/workplace.ts'

let place: Workplace
let desk: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  place = await openWorkplace('hub', browser, '2026-11-23 07:30')
  desk = place.page
  await furnishDesk(desk)
  await furnishCorners(desk)
})
test.afterAll(() => place.remove())

/** What is still on its way to a screen brings its keys along. */
const softly = expect.configure({ soft: true })

/**
 * The buttons in front that show no key, and are no part of a field (whose own keys reach them), no item of a menu and no
 * row that opens as a whole (Enter opens where the focus stands). What else can be done with a row shows its key while
 * the focus is in that row.
 */
async function buttonsWithoutKey(): Promise<string[]> {
  const layers = document.querySelectorAll('[role=menu], [role=dialog]')
  const front = layers.item(layers.length - 1) ?? document.body
  const partOf = '[role=option], [role=menu], .mantine-Input-wrapper, .mantine-InputWrapper-root'
  const buttons = [...front.querySelectorAll<HTMLButtonElement>('button, [role=button], a[href]')]
    .filter((button) => button.checkVisibility() && !button.disabled && !button.closest(partOf))
    .filter((button) => !button.matches('li > button:only-child, .mantine-Modal-close'))
  const before = document.activeElement
  const without: string[] = []
  for (const button of buttons) {
    if (button.closest('li, tr')) {
      button.focus()
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))
    }
    if (button.querySelector('.key-cap') && button.hasAttribute('aria-keyshortcuts')) continue
    without.push(button.ariaLabel ?? button.innerText.replace(/\s+/g, ' ').trim())
  }
  if (before instanceof HTMLElement) before.focus()
  return without
}

/** Lists whose rows have buttons, where the arrow does not lead from the first row to the second. */
function listsWithoutArrows(): string[] {
  const layers = document.querySelectorAll('[role=menu], [role=dialog]')
  const front = layers.item(layers.length - 1) ?? document.body
  const before = document.activeElement
  const without: string[] = []
  for (const list of front.querySelectorAll<HTMLElement>('ul, ol, tbody')) {
    const rows = [...list.children].map((row) => row.querySelector<HTMLButtonElement>('button:enabled'))
    const [first, second] = rows.filter((button) => button?.checkVisibility())
    if (!first || !second || first.closest('[role=radiogroup], .mantine-Input-wrapper')) continue
    first.focus()
    first.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
    if (document.activeElement !== second) without.push(`${first.innerText} → ${second.innerText}`)
  }
  if (before instanceof HTMLElement) before.focus()
  return without
}

for (const part of deskParts) {
  test(`every button has a key, shown where it acts, and arrows step through rows: ${part}`, async () => {
    await walkDeskScreens(desk, part, async ({ name }) => {
      await softly.poll(() => desk.evaluate(buttonsWithoutKey), name).toEqual([])
      await softly.poll(() => desk.evaluate(listsWithoutArrows), name).toEqual([])
    })
  })
}

/** Keys that stand on the screen, as a screen reader is told them; Enter and the numbers of rows belong to the fields. */
function keysShown(): string[] {
  const said = [...document.querySelectorAll('[aria-keyshortcuts]')].filter(
    (control) => control.checkVisibility() && !control.matches(':disabled'),
  )
  return said.map((control) => control.getAttribute('aria-keyshortcuts') ?? '')
}

async function keysListed(): Promise<string[]> {
  await press(desk, 'F1')
  const list = desk.getByRole('dialog', { name: 'Tombol pada layar ini' })
  await expect(list).toBeVisible()
  const keys = await list.locator('.key-cap').allInnerTexts()
  await press(desk, 'Escape')
  await expect(list).toBeHidden()
  return keys
}

const written: Record<string, string> = {
  Escape: 'Esc',
  Enter: '⏎',
  'Control+Enter': 'Ctrl+⏎',
  'Alt+ArrowLeft': 'Alt+←',
  'Alt+ArrowRight': 'Alt+→',
}
/**
 * No button stands for the list itself, the way out of a person, the field of F3, nor for bookings while hits cover them;
 * Alt+I stands in the menu behind Alt+M while nobody is in front.
 */
const withoutButton = ['?', 'F1', 'Esc', 'F3', 'Alt+Y', 'Alt+I']

async function compareKeys() {
  const shown = new Set((await desk.evaluate(keysShown)).map((keys) => written[keys] ?? keys))
  const listed = new Set(await keysListed())
  const optional = new Set(['⏎', ...withoutButton])
  return {
    unlisted: [...shown].filter((keys) => !listed.has(keys) && !optional.has(keys)),
    unseen: [...listed].filter((keys) => !shown.has(keys) && !optional.has(keys)),
    ofTheList: ['F1', '?'].filter((keys) => listed.has(keys)),
  }
}

for (const part of deskParts) {
  test(`the list of keys has every key that the screen shows, and none that it does not: ${part}`, async () => {
    await walkDeskScreens(desk, part, async ({ name }) => {
      // In front of a dialog or a menu the keys of the screen rest, and so does their list.
      if ((await desk.locator('[role=dialog], [role=menu]').count()) > 0) return
      await softly.poll(compareKeys, name).toEqual({ unlisted: [], unseen: [], ofTheList: ['F1', '?'] })
    })
  })
}

test('a list that could not be read is asked for again by the key that stands there', async () => {
  await desk.route('**/api/visits/today', (route) => route.abort())
  await desk.reload()
  const list = desk.getByRole('complementary', { name: 'Hari ini' })
  const again = list.getByRole('button', { name: 'Coba lagi' })
  await expect(again).toBeVisible({ timeout: 30_000 })
  await desk.unroute('**/api/visits/today')
  await press(desk, 'F5')
  await expect(again).toHaveCount(0)
  await expect(list.getByText(/^Siapa di mana \([1-9]/)).toBeVisible()
})
