import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { problem, sentenceOf } from '#domain/errors'
import type { Areas } from '#files/areas'
import { sessionHours, setSessionCookie, whoCalls } from './access.ts'
import type { Api } from './api.ts'
import { type Fault, FhirFault, outcomeOf } from './fhir/fault.ts'
import { answerFhir, type FhirServer } from './fhir/routes.ts'
import { endUnread } from './linger.ts'
import type { Log } from './log.ts'
import { issueToken } from './oauth.ts'
import type { Pages } from './pages.ts'
import type { BrokenAudit } from './store/audit.ts'
import type { Store } from './store/open.ts'
import { insertSession } from './store/sessions.ts'
import { digest, type System } from './system.ts'

export type Site = {
  store: Store
  system: System
  log: Log
  api: Api
  areas: Areas
  /** The same for calls that carry a file. */
  fileApi: Api
  apiDescription: unknown
  pages: Pages | null
  fhir: FhirServer
  auditCheck: Promise<BrokenAudit | null>
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

const fhirJson = 'application/fhir+json; charset=utf-8'
const zip = promisify(gzip)
/** Below this, headers weigh more than what is saved. */
const worthZipping = 1024

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
  // By the clock that the records get: senders hold theirs against it.
  response.setHeader('date', system.now().toUTCString())
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
  const path = url.pathname
  const isFhir = path === '/fhir' || path.startsWith('/fhir/')
  if (!isOurs(site, request)) {
    const foreign = problem('not_allowed')
    if (isFhir) return await sendFault(response, { status: 403, issue: 'forbidden', problem: foreign })
    return sendText(response, 403, sentenceOf(foreign))
  }
  if (isFhir) return await serveFhir(exchange, path.slice('/fhir'.length))
  if (path === '/oauth2/token') return await serveToken(exchange)
  if (path === '/api/openapi.json') return await sendJson(response, 200, site.apiDescription)
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
  response.setHeader('accept-encoding', 'gzip')
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value)
  await sendJson(response, answer.status, answer.body, fhirJson)
}

async function serveToken({ site, request, response }: Exchange): Promise<void> {
  try {
    const { status, headers, body } = await issueToken(site.fhir, request)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    await sendJson(response, status, body)
  } catch (cause) {
    if (!(cause instanceof FhirFault)) throw cause
    await sendFault(response, cause.fault)
  }
}

async function sendFault(response: ServerResponse, fault: Fault): Promise<void> {
  for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value)
  await sendJson(response, fault.status, outcomeOf(fault), fhirJson)
}

async function serveApi({ site, request, response, url }: Exchange): Promise<void> {
  const { store, system, areas, fhir, auditCheck } = site
  const caller = await whoCalls(store, system, request)
  const setSession = (token: string | null) => setSessionCookie(response, token, isSecure(site, request))
  response.setHeader('cache-control', 'no-store')
  const api = url.pathname === '/api/sticks' ? site.fileApi : site.api
  const { matched } = await api.handle(request, response, {
    prefix: '/api',
    context: { store, system, caller, areas, fhirUrl: fhir.baseUrl, fhir, auditCheck, setSession },
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

async function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/json; charset=utf-8',
): Promise<void> {
  response.statusCode = status
  response.setHeader('content-type', type)
  response.setHeader('cache-control', 'no-store')
  const text = JSON.stringify(body)
  if (!response.req.complete) return await endUnread(response.req, response, text)
  if (text.length < worthZipping || !takesGzip(response.req)) return void response.end(text)
  response.setHeader('content-encoding', 'gzip')
  response.end(await zip(text))
}

/** A weight of nought means «not this one» (RFC 9110 §12.4.2). */
function takesGzip({ headers }: IncomingMessage): boolean {
  const codings = [headers['accept-encoding'] ?? []].flat().join().split(',')
  return codings.some((coding) => /^\s*gzip\s*(;(?!\s*q=0(\.0*)?\s*$)|$)/i.test(coding))
}
