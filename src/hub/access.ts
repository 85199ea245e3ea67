import { type Access, identitySurfaces, type Meta, type Surface } from '#contract/access'
import { type ErrorCode, type Problem, problem } from '#domain/errors'
import type { Listener } from './listener.ts'
import { type Caller, findPage, type Page } from './store/devices.ts'
import type { Db } from './store/open.ts'
import { sha256 } from './system.ts'

export type Denial = { status: 401 | 403; problem: Problem }

/** May a procedure with this access be called by this caller? Null means yes; no access named means nobody may. */
export function denyAccess(access: Access | undefined, page: Caller): Denial | null {
  if (!access) return deny(403, 'not_allowed')
  if (!page) return deny(401, 'page_not_opened')
  if (page === 'revoked') return deny(401, 'device_revoked')
  if (!access.surfaces.includes(page.surface)) return deny(403, 'not_allowed')
  if (access.who === 'page') return null
  if (!page.staff) return deny(401, 'signed_out')
  return access.who.includes(page.staff.role) ? null : deny(403, 'not_allowed')
}

function deny(
  status: 401 | 403,
  code: Extract<ErrorCode, 'not_allowed' | 'page_not_opened' | 'device_revoked' | 'signed_out'>,
): Denial {
  return { status, problem: problem(code) }
}

export function accessOf(meta: Meta): Access | undefined {
  return meta.access
}

/** Somebody works on it. A television asks its questions all night, and nobody waits for it. */
export function isWorkedOn(page: Page): boolean {
  return page.staff !== null && identitySurfaces.includes(page.surface)
}

/** Identity never goes over the network in the clear (design §6). */
export function mayShow(listener: Listener, surface: Surface): boolean {
  return listener !== 'lan' || !identitySurfaces.includes(surface)
}

export const cookieNameOf = (deviceId: string): string => `loket_${deviceId}`

/** Proves a page to the hub. One that `lasts` outlives the browser, as a television's must; cookies last a year. */
export function pageCookie(
  deviceId: string,
  token: string,
  { listener, lasts }: { listener: Listener; lasts: boolean },
): string {
  const secure = listener === 'secure' ? '; Secure' : ''
  const age = lasts ? '; Max-Age=31536000' : ''
  return `${cookieNameOf(deviceId)}=${token}; Path=/; HttpOnly; SameSite=Strict${secure}${age}`
}

/**
 * The page a request speaks for: `pageId` from the `loket-page` header (or the live socket's address), proven by the
 * HttpOnly cookie of that name. One browser can so hold a desk, two rooms and a display at once.
 */
export async function identifyPage(
  db: Db,
  pageId: string | null,
  cookies: string | undefined,
  now: number,
): Promise<Caller> {
  if (pageId === null || cookies === undefined) return null
  const name = `${cookieNameOf(pageId)}=`
  const token = cookies
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(name))
    ?.slice(name.length)
  return token ? findPage(db, pageId, sha256(token), now) : null
}
