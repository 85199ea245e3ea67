import { WebSocket } from 'ws'
import { liveEvent, type Subject } from '#contract/hub/live'
import type { TestPage } from './hub.ts'

export type Ear = {
  heard: string[]
  /** The first message that fits, from those not yet asked for. */
  next: (fits: (message: string) => boolean) => Promise<string>
  /** The code that the hub closed it with. */
  closed: Promise<number>
  close: () => Promise<number>
}

/** A page's live socket. With `deaf` it takes what comes from the network and never answers a heartbeat. */
export function listen(
  page: Pick<TestPage, 'id' | 'cookie' | 'origin'>,
  { deaf = false }: { deaf?: boolean } = {},
): Ear {
  const socket = new WebSocket(`${page.origin.replace('http', 'ws')}/live?p=${page.id}`, {
    headers: { cookie: page.cookie, origin: page.origin },
    autoPong: !deaf,
  })
  const heard: string[] = []
  const waiting = new Set<() => void>()
  let read = 0
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('message', (data) => {
    heard.push(String(data))
    for (const wake of waiting) wake()
  })
  return {
    heard,
    next: (fits) =>
      new Promise((resolve) => {
        function look(): void {
          while (read < heard.length) {
            const message = heard[read] ?? ''
            read += 1
            if (!fits(message)) continue
            waiting.delete(look)
            resolve(message)
            return
          }
        }
        waiting.add(look)
        look()
      }),
    closed,
    close: () => {
      socket.terminate()
      return closed
    },
  }
}

/** An ear that is known to the hub: the first events have come. */
export async function listening(...[page, options]: Parameters<typeof listen>): Promise<Ear> {
  const ear = listen(page, options)
  await ear.next(isAbout('settings'))
  return ear
}

export function isAbout(subject: Subject): (message: string) => boolean {
  return (message) => message.includes(`"${subject}"`)
}

export function revisionIn(message: string): string {
  return liveEvent.parse(JSON.parse(message)).revision
}
