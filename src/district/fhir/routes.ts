import type { IncomingMessage } from 'node:http'
import { dayDigest, waitingHeader } from '#contract/day-digest'
import type { FhirType } from '#contract/fhir'
import { readForm, readJson, type Weigh } from '#district/body'
import type { Limits } from '#district/limits'
import { whoseToken } from '#district/oauth'
import { type Facility, noteWaiting } from '#district/store/facilities'
import { isUnstorable, type Store, type Tx } from '#district/store/open'
import { forgetAllRefused } from '#district/store/refused'
import { findResources } from '#district/store/resources'
import type { System } from '#district/system'
import { problem } from '#domain/errors'
import { runBundle } from './bundle.ts'
import { capabilityStatement } from './capability.ts'
import { digestDays } from './day-digest.ts'
import { type Fault, FhirFault, outcomeOf, refuseFhir } from './fault.ts'
import type { Asked } from './plan.ts'
import { isId } from './references.ts'
import { etagOf, toResource } from './resource.ts'
import { planEach, type Run, runEach } from './run.ts'
import { searchset } from './search.ts'
import { isFhirType } from './shapes.ts'

export type FhirAnswer = {
  status: number
  headers: Record<string, string>
  body: object
  facility: string | null
}

export type FhirServer = {
  store: Store
  system: System
  /** Without a slash at the end, as `http://127.0.0.1:4790/fhir`. */
  baseUrl: string
  tokenUrl: string
  limits: Limits
  /** Where a request comes from, as far as this server can tell. */
  addressOf: (request: IncomingMessage) => string
  /** Logs what nobody foresaw, and gives it the reference a person can quote. */
  reportUnexpected: (cause: unknown) => string
}

