import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { clips } from '#domain/voice-clips'
import { createLimits } from '#hub/lan/limits'

/** Limits at a moment that stands still until it is moved. */
function limitsAtRest() {
  let at = 0
  const limits = createLimits(() => at)
  return {
    isRefused: (url: string) =>
      limits.refuse(Object.assign(new IncomingMessage(new Socket()), { url }))?.status === 429,
    pass: (seconds: number) => {
      at += seconds * 1000
    },
  }
}

/** What a television asks for when it starts, as counted at one: page, assets, the whole vocabulary, calls. */
const startOfPage = [
  '/display/?p=0199',
  ...Array.from({ length: 8 }, (_, n) => `/display/assets/part-${n}.js`),
  ...clips.map(({ name }) => `/voice/${name}.wav`),
  '/live?p=0199',
  '/api/display/board',
  '/api/display/sound',
  '/api/display/confirm',
]

test('a page asks for about two hundred things when it starts', () => {
  expect(startOfPage.length).toBeGreaterThanOrEqual(190)
})

test.each([
  ['three displays on one computer', 3],
  ['five televisions behind one router', 5],
  ['as many televisions as one router has connections for', 17],
])('%s start at the same moment and lack nothing', (_, pages) => {
  const { isRefused } = limitsAtRest()
  const asked = Array.from({ length: pages }, () => startOfPage).flat()
  expect(asked.filter(isRefused)).toEqual([])
})

test.each([
  '/api/display/board',
  '/pair',
  '/pair/ca.crt',
  '/live?p=0199',
  '/',
  '/voice',
  '/api/assets/x',
  '/voice/../api/x',
])('a flood of %s ends at five hundred, and goes on at fifty a second', (url) => {
  const { isRefused, pass } = limitsAtRest()
  const served = (asked: number) => Array.from({ length: asked }, () => url).filter((one) => !isRefused(one))
  expect(served(2000)).toHaveLength(500)
  pass(1)
  expect(served(2000)).toHaveLength(50)
})

test('whoever is refused calls still gets the page and its clips', () => {
  const { isRefused } = limitsAtRest()
  while (!isRefused('/api/display/board'));
  expect(['/display/', '/display/assets/main.js', '/voice/satu.wav'].filter(isRefused)).toEqual([])
})

test('a page is refused as a whole and never its script alone', () => {
  const { isRefused, pass } = limitsAtRest()
  const scripts = startOfPage.filter((url) => url.includes('/assets/'))
  while (!isRefused('/display/'));
  expect(scripts.filter(isRefused)).toEqual([])
  while (!isRefused('/voice/satu.wav'));
  expect(isRefused('/display/')).toBe(true)
  pass(1)
  expect(['/display/', ...scripts].filter(isRefused)).toEqual([])
})
