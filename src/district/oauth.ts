import type { IncomingMessage } from 'node:http'
import { problem, sentenceOf } from '#domain/errors'
import { readForm } from './body.ts'
import { FhirFault } from './fhir/fault.ts'
import type { FhirServer } from './fhir/routes.ts'
import { type Facility, findClient, findTokenOwner, insertToken } from './store/facilities.ts'
import type { Store } from './store/open.ts'
import { digest, type System } from './system.ts'

const tokenMinutes = 55

export type TokenAnswer = { status: number; headers: Record<string, string>; body: Record<string, unknown> }

/** RFC 6749 §4.4: client id and secret, as Basic header or in the form, for a bearer token of 55 minutes. */
export async function issueToken(server: FhirServer, request: IncomingMessage): Promise<TokenAnswer> {
  const { store, limits, addressOf } = server
  if (request.method !== 'POST') {
    const what = problem('fhir_unsupported', { what: 'permintaan ini' })
    throw new FhirFault({ status: 405, issue: 'not-supported', problem: what, headers: { allow: 'POST' } })
  }
  const form = await readForm(request, () => {})
  if (form.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type')
  const { id, secret } = readBasic(request) ?? {
    id: form.get('client_id') ?? '',
    secret: form.get('client_secret') ?? '',
  }
  // PostgreSQL holds no NUL, so no client is called that.
  if (id.includes('\0')) return refuse(401, 'invalid_client')
  // A right secret is never refused for what others at its address do.
  const facility = await findClient(store.db, id, digest(secret))
  const leave = limits.enter(facility ? { facility: facility.id } : { address: addressOf(request) })
  try {
    return facility ? await grant(server, facility.id) : refuse(401, 'invalid_client')
  } finally {
    leave()
  }
}

async function grant({ store, system, limits }: FhirServer, facility: string): Promise<TokenAnswer> {
  const token = system.newToken()
  const now = system.now()
  const expires_at = new Date(now.getTime() + tokenMinutes * 60_000)
  await limits.inTurn(facility, () =>
    store.write((tx) => insertToken(tx, { token_hash: digest(token), facility, expires_at }, now)),
  )
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: { access_token: token, token_type: 'Bearer', expires_in: tokenMinutes * 60 },
  }
}

/** The facility that a bearer token speaks for; null where the token is missing, unknown or expired. */
export async function whoseToken(
  store: Store,
  system: System,
  request: IncomingMessage,
): Promise<Facility | null> {
  const [, token] = /^Bearer ([\w~+/.=-]+)$/i.exec(request.headers.authorization ?? '') ?? []
  return token ? await findTokenOwner(store.db, digest(token), system.now()) : null
}

function readBasic(request: IncomingMessage): { id: string; secret: string } | null {
  const [, encoded] = /^Basic ([\w+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (!encoded) return null
  // Only the first colon divides (RFC 7617 §2), and both parts came as in a form (RFC 6749 §2.3.1).
  const [, id = '', secret = ''] =
    /^([^:]*):?(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  return { id: formDecoded(id), secret: formDecoded(secret) }
}

/** As it is where it was not encoded. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

function refuse(status: number, error: 'unsupported_grant_type' | 'invalid_client'): TokenAnswer {
  const headers: Record<string, string> =
    status === 401 ? { 'www-authenticate': 'Basic realm="loket-district"' } : {}
  return {
    status,
    headers: { 'cache-control': 'no-store', ...headers },
    body: { error, error_description: sentenceOf(problem('fhir_sign_in')) },
  }
}
