import { rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { expect, type Page, type Request } from '@playwright/test'
import { chooseSex } from '../support/clerk.ts'
import { field, tabTo } from '../support/keyboard.ts'
import { scratchCopy } from './data.ts'
import { openDeskInBrowser } from './desk-browser.ts'
import { type Bench, type Figure, percentile } from './report.ts'

/** Between two keys of somebody who types every day: about 100 words in two minutes. */
const keyMs = 120

/** Names that nobody in the demo has; what is typed to find them is their first word. */
const people = ['qaisarah', 'quzwini', 'xaverina', 'zulqaidah', 'qurratul'].map(
  (word) => `${word} sekarwangi`,
)

type Walk = { keys: number; seconds: number }

/**
 * The work of a clerk in a real browser, by keyboard and at a typist's pace, from the first key to the printed ticket.
 * `keys` counts what is pressed beyond the text that is the person's own; `draft_unsaved_ms` is how long a key may wait
 * until the hub has it on disk.
 */
export const counter: Bench = async ({ patients, note }) => {
  const folder = await scratchCopy(patients ?? 100_000, note)
  const { desk, close } = await openDeskInBrowser(folder)
  await countKeys(desk)
  const unsaved = await measureDraft(desk)
  const fresh: Walk[] = []
  const returning: Walk[] = []
  for (const name of people) {
    fresh.push(await newPatient(desk, name))
    await takeBack(desk, name)
    returning.push(await returningPatient(desk, name))
  }
  await close()
  rmSync(folder, { recursive: true, force: true })
  return [
    ...figuresOf('returning', returning, { keys: 6, seconds: 10 }),
    ...figuresOf('new', fresh, null),
    { measure: 'draft_unsaved_p99_ms', value: percentile(unsaved, 0.99), unit: 'ms', target: null },
    { measure: 'draft_unsaved_max_ms', value: Math.max(...unsaved), unit: 'ms', target: null },
  ]
}

function figuresOf(kind: string, walks: readonly Walk[], target: Walk | null): Figure[] {
  const most = (of: keyof Walk) => Math.max(...walks.map((walk) => walk[of]))
  return [
    { measure: `${kind}_keys`, value: most('keys'), unit: '', target: target?.keys ?? null },
    { measure: `${kind}_seconds`, value: most('seconds'), unit: 's', target: target?.seconds ?? null },
  ]
}

declare global {
  interface Window {
    keysPressed: number
  }
}

/** The browser's dialog for printers is no part of Loket. */
async function countKeys(desk: Page): Promise<void> {
  await desk.evaluate(() => {
    window.print = () => undefined
    window.keysPressed = 0
    // A shortcut ends its key on the way down.
    window.addEventListener('keydown', () => (window.keysPressed += 1), { capture: true })
  })
}

const searchBox = (desk: Page) => desk.getByRole('combobox', { name: 'Cari pasien' })

/** `own`: the letters that are the person's own. */
async function walk(desk: Page, own: number, work: () => Promise<void>): Promise<Walk> {
  const before = await desk.evaluate(() => window.keysPressed)
  const started = performance.now()
  await work()
  await expect(searchBox(desk)).toBeFocused()
  await expect(desk.getByRole('region', { name: 'Tiket terakhir' })).toBeVisible()
  const seconds = (performance.now() - started) / 1000
  return { keys: (await desk.evaluate(() => window.keysPressed)) - before - own, seconds }
}

const type = (desk: Page, text: string) => desk.keyboard.type(text, { delay: keyMs })

async function press(desk: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await desk.keyboard.press(key, { delay: keyMs })
}

function returningPatient(desk: Page, name: string): Promise<Walk> {
  const text = name.split(' ')[0] ?? name
  return walk(desk, text.length, async () => {
    await type(desk, text)
    await expect(desk.getByRole('option', { selected: true })).toContainText(name)
    await press(desk, 'Enter')
    await expectVisit(desk)
    await press(desk, '1', '2', 'Enter')
  })
}

/** Name, birth date and sex, the reason for no NIK, and the payer: what nobody may leave out. */
function newPatient(desk: Page, name: string): Promise<Walk> {
  const birth = '14051990'
  return walk(desk, name.length + birth.length, async () => {
    await press(desk, 'F2')
    await expect(field(desk, 'Nama lengkap')).toBeFocused()
    await type(desk, name)
    await tabTo(field(desk, 'Alasan tanpa NIK'))
    await press(desk, 'k', 't', 'p', 'Enter')
    await tabTo(field(desk, 'Tanggal lahir'))
    await type(desk, birth)
    await chooseSex(desk, 'P')
    await tabTo(field(desk, 'Penjamin'))
    await press(desk, 'u', 'Control+Enter')
    await expect(desk.getByRole('heading', { name, exact: true })).toBeVisible()
    await expectVisit(desk)
    await press(desk, 'Enter')
  })
}

/** The visit stands open, and the cursor waits in it. */
async function expectVisit(desk: Page): Promise<void> {
  await expect(desk.getByRole('checkbox').and(desk.locator(':focus'))).toBeVisible()
}

/** Undoes the ticket, so that the same person can come back today. */
async function takeBack(desk: Page, name: string): Promise<void> {
  await press(desk, 'Alt+z')
  await expect(desk.getByRole('heading', { name, exact: true })).toBeVisible()
  await press(desk, 'Escape')
  await expect(searchBox(desk)).toBeFocused()
  await press(desk, 'ControlOrMeta+a', 'Delete')
}

/** Types on without a pause; milliseconds from each key until the hub has confirmed a draft that holds it. */
async function measureDraft(desk: Page): Promise<number[]> {
  const text = 'qonitah mahabbah '.repeat(4)
  const saved: { length: number; at: number }[] = []
  const note = (request: Request) => {
    if (!request.url().endsWith('/api/drafts/save')) return
    const { values } = JSON.parse(request.postDataJSON().body)
    saved.push({ length: values.name.length, at: performance.now() })
  }
  desk.on('requestfinished', note)
  await press(desk, 'F2')
  await expect(field(desk, 'Nama lengkap')).toBeFocused()
  const typed: number[] = []
  for (const letter of text) {
    typed.push(performance.now())
    await desk.keyboard.press(letter === ' ' ? 'Space' : letter, { delay: keyMs / 2 })
  }
  await expect.poll(() => saved.at(-1)?.length).toBe(text.length)
  desk.off('requestfinished', note)
  await press(desk, 'Escape', 'Alt+b')
  await expect(searchBox(desk)).toBeFocused()
  return typed.map((at, place) => (saved.find(({ length }) => length > place)?.at ?? Number.NaN) - at)
}
