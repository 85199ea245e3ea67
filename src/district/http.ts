import type { IncomingMessage, ServerResponse } from 'node:http'
import { problem, sentenceOf } from '#domain/errors'
import { sessionHours, setSessionCookie, whoCalls } from './access.ts'
import type { Api } from './api.ts'
import { FhirFault, outcomeOf } from './fhir/fault.ts'
import { answerFhir, type FhirServer } from './fhir/routes.ts'
import type { Log } from './log.ts'
import { issueToken } from './oauth.ts'
import type { Pages } from './pages.ts'
import type { Store } from './store/open.ts'
import { insertSession } from './store/sessions.ts'
import { digest, type System } from './system.ts'

export type Site = {
  store: Store
  system: System
  log: Log
  api: Api
  apiDescription: unknown
  pages: Pages | null
  fhir: FhirServer
  /** Where browsers and Puskesmas may call this server by name, as `http://127.0.0.1:4790`. */
  origins: readonly string[]
  /** Spends the one-time code of the ready line; true once. */
  spendCode: (code: string) => boolean
  reportUnexpected: (cause: unknown) => string
}

type Exchange = {
  site: Site
  request: IncomingMessage
  response: ServerResponse
  url: URL
  facility: string | null
}

/** Answers one request; never throws. */
export async function serve(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { log, system } = site
  const started = system.now().getTime()
  const url = URL.parse(request.url ?? '/', 'http://district') ?? new URL('http://district/')
  const exchange: Exchange = { site, request, response, url, facility: null }
  response.on('close', () => {
    const { method } = request
    const ms = system.now().getTime() - started
    log.info(
      { method, route: routeOf(url), status: response.statusCode, ms, facility: exchange.facility },
      'request',
    )
  })
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'no-referrer')
  try {
    await dispatch(exchange)
  } catch (cause) {
    const reference = site.reportUnexpected(cause)
    sendText(response, 500, sentenceOf(problem('unexpected', { reference })))
  }
}

/** Two segments without digits: a path may be typed to hold anything, a NIK included. */
function routeOf(url: URL): string {
  return url.pathname.split('/').slice(0, 3).join('/').replace(/\d/g, '#').slice(0, 60)
}

async function dispatch(exchange: Exchange): Promise<void> {
  const { site, request, response, url } = exchange
  if (!isOurs(site, request)) return sendText(response, 403, sentenceOf(problem('not_allowed')))
  const path = url.pathname
  if (path === '/fhir' || path.startsWith('/fhir/'))
    return await serveFhir(exchange, path.slice('/fhir'.length))
  if (path === '/oauth2/token' && request.method === 'POST') return await serveToken(exchange)
  if (path === '/api/openapi.json') return sendJson(response, 200, site.apiDescription)
  if (path.startsWith('/api/')) return await serveApi(exchange)
  if (request.method === 'GET' && path === '/open') return await serveOpening(exchange)
  if (request.method === 'GET' && site.pages) return await servePage(exchange, site.pages)
  sendText(response, 404, sentenceOf(problem('fhir_unsupported', { what: 'alamat ini' })))
}

/** A foreign Host is DNS rebinding, a foreign Origin another site's page. */
function isOurs({ origins }: Site, { headers }: IncomingMessage): boolean {
  const hosts = origins.map((origin) => new URL(origin).host)
  return (
    hosts.includes(headers.host ?? '') && (headers.origin === undefined || origins.includes(headers.origin))
  )
}

async function serveFhir(exchange: Exchange, path: string): Promise<void> {
  const { site, request, response, url } = exchange
  const answer = await answerFhir(site.fhir, request, path, url.searchParams)
  exchange.facility = answer.facility
  // A body that was refused unread would be taken for the next request on this connection.
  if (!request.complete) response.setHeader('connection', 'close')
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value)
  sendJson(response, answer.status, answer.body, 'application/fhir+json; charset=utf-8')
}

async function serveToken({ site, request, response }: Exchange): Promise<void> {
  try {
    const { status, headers, body } = await issueToken(site.store, site.system, request)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    sendJson(response, status, body)
  } catch (cause) {
    if (!(cause instanceof FhirFault)) throw cause
    response.setHeader('connection', 'close')
    sendJson(response, cause.fault.status, outcomeOf(cause.fault))
  }
}

async function serveApi({ site, request, response, url }: Exchange): Promise<void> {
  const { store, system, fhir } = site
  const caller = await whoCalls(store, system, request)
  const setSession = (token: string | null) => setSessionCookie(response, token, isSecure(site, request))
  response.setHeader('cache-control', 'no-store')
  const { matched } = await site.api.handle(request, response, {
    prefix: '/api',
    context: { store, system, caller, fhirUrl: fhir.baseUrl, setSession },
  })
  if (!matched)
    sendText(response, 404, sentenceOf(problem('fhir_unsupported', { what: url.pathname.slice(0, 60) })))
}

async function serveOpening({ site, request, response, url }: Exchange): Promise<void> {
  const { store, system } = site
  if (!site.spendCode(url.searchParams.get('code') ?? ''))
    return sendText(response, 403, sentenceOf(problem('link_spent')))
  const token = system.newToken()
  const now = system.now()
  const expires_at = new Date(now.getTime() + sessionHours * 3_600_000)
  await store.write((tx) =>
    insertSession(tx, { token_hash: digest(token), staff: null, opened: true, expires_at }, now),
  )
  setSessionCookie(response, token, isSecure(site, request))
  response.writeHead(303, { location: '/', 'cache-control': 'no-store' }).end()
}

async function servePage({ site, request, response, url }: Exchange, pages: Pages): Promise<void> {
  if (url.pathname === '/') return await pages.sendIndex(response, site.system.newToken())
  const missing = () =>
    sendText(response, 404, sentenceOf(problem('fhir_unsupported', { what: 'alamat ini' })))
  if (!url.pathname.startsWith('/assets/')) return missing()
  pages.sendAsset(request, response, missing)
}

/** Behind a proxy that speaks TLS the browser may send the cookie over TLS only. */
function isSecure({ origins }: Site, { headers }: IncomingMessage): boolean {
  return origins.includes(`https://${headers.host}`)
}

function sendText(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/json; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(body))
}
