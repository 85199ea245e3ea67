import type { Access, Meta } from '#contract/access'
import { type ErrorCode, type Problem, problem } from '#domain/errors'
import { findPage, type Page } from './store/devices.ts'
import type { Db } from './store/open.ts'
import { sha256 } from './system.ts'

export type Denial = { status: 401 | 403; problem: Problem }

/** May a procedure with this access be called from this page? Null means yes; no access named means nobody may. */
export function denyAccess(access: Access | undefined, page: Page | null): Denial | null {
  if (!access) return deny(403, 'not_allowed')
  if (!page) return deny(401, 'page_not_opened')
  if (!access.surfaces.includes(page.surface)) return deny(403, 'not_allowed')
  if (access.who === 'page') return null
  if (!page.staff) return deny(401, 'signed_out')
  return access.who.includes(page.staff.role) ? null : deny(403, 'not_allowed')
}

function deny(
  status: 401 | 403,
  code: Extract<ErrorCode, 'not_allowed' | 'page_not_opened' | 'signed_out'>,
): Denial {
  return { status, problem: problem(code) }
}

export function accessOf(meta: Meta): Access | undefined {
  return meta.access
}

export const cookieNameOf = (deviceId: string): string => `loket_${deviceId}`

/**
 * The page a request speaks for: `pageId` from the `loket-page` header (or the live socket's address), proven by the
 * HttpOnly cookie of that name. One browser can so hold a desk, two rooms and a display at once.
 */
export async function identifyPage(
  db: Db,
  pageId: string | null,
  cookies: string | undefined,
  now: number,
): Promise<Page | null> {
  if (pageId === null || cookies === undefined) return null
  const name = `${cookieNameOf(pageId)}=`
  const token = cookies
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(name))
    ?.slice(name.length)
  return token ? findPage(db, pageId, sha256(token), now) : null
}
