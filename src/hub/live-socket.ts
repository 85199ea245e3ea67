import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { revokedCode } from '#contract/access'
import { identifyPage, mayShow } from './access.ts'
import type { HubContext } from './context.ts'
import type { Listener } from './listener.ts'
import { describeFault } from './log.ts'
import { type Device, readDevice } from './store/devices.ts'

/** A page that hears nothing for five seconds shows that it is stale. */
const heartbeatMs = 2000
/** A television whose cable was pulled answers no more, and its voice passes to another. Beats, for clocks jump. */
const mostUnanswered = 3
/** Some thousand unread events: whoever is so far behind asks anew when it is back. */
const mostUnread = 64 * 1024

type LiveOptions = {
  listener: Listener
  /** Host, Origin and rate are those of the listener. */
  isAllowed: (request: IncomingMessage) => boolean
}

/** One WebSocket per page at `/live?p=<page>`: revisions of subjects, and a heartbeat. Returns how to end them. */
export function attachLive(server: Server, context: HubContext, options: LiveOptions): () => void {
  const { store, system, live, presence, log } = context
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false })
  const unanswered = new WeakMap<WebSocket, number>()

  async function findDevice(request: IncomingMessage): Promise<Device | 'revoked' | null> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loket')
    if (pathname !== '/live' || !options.isAllowed(request)) return null
    const pageId = searchParams.get('p')
    const page = await identifyPage(store.db, pageId, request.headers.cookie, system.now())
    if (page === 'revoked') return page
    if (!page || !mayShow(options.listener, page.surface)) return null
    return (await readDevice(store.db, page.deviceId)) ?? 'revoked'
  }

  async function open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const device = await findDevice(request)
    if (!device) {
      const refusal = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
      socket.end(refusal, () => socket.destroy())
      return
    }
    sockets.handleUpgrade(request, socket, head, (page) => {
      page.on('error', () => page.terminate())
      // Only through an open line does a browser learn why it may have none.
      if (device === 'revoked') return page.close(revokedCode)
      const stop = live.listen((event) => send(page, JSON.stringify(event)))
      const leave = presence.join(device, { end: (code) => page.close(code) })
      unanswered.set(page, 0)
      page.on('pong', () => {
        unanswered.set(page, 0)
        presence.touch(device.id)
      })
      page.on('close', () => {
        stop()
        leave()
      })
    })
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    open(request, socket, head).catch((fault) => {
      log.warn(describeFault(fault), 'live line refused')
      socket.destroy()
    })
  })

  const beat = setInterval(() => {
    for (const page of sockets.clients) {
      const missed = unanswered.get(page) ?? 0
      if (missed >= mostUnanswered) page.terminate()
      else page.ping()
      unanswered.set(page, missed + 1)
      send(page, '{"heartbeat":true}')
    }
  }, heartbeatMs)
  beat.unref()
  return () => {
    clearInterval(beat)
    for (const page of sockets.clients) page.terminate()
    sockets.close()
  }
}

/** A page that does not read is dropped before its unread events fill the memory. */
function send(page: WebSocket, message: string): void {
  if (page.readyState !== page.OPEN) return
  if (page.bufferedAmount > mostUnread) page.terminate()
  else page.send(message)
}