/** One request of a facility that was let in. */
type Call = {
  server: FhirServer
  facility: Facility
  request: IncomingMessage
  /** GET also for HEAD, of which node:http sends no body. */
  method: string
  weigh: Weigh
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

/** Every request below /fhir; never throws. `path` is what follows /fhir, without query. */
export async function answerFhir(
  server: FhirServer,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<FhirAnswer> {
  let facility: Facility | null = null
  let leave = () => {}
  try {
    const segments = path.split('/').filter((segment) => segment !== '')
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '')
    // Asked without a token, reads nothing and costs no more than a refusal: not counted against an address.
    if (segments.join('/') === 'metadata') {
      if (method !== 'GET') refuseMethod('GET, HEAD')
      return ok(capabilityStatement(server.baseUrl, server.tokenUrl), {}, null)
    }
    facility = await whoseToken(server.store, server.system, request)
    const { limits } = server
    leave = limits.enter(facility ? { facility: facility.id } : { address: server.addressOf(request) })
    if (!facility) refuseSignIn()
    const { id, code } = facility
    const weigh: Weigh = (bytes) => limits.weigh(id, bytes)
    const inTurn: Call['inTurn'] = (work) => limits.inTurn(id, work)
    const call: Call = { server, facility, request, method, weigh, inTurn }
    return { ...(await route(call, segments, query)), facility: code }
  } catch (cause) {
    const fault = faultFrom(server, cause)
    const { status, headers = {} } = fault
    return { status, headers, body: outcomeOf(fault), facility: facility?.code ?? null }
  } finally {
    leave()
  }
}

async function route(call: Call, segments: string[], query: URLSearchParams): Promise<FhirAnswer> {
  const [type, id, ...deeper] = segments
  const { method, request, weigh } = call
  if (type === undefined) {
    if (method !== 'POST') refuseMethod('POST')
    const run = runFor(call.server, call.facility)
    return ok(await runBundle(run, await readJson(request, weigh)))
  }
  if (!isFhirType(type) || deeper.length > 0) refuseUnknown(segments.join('/'))
  if (id === undefined) {
    if (method === 'POST') return await create(call, type)
    if (method === 'GET') return await search(call, type, query)
    refuseMethod('GET, HEAD, POST')
  }
  if (id === '_search') {
    if (method !== 'POST') refuseMethod('POST')
    const form = await readForm(request, weigh)
    return await search(call, type, new URLSearchParams([...query, ...form]))
  }
  if (id === `$${dayDigest.name}`) {
    if (method !== 'GET') refuseMethod('GET, HEAD')
    return ok(await digest(call, type, query))
  }
  if (method === 'GET') return await read(call, type, id)
  if (method === 'PUT') return await update(call, type, id)
  refuseMethod('GET, HEAD, PUT')
}

async function create(call: Call, type: FhirType) {
  const ifNoneExist = headerOf(call.request, 'if-none-exist')
  return await write(call, { method: 'POST', type, id: null, ifNoneExist, ifMatch: null })
}

async function update(call: Call, type: FhirType, id: string) {
  const ifMatch = headerOf(call.request, 'if-match')
  return await write(call, { method: 'PUT', type, id, ifNoneExist: null, ifMatch })
}

async function write(
  { server, facility, request, weigh }: Call,
  asked: Omit<Asked, 'resource' | 'fullUrl'>,
): Promise<FhirAnswer> {
  const run = runFor(server, facility)
  const resource = await readJson(request, weigh)
  const [outcome] = await runEach(run, [planEach(run, () => ({ ...asked, resource, fullUrl: null }))])
  if (!outcome) throw new Error('a write came back without an outcome')
  if ('fault' in outcome) throw new FhirFault(outcome.fault)
  const { what, resource: stored } = outcome
  const location = `${server.baseUrl}/${stored.type}/${stored.id}`
  const answer = ok(toResource(stored), {
    etag: etagOf(stored),
    location,
    'last-modified': stored.last_updated.toUTCString(),
  })
  return what === 'created' ? { ...answer, status: 201 } : answer
}

async function read({ server, facility, inTurn }: Call, type: FhirType, id: string): Promise<FhirAnswer> {
  const { db } = server.store
  const [found] = isId(id) ? await inTurn(() => findResources(db, facility.id, [{ type, id }])) : []
  if (!found) refuseUnknown(`${type}/${id.slice(0, 40)}`)
  return ok(toResource(found), { etag: etagOf(found), 'last-modified': found.last_updated.toUTCString() })
}

async function search({ server, facility, method, inTurn }: Call, type: FhirType, given: URLSearchParams) {
  const { baseUrl, store } = server
  const isPosted = method === 'POST'
  return ok(await inTurn(() => searchset(store.db, facility.id, type, given, { baseUrl, isPosted })))
}

async function digest({ server, facility, request, inTurn }: Call, type: FhirType, query: URLSearchParams) {
  const { store } = server
  const [waiting] = /^\d{1,9}$/.exec(headerOf(request, waitingHeader) ?? '') ?? []
  return await inTurn(async () => {
    if (waiting !== undefined) await store.write((tx) => hearWaiting(tx, facility.id, Number(waiting)))
    return await digestDays(store.db, facility, type, query)
  })
}

/** With nothing left to mend there, what was refused is given up: the hub that sent it was set up anew, say. */
async function hearWaiting(tx: Tx, facility: string, waiting: number): Promise<void> {
  await noteWaiting(tx, facility, waiting)
  if (waiting === 0) await forgetAllRefused(tx, facility)
}

/** Writes in the name of this facility. */
export function runFor(server: FhirServer, facility: Facility): Run {
  const { store, system, limits } = server
  const origin = { facility, now: system.now(), newId: system.newId }
  return {
    store,
    origin,
    faultFrom: (cause) => faultFrom(server, cause),
    inTurn: (work) => limits.inTurn(facility.id, work),
  }
}

function faultFrom(server: FhirServer, cause: unknown): Fault {
  if (cause instanceof FhirFault) return cause.fault
  if (isUnstorable(cause)) return { status: 422, issue: 'invalid', problem: problem('fhir_unstorable') }
  const reference = server.reportUnexpected(cause)
  return { status: 500, issue: 'exception', problem: problem('unexpected', { reference }) }
}

function ok(body: object, headers: Record<string, string> = {}, facility: string | null = null): FhirAnswer {
  return { status: 200, headers, body, facility }
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' ? value : null
}

function refuseSignIn(): never {
  const headers = { 'www-authenticate': 'Bearer realm="loket-district"' }
  throw new FhirFault({ status: 401, issue: 'login', problem: problem('fhir_sign_in'), headers })
}

function refuseMethod(allow: string): never {
  const what = problem('fhir_unsupported', { what: 'permintaan ini' })
  throw new FhirFault({ status: 405, issue: 'not-supported', problem: what, headers: { allow } })
}

function refuseUnknown(what: string): never {
  refuseFhir(404, 'not-found', problem('fhir_unknown', { what: what.slice(0, 80) }))
}
