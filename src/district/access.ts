import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Access, Meta } from '#contract/district/base'
import { problem, Refusal } from '#domain/errors'
import type { Store } from './store/open.ts'
import { findSession, type Session } from './store/sessions.ts'
import { digest, type System } from './system.ts'

const cookieName = 'loket_district'
export const sessionHours = 12

/** Who calls: an opened page, a signed-in person, both or nobody. */
export type Caller = Session & { tokenHash: string | null }

export async function whoCalls(store: Store, system: System, request: IncomingMessage): Promise<Caller> {
  const token = readCookie(request)
  const tokenHash = token === null ? null : digest(token)
  const session = tokenHash === null ? null : await findSession(store.db, tokenHash, system.now())
  return session ? { ...session, tokenHash } : { opened: false, person: null, tokenHash: null }
}

/** Refuses with `signed_out`, `first_account_by_link` or `not_allowed`. What says nothing is closed. */
export function admit(meta: Meta, caller: Caller): void {
  const reason = reasonAgainst(meta.access, caller)
  if (reason) throw new Refusal(reason)
}

function reasonAgainst(access: Access | undefined, { opened, person }: Caller) {
  if (access === undefined) return problem('not_allowed')
  if (access === 'public') return null
  if (access === 'opened') return opened ? null : problem('first_account_by_link')
  if (!person) return problem('signed_out')
  return access.includes(person.role) ? null : problem('not_allowed')
}

export function setSessionCookie(response: ServerResponse, token: string | null, secure: boolean): void {
  const life = token === null ? 0 : sessionHours * 3600
  const flags = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${life}${secure ? '; Secure' : ''}`
  response.setHeader('set-cookie', `${cookieName}=${token ?? ''}; ${flags}`)
}

function readCookie(request: IncomingMessage): string | null {
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='))
  return cookies.find(([name]) => name === cookieName)?.[1] || null
}
