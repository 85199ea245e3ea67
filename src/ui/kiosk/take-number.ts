import type { RefusedProblem } from '#contract/base'
import type { HubOutputs } from '#contract/hub/hub'
import { askHub } from '../shared/ask-hub.ts'
import type { Answers } from './journey.ts'

export type Ticket = HubOutputs['kiosk']['take']['ticket']
/** One wish for a number. It keeps its `requestId` until its number was shown: however often it is asked, it is one number. */
export type Wish = { requestId: string; answers: Answers }

type Kept = Wish & { at: number }

const key = 'loket.kiosk-wish'
/** Whoever comes later than this to a page that was loaded anew is somebody else. */
const keptMs = 60_000
const retryMs = 1000

export function newWish(answers: Answers): Wish {
  const wish = { requestId: newRequestId(), answers }
  const kept: Kept = { ...wish, at: Date.now() }
  sessionStorage.setItem(key, JSON.stringify(kept))
  return wish
}

/** What was asked for before the page was loaded anew, by a hand or a power cut. */
export function keptWish(): Wish | null {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null
  return kept && Date.now() - kept.at < keptMs ? kept : null
}

export function forgetWish(): void {
  sessionStorage.removeItem(key)
}

/** Asks until the hub answers, through restarts and pulled cables; null once nobody can be expected to wait longer. */
export async function takeNumber(
  page: string,
  wish: Wish,
): Promise<{ ticket: Ticket } | { refused: RefusedProblem } | null> {
  const { requestId, answers } = wish
  const until = performance.now() + keptMs
  while (performance.now() < until) {
    const answer = await askHub<{ ticket: Ticket }>(page, 'kiosk/take', { requestId, ...answers })
    if (answer) return 'said' in answer ? answer.said : answer
    await pause()
  }
  return null
}

/** Tells the hub, once it answers again, that whoever wished has been sent to the staff: a number made since is nobody's. */
export async function giveBack(page: string, { requestId }: Wish): Promise<void> {
  while (!(await askHub(page, 'kiosk/giveBack', { requestId }))) await pause()
}

const pause = () => new Promise((resolve) => setTimeout(resolve, retryMs))

/** A random UUID (RFC 9562, version 4). `crypto.randomUUID` does not exist over plain http on a LAN. */
function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte
    return marked.toString(16).padStart(2, '0')
  }).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
