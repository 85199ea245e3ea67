import { WebSocket } from 'ws'
import type { Board } from '#contract/hub/display'
import type { LiveEvent } from '#contract/hub/live'
import { type Client, openPage, type TestPage } from '../support/hub.ts'

/** Displays without a screen: each hears the hub, asks for the board when it has changed, and confirms what it read. */
export type LiveDisplays = { count: number; close: () => void }

export async function connectDisplays(desk: Client, count: number): Promise<LiveDisplays> {
  const sockets: WebSocket[] = []
  for (let index = 0; index < count; index += 1) {
    const { url } = await desk.pages.open({ surface: 'display' })
    sockets.push(await follow(await openPage(url)))
  }
  return {
    count,
    close: () => {
      for (const socket of sockets) socket.terminate()
    },
  }
}

/** As src/ui/display does it: one question at a time, and one receipt for all that is new. */
async function follow(page: TestPage): Promise<WebSocket> {
  const { id, cookie, origin } = page
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/live?p=${id}`, {
    headers: { cookie, origin },
  })
  let confirmed = new Set<number>()
  let wanted = ''
  let shown = ''
  let asking = false

  async function ask(): Promise<void> {
    if (asking || wanted === shown) return
    asking = true
    const revision = wanted
    const { calls } = (await post(page, 'board')) as Board
    const fresh = calls.map(({ callId }) => callId).filter((callId) => !confirmed.has(callId))
    confirmed = new Set(calls.map(({ callId }) => callId))
    if (fresh.length > 0) await post(page, 'confirm', { shown: fresh.slice(-60), spoken: [] })
    shown = revision
    asking = false
    goOn()
  }

  /** What was under way when the displays left is nobody's loss. */
  function goOn(): void {
    ask().catch((fault) => {
      if (socket.readyState === WebSocket.OPEN) throw fault
    })
  }

  socket.on('message', (data) => {
    const { subject, revision } = JSON.parse(String(data)) as Partial<LiveEvent>
    if (subject !== 'queue' || revision === undefined) return
    wanted = revision
    goOn()
  })
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  return socket
}

/** Not through the contract's client: what fifty machines do here is done by one, and must not become the measure. */
async function post({ id, cookie, origin }: TestPage, question: string, input?: object): Promise<unknown> {
  const answer = await fetch(`${origin}/api/display/${question}`, {
    method: 'POST',
    headers: { 'loket-page': id, cookie, 'content-type': 'application/json' },
    ...(input && { body: JSON.stringify(input) }),
  })
  return answer.json()
}
