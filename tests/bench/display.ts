import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'
import { type Client, clientOf, newArrival } from '../support/hub.ts'
import { scratchCopy } from './data.ts'
import { openDeskInBrowser } from './desk-browser.ts'
import { somePatients } from './patients.ts'
import { type Bench, percentile } from './report.ts'

declare global {
  interface Window {
    shownAt: Map<string, number>
  }
}

const calls = 60
const pollMs = 3000
/** A person comes, then is called; out of step with the poller, so that calls fall on every part of its three seconds. */
const betweenCallsMs = 700

/** From the order «call» to the number painted on one television; beside it, a client that asks every three seconds. */
export const display: Bench = async ({ patients, note }) => {
  const folder = await scratchCopy(patients ?? 30_000, note)
  const { context, desk, close } = await openDeskInBrowser(folder)
  const api = await clientOfPage(desk, context)
  const [television] = await Promise.all([context.waitForEvent('page'), desk.keyboard.press('F6')])
  await television.setViewportSize({ width: 1920, height: 1080 })
  await watchNumbers(television)
  const poller = startPoller(await clientOfPage(television, context))

  const calledAt = await callMany(api)
  await wait(pollMs)
  const polled = poller.stop()
  const painted = await television.evaluate(() => [...window.shownAt])
  await close()
  rmSync(folder, { recursive: true, force: true })
  const delays = (seen: Iterable<[string, number]>) =>
    [...seen].flatMap(([number, at]) => (calledAt.has(number) ? [at - (calledAt.get(number) ?? 0)] : []))
  return [
    { measure: 'painted_1_p50_ms', value: percentile(delays(painted), 0.5), unit: 'ms', target: null },
    { measure: 'painted_1_p95_ms', value: percentile(delays(painted), 0.95), unit: 'ms', target: 150 },
    { measure: 'poller_3s_p95_ms', value: percentile(delays(polled), 0.95), unit: 'ms', target: null },
    { measure: 'calls_never_painted', value: calledAt.size - delays(painted).length, unit: '', target: 0 },
  ]
}

/** Speaks for a page that is open in the browser. */
async function clientOfPage(page: Page, context: BrowserContext): Promise<Client> {
  await page.waitForURL(/[?&]p=/)
  const url = new URL(page.url())
  const id = url.searchParams.get('p') ?? ''
  const cookie = (await context.cookies()).find(({ name }) => name.endsWith(id))
  return clientOf(url.origin, { 'loket-page': id, cookie: `${cookie?.name}=${cookie?.value}` })
}

async function callMany(api: Client): Promise<Map<string, number>> {
  const rooms = (await api.session.current()).facility?.rooms ?? []
  const roomId = rooms.find(({ roles }) => roles.includes('dewasa'))?.id ?? ''
  const calledAt = new Map<string, number>()
  for (const patientId of await somePatients(api, calls)) {
    const ticket = await api.visits
      .register({
        patientId,
        arrival: newArrival(),
        complaint: '',
        payer: 'umum',
        confirmedBy: ['nama', 'tanggal_lahir'],
        override: { roomId, reason: 'ukur' },
      })
      .catch(() => null)
    if (!ticket) continue
    await wait(betweenCallsMs)
    const at = Date.now()
    const { number } = await api.queue.callNext({ roomId })
    calledAt.set(number, at)
  }
  return calledAt
}

/** Notes when each number is painted: the frame after it has come into the page. */
async function watchNumbers(television: Page): Promise<void> {
  await television.waitForFunction(() => document.body.childElementCount > 0)
  await television.evaluate(() => {
    window.shownAt = new Map()
    const note = () => {
      const numbers = (document.body.textContent ?? '').match(/[A-Z]-\d{3}/g) ?? []
      requestAnimationFrame(() =>
        setTimeout(() => {
          for (const number of numbers)
            if (!window.shownAt.has(number)) window.shownAt.set(number, Date.now())
        }),
      )
    }
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}

function startPoller(api: Client): { stop: () => Map<string, number> } {
  const seen = new Map<string, number>()
  const timer = setInterval(async () => {
    const { rooms, recent } = await api.display.board()
    for (const { number } of [...rooms, ...recent])
      if (number && !seen.has(number)) seen.set(number, Date.now())
  }, pollMs)
  return {
    stop: () => {
      clearInterval(timer)
      return seen
    },
  }
}
