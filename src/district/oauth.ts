import type { IncomingMessage } from 'node:http'
import { problem, sentenceOf } from '#domain/errors'
import { readText } from './body.ts'
import { type Facility, findClient, findTokenOwner, insertToken } from './store/facilities.ts'
import type { Store } from './store/open.ts'
import { digest, type System } from './system.ts'

const tokenMinutes = 55

export type TokenAnswer = { status: number; headers: Record<string, string>; body: Record<string, unknown> }

/** RFC 6749 §4.4: client id and secret, as Basic header or in the form, for a bearer token of 55 minutes. */
export async function issueToken(
  store: Store,
  system: System,
  request: IncomingMessage,
): Promise<TokenAnswer> {
  const form = new URLSearchParams(await readText(request))
  if (form.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type')
  const { id, secret } = readBasic(request) ?? {
    id: form.get('client_id') ?? '',
    secret: form.get('client_secret') ?? '',
  }
  const facility = await findClient(store.db, id, digest(secret))
  if (!facility) return refuse(401, 'invalid_client')
  const token = system.newToken()
  const now = system.now()
  const expires = new Date(now.getTime() + tokenMinutes * 60_000)
  await store.write((tx) =>
    insertToken(tx, { token_hash: digest(token), facility: facility.id, expires_at: expires }, now),
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
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { id, secret }
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
