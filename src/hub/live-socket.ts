import type { IncomingMessage, Server } from 'node:http'
import { WebSocketServer } from 'ws'
import { identifyPage } from './access.ts'
import type { HubContext } from './context.ts'

/** A page that hears nothing for five seconds shows that it is stale. */
const heartbeatMs = 2000

/** One WebSocket per page at `/live?p=<page>`: revisions of subjects, and a heartbeat. */
export function attachLive(
  server: Server,
  context: HubContext,
  isSameOrigin: (request: IncomingMessage) => boolean,
): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false })

  server.on('upgrade', async (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://loket')
    const known =
      url.pathname === '/live' &&
      isSameOrigin(request) &&
      (await identifyPage(
        context.store.db,
        url.searchParams.get('p'),
        request.headers.cookie,
        context.system.now(),
      ))
    if (!known) return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (page) => {
      const stop = context.live.listen((event) => page.send(JSON.stringify(event)))
      page.on('close', stop)
      page.on('error', () => page.terminate())
    })
  })

  const beat = setInterval(() => {
    for (const page of sockets.clients) page.send('{"heartbeat":true}')
  }, heartbeatMs)
  beat.unref()
  return () => {
    clearInterval(beat)
    for (const page of sockets.clients) page.terminate()
    sockets.close()
  }
}
