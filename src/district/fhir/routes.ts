import type { IncomingMessage } from 'node:http'
import { dayDigest, type FhirType } from '#contract/fhir'
import { readJson, readText } from '#district/body'
import { whoseToken } from '#district/oauth'
import type { Facility } from '#district/store/facilities'
import { isUnstorable, type Store } from '#district/store/open'
import { findResources } from '#district/store/resources'
import type { System } from '#district/system'
import { problem } from '#domain/errors'
import { runBundle } from './bundle.ts'
import { capabilityStatement } from './capability.ts'
import { digestDay } from './day-digest.ts'
import { type Fault, FhirFault, outcomeOf, refuseFhir } from './fault.ts'
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
  /** Logs what nobody foresaw, and gives it the reference a person can quote. */
  reportUnexpected: (cause: unknown) => string
}

/** Every request below /fhir; never throws. `path` is what follows /fhir, without query. */
export async function answerFhir(
  server: FhirServer,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<FhirAnswer> {
  let facility: Facility | null = null
  try {
    const segments = path.split('/').filter((segment) => segment !== '')
    if (request.method === 'GET' && segments.join('/') === 'metadata') {
      return ok(capabilityStatement(server.baseUrl, server.tokenUrl), {}, null)
    }
    facility = await whoseToken(server.store, server.system, request)
    if (!facility) refuseFhir(401, 'login', problem('fhir_sign_in'))
    return { ...(await route(server, facility, request, segments, query)), facility: facility.code }
  } catch (cause) {
    const fault = faultFrom(server, cause)
    const headers: Record<string, string> =
      fault.status === 401 ? { 'www-authenticate': 'Bearer realm="loket-district"' } : {}
    return { status: fault.status, headers, body: outcomeOf(fault), facility: facility?.code ?? null }
  }
}

async function route(
  server: FhirServer,
  facility: Facility,
  request: IncomingMessage,
  segments: string[],
  query: URLSearchParams,
): Promise<FhirAnswer> {
  const [type, id, ...deeper] = segments
  const { method = '' } = request
  if (type === undefined) {
    if (method === 'POST') return ok(await runBundle(runFor(server, facility), await readJson(request)))
    refuseMethod()
  }
  if (!isFhirType(type)) refuseUnknown(type)
  if (deeper.length > 0) refuseMethod()
  if (id === undefined && method === 'POST') return await create(server, facility, request, type)
  if (id === undefined && method === 'GET') return await search(server, facility, type, query)
  if (id === '_search' && method === 'POST') {
    const form = new URLSearchParams(await readText(request))
    return await search(server, facility, type, new URLSearchParams([...query, ...form]))
  }
  if (type === 'Encounter' && id === `$${dayDigest.name}` && method === 'GET') {
    return ok(await digestDay(server.store.db, facility, query))
  }
  if (id !== undefined && method === 'GET') return await read(server, facility, type, id)
  if (id !== undefined && method === 'PUT') return await update(server, facility, request, type, id)
  refuseMethod()
}

async function create(server: FhirServer, facility: Facility, request: IncomingMessage, type: FhirType) {
  const ifNoneExist = headerOf(request, 'if-none-exist')
  return await write(server, facility, request, {
    method: 'POST',
    type,
    id: null,
    ifNoneExist,
    ifMatch: null,
  })
}

async function update(
  server: FhirServer,
  facility: Facility,
  request: IncomingMessage,
  type: FhirType,
  id: string,
) {
  const ifMatch = headerOf(request, 'if-match')
  return await write(server, facility, request, { method: 'PUT', type, id, ifNoneExist: null, ifMatch })
}

async function write(
  server: FhirServer,
  facility: Facility,
  request: IncomingMessage,
  asked: {
    method: 'POST' | 'PUT'
    type: FhirType
    id: string | null
    ifNoneExist: string | null
    ifMatch: string | null
  },
): Promise<FhirAnswer> {
  const run = runFor(server, facility)
  const resource = await readJson(request)
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

async function read(server: FhirServer, facility: Facility, type: FhirType, id: string): Promise<FhirAnswer> {
  const [found] = isId(id) ? await findResources(server.store.db, facility.id, [{ type, id }]) : []
  if (!found) refuseUnknown(`${type}/${id.slice(0, 40)}`)
  return ok(toResource(found), { etag: etagOf(found), 'last-modified': found.last_updated.toUTCString() })
}

async function search(server: FhirServer, facility: Facility, type: FhirType, given: URLSearchParams) {
  return ok(await searchset(server.store.db, facility.id, type, given, server.baseUrl))
}

function runFor(server: FhirServer, facility: Facility): Run {
  const { store, system } = server
  const origin = { facility, now: system.now(), newId: system.newId }
  return { store, origin, faultFrom: (cause) => faultFrom(server, cause) }
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

function refuseMethod(): never {
  refuseFhir(405, 'not-supported', problem('fhir_unsupported', { what: 'permintaan ini' }))
}

function refuseUnknown(what: string): never {
  refuseFhir(404, 'not-found', problem('fhir_unknown', { what: what.slice(0, 80) }))
}
