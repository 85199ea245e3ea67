import type { Bundle, FhirResource } from 'fhir/r4'
import { dayDigest, type FhirType } from '#contract/fhir'
import { type Asked, type Fault, faultOf, readRetryAfter } from './answers.ts'
import type { Destination } from './destination.ts'

/** A FHIR body of a success, or what to do instead. */
export type Reply = { kind: 'ok'; resource: FhirResource } | Fault

/** One FHIR R4 server. Nothing is retried here: what may be repeated, and how often, is the run's to decide. */
export type DistrictClient = {
  capabilities: () => Promise<Reply>
  send: (batch: Bundle) => Promise<Reply>
  /** What a reference names, as `Patient/{id}`; `forget-id` where it is gone. */
  read: (reference: string) => Promise<Reply>
  /** `identifier` as system|value; in the body, never in an address that logs would keep. */
  find: (type: FhirType, identifier: string) => Promise<Reply>
  /** A Bundle of which only `total` is filled; `system|` counts whatever has an identifier of that system. */
  count: (type: FhirType, identifier: string) => Promise<Reply>
  /** Only where the CapabilityStatement lists the operation (`servesDayDigest`). */
  digestDay: (day: string) => Promise<Reply>
}

export type ClientOptions = { now: () => number; signal: AbortSignal }

type Call = {
  method: 'GET' | 'POST'
  path: string
  body?: { type: string; text: string }
  /** `update` where the path names an id, which may be gone. */
  asked?: Asked
}
type Answer = { status: number; text: string; afterMs: number | null }

const timeoutMs = 60_000
const fhirJson = 'application/fhir+json'
const form = 'application/x-www-form-urlencoded'

export function createDistrictClient(destination: Destination, options: ClientOptions): DistrictClient {
  const tokens = createTokens(destination, options)

  async function attempt(call: Call, token: string | null): Promise<Reply> {
    const headers = {
      accept: fhirJson,
      ...(call.body ? { 'content-type': call.body.type } : {}),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    }
    const url = call.path === '' ? destination.baseUrl : `${destination.baseUrl}/${call.path}`
    const answer = await fetchText(url, { method: call.method, headers }, call.body?.text, options)
    if (answer === null) return unreachable
    const resource = parseResource(answer.text)
    const fault = faultOf(call.asked ?? 'request', answer.status, resource, answer.afterMs)
    if (fault) return fault
    return resource === null ? notFhir : { kind: 'ok', resource }
  }

  /** With a token; refused, once more with a fresh one, and then no more (F10). */
  async function ask(call: Call): Promise<Reply> {
    for (let fresh = false; ; fresh = true) {
      const token = await tokens.get()
      if (typeof token !== 'string') return token
      const reply = await attempt(call, token)
      if (reply.kind !== 'refresh') return reply
      tokens.forget(token)
      if (fresh) return { kind: 'stop', because: 'sync_refused_sign_in' }
    }
  }

  return {
    capabilities: () => attempt({ method: 'GET', path: 'metadata' }, null),
    send: (batch) => ask({ method: 'POST', path: '', body: { type: fhirJson, text: JSON.stringify(batch) } }),
    read: (reference) => ask({ method: 'GET', path: reference, asked: 'update' }),
    find: (type, identifier) => ask(searchCall(type, { identifier })),
    count: (type, identifier) => ask(searchCall(type, { identifier, _summary: 'count' })),
    digestDay: (day) => ask({ method: 'GET', path: `Encounter/$${dayDigest.name}?day=${day}` }),
  }
}

function searchCall(type: FhirType, parameters: Record<string, string>): Call {
  const text = new URLSearchParams(parameters).toString()
  return { method: 'POST', path: `${type}/_search`, body: { type: form, text } }
}

const unreachable: Fault = { kind: 'retry-later', because: 'sync_unreachable', afterMs: null }
const notFhir: Fault = { kind: 'retry-later', because: 'sync_not_fhir', afterMs: null }

type Tokens = { get: () => Promise<string | Fault>; forget: (token: string) => void }

/** OAuth2 client credentials at the origin's /oauth2/token; one request at a time however many ask. */
function createTokens(destination: Destination, options: ClientOptions): Tokens {
  let held: { token: string; until: number } | null = null
  let asking: Promise<string | Fault> | null = null

  async function request(): Promise<string | Fault> {
    const { clientId, secret } = destination
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
    })
    const url = new URL('/oauth2/token', destination.baseUrl).href
    const headers = { accept: 'application/json', 'content-type': form }
    const answer = await fetchText(url, { method: 'POST', headers }, body.toString(), options)
    if (answer === null) return unreachable
    const granted = answer.status === 200 ? readToken(answer.text) : null
    if (granted) {
      held = { token: granted.token, until: options.now() + granted.lifeMs }
      return granted.token
    }
    return { kind: 'stop', because: refusalOf(answer.status) }
  }

  return {
    get: async () => {
      if (held && held.until > options.now()) return held.token
      asking ??= request().finally(() => {
        asking = null
      })
      return await asking
    },
    forget: (token) => {
      if (held?.token === token) held = null
    },
  }
}

/** Never asked again within a run: SATUSEHAT adds a minute's penalty to each failed token request (F11). */
function refusalOf(status: number): 'sync_refused_sign_in' | 'sync_unreachable' | 'sync_not_fhir' {
  if (status === 400 || status === 401 || status === 403) return 'sync_refused_sign_in'
  return status >= 500 || status === 429 ? 'sync_unreachable' : 'sync_not_fhir'
}

/** `expires_in` is a number by RFC 6749 and a string from Apigee; a minute is kept in reserve. */
function readToken(text: string): { token: string; lifeMs: number } | null {
  const body = parseObject(text)
  if (typeof body?.access_token !== 'string') return null
  const seconds = Number(body.expires_in)
  const lifeMs = Number.isFinite(seconds) ? Math.max(0, seconds - 60) * 1000 : 0
  return { token: body.access_token, lifeMs }
}

/** Null where no whole answer came. Redirects are not followed: the next host was not asked for. */
async function fetchText(
  url: string,
  init: { method: string; headers: Record<string, string> },
  body: string | undefined,
  { now, signal }: ClientOptions,
): Promise<Answer | null> {
  try {
    const response = await fetch(url, {
      ...init,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    const text = await response.text()
    return {
      status: response.status,
      text,
      afterMs: readRetryAfter(response.headers.get('retry-after'), now()),
    }
  } catch {
    return null
  }
}

function parseResource(text: string): FhirResource | null {
  const body = parseObject(text)
  return typeof body?.resourceType === 'string' ? (body as unknown as FhirResource) : null
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
