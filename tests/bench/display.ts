import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'
import { type Client, clientOf, newArrival } from '../support/hub.ts'
import { scratchCopy } from './data.ts'
import { openDeskInBrowser } from './desk-browser.ts'
import { connectDisplays, type LiveDisplays } from './live-displays.ts'
import { measureOpenDisplay } from './open-display.ts'
import { somePatients } from './patients.ts'
import { type Bench, type Figure, percentile } from './report.ts'
import { openTelevision, type Television } from './television.ts'

const callsEach = 40
const spokenCalls = 5
const pollMs = 3000
/** Younger calls are still said when a display is given its voice; here they would stand before the measured one. */
const spokenWithinMs = 15_000
/** A person comes, then is called; out of step with the poller, so that calls fall on every part of its three seconds. */
const betweenCallsMs = 700

type Line = { api: Client; roomId: string; patients: string[] }

/**
 * From the order «call» to the number painted on a television, with 1, 10 and 50 displays connected: two of them real
 * pages, the others live clients that ask for the board and confirm as a page does. In the same run a client that asks
 * every three seconds; then how soon a call is heard, how soon a screen says that it is cut off, and what it keeps of a day.
 */
export const display: Bench = async ({ patients, note }) => {
  const folder = await scratchCopy(patients ?? 30_000, note)
  const { hub, context, desk, close } = await openDeskInBrowser(folder)
  const api = await clientOfPage(desk, context)
  const line = await openLine(api)
  await setVolume(api, 0)
  const figures: Figure[] = []

  const first = await openTelevision(context, api)
  const poller = startPoller(await clientOfPage(first.page, context))
  const alone = await callMany(line, callsEach)
  figures.push(...painted(1, [first], alone), poll(poller.stop(), alone))

  const second = await openTelevision(context, api)
  const crowd: LiveDisplays[] = []
  for (const displays of [10, 50]) {
    note(`${displays} displays`)
    const connected = 2 + crowd.reduce((sum, { count }) => sum + count, 0)
    crowd.push(await connectDisplays(api, displays - connected))
    figures.push(...painted(displays, [first, second], await callMany(line, callsEach)))
  }
  figures.push(await measureSpeech(line, first))
  figures.push(await measureSilence(first, () => hub.stop('SIGKILL')))
  for (const displays of crowd) displays.close()
  await close()
  rmSync(folder, { recursive: true, force: true })
  return [...figures, ...(await measureOpenDisplay(note))]

  function painted(displays: number, televisions: Television[], calls: Calls): Figure[] {
    const delays = televisions.flatMap(({ painted }) => delaysOf(painted, calls))
    const name = `painted_${displays}`
    return [
      { measure: `${name}_p50_ms`, value: percentile(delays, 0.5), unit: 'ms', target: null },
      { measure: `${name}_p95_ms`, value: percentile(delays, 0.95), unit: 'ms', target: 150 },
      {
        measure: `${name}_never`,
        value: calls.size * televisions.length - delays.length,
        unit: '',
        target: 0,
      },
    ]
  }
}

/** When each number was called, or seen. */
type Calls = ReadonlyMap<string, number>

function delaysOf(seen: Calls, calls: Calls): number[] {
  return [...calls].flatMap(([number, at]) => {
    const shown = seen.get(number)
    return shown === undefined ? [] : [shown - at]
  })
}

function poll(seen: Calls, calls: Calls): Figure {
  const value = percentile(delaysOf(seen, calls), 0.95)
  return { measure: 'poller_3s_p95_ms', value, unit: 'ms', target: null }
}

/** Speaks for a page that is open in the browser. */
async function clientOfPage(page: Page, context: BrowserContext): Promise<Client> {
  await page.waitForURL(/[?&]p=/)
  const url = new URL(page.url())
  const id = url.searchParams.get('p') ?? ''
  const cookie = (await context.cookies()).find(({ name }) => name.endsWith(id))
  return clientOf(url.origin, { 'loket-page': id, cookie: `${cookie?.name}=${cookie?.value}` })
}

async function openLine(api: Client): Promise<Line> {
  const rooms = (await api.session.current()).facility?.rooms ?? []
  const roomId = rooms.find(({ roles }) => roles.includes('dewasa'))?.id ?? ''
  // Some of them are here today already and are passed over.
  return { api, roomId, patients: await somePatients(api, 4 * callsEach + spokenCalls) }
}

async function callMany(line: Line, count: number): Promise<Calls> {
  const calledAt = new Map<string, number>()
  while (calledAt.size < count) {
    await register(line)
    await wait(betweenCallsMs)
    const at = Date.now()
    const { number } = await line.api.queue.callNext({ roomId: line.roomId })
    calledAt.set(number, at)
  }
  // The last ones are to be seen as well, also by the poller.
  await wait(pollMs)
  return calledAt
}

async function register({ api, roomId, patients }: Line): Promise<void> {
  for (let patientId = patients.pop(); patientId; patientId = patients.pop()) {
    const ticket = await api.visits
      .register({
        patientId,
        arrival: newArrival(),
        complaint: '',
        payer: 'umum',
        confirmedBy: ['nama', 'tanggal_lahir'],
        override: { roomId, reason: 'ukur' },
        arrivalId: null,
      })
      .catch(() => null)
    if (ticket) return
  }
  throw new Error('no patients are left to be called')
}

async function setVolume(api: Client, volume: number): Promise<void> {
  const settings = await api.settings.read()
  await api.settings.save({ ...settings, voice: { ...settings.voice, volume, times: 1, quiet: null } })
}

/** From the order «call» to the first sample that leaves the page, nothing else being said. */
async function measureSpeech(line: Line, { page, sounds }: Television): Promise<Figure> {
  await wait(spokenWithinMs)
  await setVolume(line.api, 50)
  // A browser lets only the page in front be woken.
  await page.bringToFront()
  await page.mouse.click(960, 1060)
  const delays: number[] = []
  for (let call = 0; call < spokenCalls; call += 1) {
    await register(line)
    const spoken = page.waitForRequest((request) => /"spoken":\[\d/.test(request.postData() ?? ''), {
      timeout: 60_000,
    })
    const at = Date.now()
    await line.api.queue.callNext({ roomId: line.roomId })
    await spoken
    const [sound] = (await sounds()).filter((time) => time >= at)
    if (sound !== undefined) delays.push(sound - at)
  }
  return { measure: 'speech_starts_p95_ms', value: percentile(delays, 0.95), unit: 'ms', target: 1000 }
}

async function measureSilence({ page }: Television, stopHub: () => Promise<void>): Promise<Figure> {
  const at = Date.now()
  await stopHub()
  await page.waitForSelector('body.stale')
  return { measure: 'says_stale_after_ms', value: Date.now() - at, unit: 'ms', target: 5000 }
}

function startPoller(api: Client): { stop: () => Calls } {
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
