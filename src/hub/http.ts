import { X509Certificate } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { surfaces } from '#contract/access'
import { problem, sentenceOf } from '#domain/errors'
import { mayShow, pageCookie } from './access.ts'
import { createApi, describeApi } from './api.ts'
import type { HubContext } from './context.ts'
import { deskUrlPath, isSecret, secretHeader } from './desk-address.ts'
import { type Entrance, type Listening, openEntrance } from './entrance.ts'
import { createLimits } from './lan/limits.ts'
import type { Listener } from './listener.ts'
import { attachLive } from './live-socket.ts'
import { describeFault } from './log.ts'
import { handlePairing } from './pair-door.ts'
import { createScreens, sendText } from './screens.ts'
import { sendProblem, sendToHttps } from './send-problem.ts'
import { insertPage } from './store/devices.ts'
import { sha256 } from './system.ts'

export type Listen = (entrance: Entrance) => Promise<Listening>

/** Hands a fresh desk address to another start on this computer that knows the secret; null: nobody may ask. */
export type DeskDoor = { secret: string; newDeskUrl: () => string } | null

/** The same pages and calls behind every entrance; what may be had where is decided here. */
export function createHttp(context: HubContext, options: { screens: string; deskDoor: DeskDoor }): Listen {
  const api = createApi(context)
  const screens = createScreens(options.screens, context.system)
  const limits = createLimits(context.system.now)

  function refuse(request: IncomingMessage, listener: Listener) {
    return listener === 'loopback' ? null : limits.refuse(request)
  }

  async function handle(
    request: IncomingMessage,
    response: ServerResponse,
    listener: Listener,
    isOwn: (request: IncomingMessage) => boolean,
  ): Promise<void> {
    harden(response)
    const refused = refuse(request, listener)
    if (refused) {
      response.setHeader('connection', 'close')
      if (refused.status === 429) {
        response.setHeader('retry-after', '1')
        // What was to be a page asks again by itself: nobody stands before a television with a keyboard.
        response.setHeader('refresh', '3')
      }
      return sendProblem(request, response, refused.status, refused.problem)
    }
    if (!isOwn(request)) return sendText(response, 403, 'Alamat ini tidak dikenal Loket.')
    const url = URL.parse(request.url ?? '/', 'http://loket')
    if (!url) return sendText(response, 404, sentenceOf(problem('page_not_opened')))
    if (listener === 'loopback' && (await answerLoopback(request, response, url))) return
    if (listener !== 'loopback' && url.pathname === '/') return lead(response, '/pair/')
    if (url.pathname === '/pair/ca.crt') return sendAuthority(response, context.lan.authority())
    if (await handlePairing(context, request, response, listener)) return
    if (await context.shows.serve(request, response, url.pathname)) return
    if (url.pathname.startsWith('/api/') && (await api(request, response, listener))) return
    const surface = surfaces.find((name) => url.pathname.startsWith(`/${name}/`))
    if (surface && !mayShow(listener, surface)) return sendToHttps(context, request, response)
    if (screens(request, response, url.pathname)) return
    sendText(response, 404, sentenceOf(problem('page_not_opened')))
  }

  /** What only this computer may ask: one-time codes, the desk's address, and what Loket can be asked at all. */
  async function answerLoopback(
    request: IncomingMessage,
    response: ServerResponse,
    { pathname, searchParams }: URL,
  ): Promise<boolean> {
    if (pathname === '/open') await openPage(context, response, searchParams.get('code') ?? '')
    else if (pathname === deskUrlPath && options.deskDoor) tellDeskUrl(options.deskDoor, request, response)
    else if (pathname === '/api/openapi.json') sendJson(response, await describeApi())
    else return false
    return true
  }

  return (entrance) => {
    const { listener } = entrance
    return openEntrance(entrance, {
      answer: (request, response, isOwn) => {
        handle(request, response, listener, isOwn).catch((fault) => {
          context.log.error(describeFault(fault), 'request failed')
          if (!response.headersSent) sendText(response, 500, 'Terjadi kesalahan. Muat ulang halaman ini.')
        })
      },
      attach: (server, isOwn) => {
        const isAllowed = (request: IncomingMessage) => !refuse(request, listener) && isOwn(request)
        return attachLive(server, context, { listener, isAllowed })
      },
      onFault: (fault) => context.log.error(describeFault(fault), 'listener fault'),
    })
  }
}

/** Without HSTS: browsers ignore it for addresses, and by name it would shut the televisions' plain http too. */
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
  const cookie = pageCookie(id, token, { listener: 'loopback', lasts: opening.surface !== 'desk' })
  response.setHeader('set-cookie', cookie)
  lead(response, `/${opening.surface}/?p=${id}`)
}

function lead(response: ServerResponse, location: string): void {
  response.statusCode = 303
  response.setHeader('location', location)
  response.end()
}

/** What a browser has to be told to trust: DER, so that the SHA-256 of the file is the fingerprint that people compare. */
function sendAuthority(response: ServerResponse, certificate: string | null): void {
  if (certificate === null) sendText(response, 404, sentenceOf(problem('page_not_opened')))
  else {
    response.setHeader('content-type', 'application/x-x509-ca-cert')
    response.setHeader('content-disposition', 'attachment; filename="loket.crt"')
    response.end(new X509Certificate(certificate).raw)
  }
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
