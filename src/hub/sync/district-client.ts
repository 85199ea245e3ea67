import type { Bundle, CapabilityStatement, FhirResource } from 'fhir/r4'
import { dayDigest, waitingHeader } from '#contract/day-digest'
import type { FhirType } from '#contract/fhir'
import { type Asked, type Fault, faultOf } from './answers.ts'
import type { Destination } from './destination.ts'
import { createFetch, readJson, unreachable } from './fetch-text.ts'
import { createSignIn } from './sign-in.ts'

/** A FHIR body of a success, or what to do instead. */
export type Reply = { kind: 'ok'; resource: FhirResource } | Fault

/** One FHIR R4 server. Nothing is retried here: what may be repeated, and how often, is the run's to decide. */
export type DistrictClient = {
  /** How far this computer's clock was ahead of the server's at its first FHIR answer, in milliseconds; null where it did not say. */
  clockAhead: () => number | null
  capabilities: () => Promise<Reply>
  send: (batch: Bundle) => Promise<Reply>
  /** What a reference names, as `Patient/{id}`; `forget-id` where it is gone. */
  read: (reference: string) => Promise<Reply>
  /** `identifier` as system|value; in the body, never in an address that logs would keep. */
  find: (type: FhirType, identifier: string) => Promise<Reply>
  /** A Bundle of which only `total` is filled; `system|` counts whatever has an identifier of that system. */
  count: (type: FhirType, identifier: string) => Promise<Reply>
  /** Only where the CapabilityStatement lists the operation (`servesDayDigest`). */
  digestDays: (type: FhirType, question: DigestQuestion) => Promise<Reply>
}

/**
 * Both days included; `offset` is how many hours the facility's day is ahead of UTC. `waiting` tells the district how many
 * records it has still to expect.
 */
export type DigestQuestion = { from: string; to: string; offset: number; waiting: number }
export type ClientOptions = { now: () => number; signal: AbortSignal }

type Call = {
  method: 'GET' | 'POST'
  path: string
  body?: { type: string; text: string }
  headers?: Record<string, string>
  /** `update` where the path names an id, which may be gone; `question` where a refusal ends nothing. */
  asked?: Asked
}

const fhirJson = 'application/fhir+json'
const form = 'application/x-www-form-urlencoded'

export function createDistrictClient(destination: Destination, options: ClientOptions): DistrictClient {
  const fetchText = createFetch({ ...options, kbitPerSecond: destination.kbitPerSecond })
  const signIn = createSignIn(destination, fetchText, options.now)
  let clockAhead: number | null = null

  async function attempt(call: Call, authorization: string | null): Promise<Reply> {
    const headers = {
      accept: fhirJson,
      ...call.headers,
      ...(call.body ? { 'content-type': call.body.type } : {}),
      ...(authorization === null ? {} : { authorization }),
    }
    const url = call.path === '' ? destination.baseUrl : `${destination.baseUrl}/${call.path}`
    const request = { method: call.method, headers, ...(call.body ? { body: call.body.text } : {}) }
    const answer = await fetchText(url, request)
    if (answer === null) return unreachable
    const resource = parseResource(answer.text)
    // Not of a captive portal.
    if (resource !== null && answer.servedAt !== null) clockAhead ??= options.now() - answer.servedAt
    const fault = faultOf(call.asked ?? 'request', answer.status, resource, answer.afterMs)
    if (fault) return fault
    return resource === null ? notFhir : { kind: 'ok', resource }
  }

  /** Signed in; refused, once more with a fresh token where there are such, and then no more (F10). */
  async function ask(call: Call): Promise<Reply> {
    for (let fresh = false; ; fresh = true) {
      const authorization = await signIn.header()
      if (typeof authorization !== 'string') return authorization
      const reply = await attempt(call, authorization)
      if (reply.kind !== 'refresh') return reply
      if (!signIn.renew(authorization) || fresh) return { kind: 'stop', because: 'sync_refused_sign_in' }
    }
  }

  return {
    clockAhead: () => clockAhead,
    capabilities: async () => {
      const call = { method: 'GET', path: 'metadata' } as const
      const open = await attempt(call, null)
      const reply = open.kind === 'refresh' ? await ask(call) : open
      if (reply.kind === 'ok' && reply.resource.resourceType === 'CapabilityStatement')
        signIn.learn(reply.resource as CapabilityStatement)
      return reply
    },
    send: (batch) => ask({ method: 'POST', path: '', body: { type: fhirJson, text: JSON.stringify(batch) } }),
    read: async (reference) => {
      const reply = await ask({ method: 'GET', path: reference, asked: 'update' })
      // A server may take records and let nobody read them: then it is not known to have lost any.
      return reply.kind === 'configuration' ? { kind: 'quarantine', words: reply.words } : reply
    },
    find: (type, identifier) => ask(searchCall(type, { identifier })),
    count: (type, identifier) =>
      ask({ ...searchCall(type, { identifier, _summary: 'count' }), asked: 'question' }),
    digestDays: (type, { from, to, offset, waiting }) => {
      const path = `${type}/$${dayDigest.name}?from=${from}&to=${to}&offset=${offset}`
      const headers = { [waitingHeader]: String(waiting) }
      return ask({ method: 'GET', path, headers, asked: 'question' })
    },
  }
}

function searchCall(type: FhirType, parameters: Record<string, string>): Call {
  const text = new URLSearchParams(parameters).toString()
  return { method: 'POST', path: `${type}/_search`, body: { type: form, text } }
}

const notFhir: Fault = { kind: 'retry-later', because: 'sync_not_fhir', afterMs: null }

function parseResource(text: string): FhirResource | null {
  const body = readJson(text)
  return typeof body?.resourceType === 'string' ? (body as unknown as FhirResource) : null
}
