import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { problem, Refusal, sentenceOf } from '#domain/errors'
import { cookieNameOf } from './access.ts'
import { createApi, describeApi } from './api.ts'
import type { HubContext } from './context.ts'
import { deskUrlPath, isSecret, secretHeader } from './desk-address.ts'
import { attachLive } from './live-socket.ts'
import { describeFault } from './log.ts'
import { createScreens, sendText } from './screens.ts'
import { insertPage } from './store/devices.ts'
import { sha256 } from './system.ts'

export type Listening = { origin: string; close: () => Promise<void> }

/** Hands a fresh desk address to another start on this computer that knows the secret; null: nobody may ask. */
export type DeskDoor = { secret: string; newDeskUrl: () => string } | null

/** Listens on loopback only; `port` 0 takes a free one. */
export async function serveHub(
  context: HubContext,
  options: { port: number; screens: string; deskDoor: DeskDoor },
): Promise<Listening> {
  const api = createApi(context)
  const screens = createScreens(options.screens, context.system)
  const server = createServer((request, response) => {
    handle(request, response).catch((fault) => {
      context.log.error(describeFault(fault), 'request failed')
      if (!response.headersSent) sendText(response, 500, 'Terjadi kesalahan. Muat ulang halaman ini.')
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    harden(response)
    if (!isSameOrigin(request, server)) return sendText(response, 403, 'Alamat ini tidak dikenal Loket.')
    const url = new URL(request.url ?? '/', 'http://loket')
    if (url.pathname === '/open') return openPage(context, response, url.searchParams.get('code') ?? '')
    if (url.pathname === deskUrlPath && options.deskDoor)
      return tellDeskUrl(options.deskDoor, request, response)
    if (url.pathname === '/api/openapi.json') return sendJson(response, await describeApi())
    if (url.pathname.startsWith('/api/') && (await api(request, response))) return
    if (screens(request, response, url.pathname)) return
    sendText(response, 404, sentenceOf(problem('page_not_opened')))
  }

  await listen(server, options.port)
  const stopLive = attachLive(server, context, (request) => isSameOrigin(request, server))
  return {
    origin: originOf(server),
    close: () =>
      new Promise((resolve) => {
        stopLive()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) =>
      reject(fault.code === 'EADDRINUSE' ? new Refusal(problem('port_in_use', { port })) : fault),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Refuses a rebound name in Host and a page of another site in Origin. */
function isSameOrigin(request: IncomingMessage, server: Server): boolean {
  const { port } = server.address() as AddressInfo
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const { host, origin } = request.headers
  return (
    hosts.includes(host ?? '') &&
    (origin === undefined || hosts.some((known) => origin === `http://${known}`))
  )
}

function harden(response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
}

/** Spends a one-time code for the page's own cookie, which scripts cannot read and other sites cannot send. */
async function openPage(context: HubContext, response: ServerResponse, code: string): Promise<void> {
  const opening = context.codes.spend(code)
  if (!opening) return sendText(response, 410, sentenceOf(problem('page_not_opened')))
  const { system, store } = context
  const [id, token] = [system.newId(), system.newToken()]
  const page = { id, ...opening, tokenHash: sha256(token), at: system.now() }
  await store.write((tx) => insertPage(tx, page))
  const days = opening.surface === 'desk' ? '' : '; Max-Age=31536000'
  response.setHeader('set-cookie', `${cookieNameOf(id)}=${token}; Path=/; HttpOnly; SameSite=Strict${days}`)
  response.statusCode = 303
  response.setHeader('location', `/${opening.surface}/?p=${id}`)
  response.end()
}

function tellDeskUrl(
  { secret, newDeskUrl }: NonNullable<DeskDoor>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const allowed = request.method === 'POST' && isSecret(secret, String(request.headers[secretHeader] ?? ''))
  response.setHeader('cache-control', 'no-store')
  if (allowed) sendJson(response, { url: newDeskUrl() })
  else sendText(response, 403, sentenceOf(problem('page_not_opened')))
}

function sendJson(response: ServerResponse, body: object): void {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(body))
}
