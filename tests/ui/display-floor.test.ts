import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import { root } from '../../scripts/run-tool.ts'
import { findTooNew } from '../support/browser-floor.ts'

/** Chromium of a Samsung television of 2021; the evidence stands in vite.display.config.ts. */
const floor = 76
/** Words of our contract that a younger language has too: a number is taken at the kiosk, an estimate has minutes. */
const own = ['take', 'minutes']
/**
 * Of shared/ticket.css, which a kiosk without a hub's printer prints with. Passed over, the printer's own paper size
 * holds, and the kiosk's own print rule hides its page.
 */
const printOnly = ['page (85)', ':has (105)']

let files: { name: string; text: string }[] = []

beforeAll(async () => {
  const configFile = join(root, 'vite.display.config.ts')
  const built = await build({ configFile, logLevel: 'error', build: { write: false } })
  files = (built as Rolldown.RolldownOutput).output.map((file) => ({
    name: file.fileName,
    text: file.type === 'chunk' ? file.code : String(file.source),
  }))
})

test('the built waiting-room screens ask nothing of a browser that a television of 2021 does not have', () => {
  const code = files.filter(({ name }) => /\.(js|css)$/.test(name))
  expect(code.length).toBeGreaterThan(2)
  expect(Object.fromEntries(code.map((file) => [file.name, findNew(file)]))).toEqual(
    Object.fromEntries(code.map(({ name }) => [name, []])),
  )
})

function findNew(file: { name: string; text: string }): string[] {
  const harmless = /\bkiosk-.*\.css$/.test(file.name) ? printOnly : []
  return findTooNew(file, floor, own).filter((found) => !harmless.includes(found))
}

test.each([
  ['a.js', 'const last = list.at(-1)', '.at (92)'],
  ['a.js', 'const sooner = (call) => ({ at: call.at }).at + list.at(-1)', '.at (92)'],
  ['a.js', 'box.replaceChildren()', '.replaceChildren (86)'],
  ['a.js', 'structuredClone(board)', 'structuredClone (98)'],
  ['a.js', 'text.replaceAll("a", "b")', '.replaceAll (85)'],
  ['a.js', 'Object.hasOwn(board, "now")', '.hasOwn (93)'],
  ['a.js', 'new FinalizationRegistry(drop)', 'FinalizationRegistry (84)'],
  ['a.js', 'box.style.inset = "0"', 'inset (87)'],
  ['a.js', 'room?.number', 'syntax after ES2019'],
  ['a.js', 'board ??= next', 'syntax after ES2019'],
  ['a.css', '.foot { display: flex; gap: 1rem }', 'gap outside a grid (84)'],
  ['a.css', '.room { inset: 0 }', 'inset (87)'],
  ['a.css', '.room { aspect-ratio: 16 / 9 }', 'aspect-ratio (88)'],
  ['a.css', '.room { width: min(1vw, 2rem) }', 'min() (79)'],
  ['a.css', '.room { height: 100dvh }', 'dvh (108)'],
  ['a.css', '.room { color: color-mix(in srgb, red, blue) }', 'color-mix() (111)'],
  ['a.css', '.room { margin-inline: 1rem }', 'margin-inline (87)'],
  ['a.css', '.room { overflow: clip }', 'overflow: clip (90)'],
  ['a.css', ':is(.room, .call) { margin: 0 }', ':is (88)'],
  ['a.css', '.room { .label { margin: 0 } }', 'nested rule (112)'],
  ['a.css', '@media (width > 40rem) { .room { margin: 0 } }', '@media range (104)'],
  ['a.css', '@layer screen { .room { margin: 0 } }', '@layer (99)'],
])('in %s «%s» would be found', (name, text, found) => {
  expect(findTooNew({ name, text }, floor).join()).toContain(found)
})

test('what every television has is let through', () => {
  const script =
    'const n = [1, [2]].flat().includes(2); document.body.append(String(n)); fetch("/a").finally(n)'
  expect(findTooNew({ name: 'a.js', text: script }, floor)).toEqual([])
  expect(findTooNew({ name: 'a.js', text: 'const { at } = call; show(at, call.at)' }, floor)).toEqual([])
  const styles =
    '.a { display: grid; gap: 1rem; isolation: isolate; height: calc(1vh + 2px) } .a::before { top: 0 }'
  expect(findTooNew({ name: 'a.css', text: styles }, floor)).toEqual([])
})
