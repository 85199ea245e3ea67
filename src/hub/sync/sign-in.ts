import type { CapabilityStatement } from 'fhir/r4'
import type { Fault } from './answers.ts'
import { tokenAddressIn } from './capability.ts'
import { type Destination, isPrivate } from './destination.ts'
import { type Answer, type Fetch, readJson, unreachable } from './fetch-text.ts'

/** What stands in the Authorization header, and whether a refused one may be had afresh. */
export type SignIn = {
  header: () => Promise<string | Fault>
  /** Forgets a refused header; false where the next would be the same. */
  renew: (refused: string) => boolean
  /** Takes note of where the server says that it signs in. */
  learn: (statement: CapabilityStatement) => void
}

export function createSignIn(destination: Destination, fetchText: Fetch, now: () => number): SignIn {
  const { signIn, clientId, secret } = destination
  if (signIn === 'oauth2') return createTokens(destination, fetchText, now)
  const header =
    signIn === 'bearer'
      ? `Bearer ${secret}`
      : `Basic ${Buffer.from(`${clientId}:${secret}`, 'utf8').toString('base64')}`
  return { header: async () => header, renew: () => false, learn: () => {} }
}

/**
 * OAuth2 client credentials at the address that /metadata names, else at the origin's /oauth2/token; one request at a time
 * however many ask.
 */
function createTokens(destination: Destination, fetchText: Fetch, now: () => number): SignIn {
  const base = new URL(destination.baseUrl)
  let address = new URL('/oauth2/token', base)
  let held: { header: string; until: number } | null = null
  let asking: Promise<string | Fault> | null = null

  async function request(): Promise<string | Fault> {
    const { clientId, secret } = destination
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
    })
    const answer = await fetchText(address.href, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    })
    if (answer === null) return unreachable
    const granted = answer.status === 200 ? readToken(answer.text) : null
    if (!granted) return faultOf(answer)
    held = { header: `Bearer ${granted.token}`, until: now() + granted.lifeMs }
    return held.header
  }

  return {
    header: async () => {
      if (held && held.until > now()) return held.header
      asking ??= request().finally(() => {
        asking = null
      })
      return await asking
    },
    renew: (refused) => {
      if (held?.header === refused) held = null
      return true
    },
    learn: (statement) => {
      const named = tokenAddressIn(statement)
      // A server behind a front may name itself as only its own machine knows it.
      const isOurs = base.protocol === 'http:' || named?.protocol === 'https:'
      if (named && isPrivate(named) && isOurs) address = named
    },
  }
}

/**
 * Asked again within a run only where a busy server says when: SATUSEHAT adds a minute's penalty to each failed token
 * request (F11).
 */
function faultOf({ status, afterMs }: Answer): Fault {
  if ((status === 429 || status === 503) && afterMs !== null)
    return { kind: 'retry-later', because: 'sync_unreachable', afterMs }
  return { kind: 'stop', because: refusalOf(status) }
}

function refusalOf(status: number): 'sync_refused_sign_in' | 'sync_unreachable' | 'sync_not_fhir' {
  if (status === 400 || status === 401 || status === 403) return 'sync_refused_sign_in'
  return status >= 500 || status === 408 || status === 429 ? 'sync_unreachable' : 'sync_not_fhir'
}

/** `expires_in` is a number by RFC 6749 and a string from Apigee; a minute is kept in reserve. */
function readToken(text: string): { token: string; lifeMs: number } | null {
  const body = readJson(text)
  if (typeof body?.access_token !== 'string') return null
  const seconds = Number(body.expires_in)
  const lifeMs = Number.isFinite(seconds) ? Math.max(0, seconds - 60) * 1000 : 0
  return { token: body.access_token, lifeMs }
}
