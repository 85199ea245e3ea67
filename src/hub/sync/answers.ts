import type { FhirResource, OperationOutcome } from 'fhir/r4'

/** Why nothing can be said about what was sent; each is a code of `domain/errors`. */
type Silence = 'sync_unreachable' | 'sync_not_fhir'

/** What to do after an answer that is not a plain success (integration.md §6.1, the whole table). */
export type Fault =
  | { kind: 'retry-later'; because: Silence; afterMs: number | null }
  | { kind: 'server-error'; words: string }
  | { kind: 'halve'; words: string }
  | { kind: 'refresh' }
  | { kind: 'stop'; because: Silence | 'sync_refused_sign_in' }
  | { kind: 'configuration'; words: string }
  | { kind: 'forget-id' }
  | { kind: 'conflict'; words: string }
  | { kind: 'quarantine'; words: string }

/** `create` is conditional, `update` names a known id, `request` is anything around them, as a whole batch. */
export type Asked = 'create' | 'update' | 'request'

const mostWords = 400
const busyStatuses = [408, 429, 502, 503, 504]
/** Medplum (5.x, also 5.2.13) says these only in words, with status 400: a limit on size, and two races it lost with itself. */
const saysTooLarge = /too large|too many (bundle )?entries/i
const saysRaced = /Assigned ID is already in use|Resource ID did not match resolved ID/i

/**
 * Null for a success. `body` is null where the answer is not FHIR: then only statuses that mean the same from any
 * proxy are believed, and the rest is taken for a captive portal (F25).
 */
export function faultOf(
  asked: Asked,
  status: number,
  body: FhirResource | null,
  afterMs: number | null,
): Fault | null {
  if (busyStatuses.includes(status)) return { kind: 'retry-later', because: 'sync_unreachable', afterMs }
  const words = wordsOf(status, body)
  if (status === 401) return { kind: 'refresh' }
  if (status === 413) return { kind: 'halve', words }
  if (status === 500 || (status > 500 && body !== null)) return { kind: 'server-error', words }
  if (body === null || (status >= 300 && status < 400))
    return { kind: 'retry-later', because: 'sync_not_fhir', afterMs }
  if (status >= 200 && status < 300) return null
  return faultOfRefusal(asked, status, words, codesOf(body))
}

function faultOfRefusal(asked: Asked, status: number, words: string, codes: readonly string[]): Fault {
  if (status === 403) return { kind: 'configuration', words }
  if (status === 404 || status === 410) {
    return asked === 'update' ? { kind: 'forget-id' } : { kind: 'configuration', words }
  }
  if (codes.includes('multiple-matches')) return { kind: 'quarantine', words }
  if (status === 409 || codes.includes('duplicate')) return { kind: 'conflict', words }
  // 412 is a stale version for an update, several matches for a conditional create.
  if (status === 412) return { kind: asked === 'create' ? 'quarantine' : 'conflict', words }
  if (asked === 'request' && saysTooLarge.test(words)) return { kind: 'halve', words }
  if (saysRaced.test(words)) return { kind: 'conflict', words }
  return { kind: status === 400 || status === 422 ? 'quarantine' : 'configuration', words }
}

/** What the server says about it, for a person; its own words where it has any. */
function wordsOf(status: number, body: FhirResource | null): string {
  const said = issuesOf(body).flatMap((issue) => issue.details?.text ?? issue.diagnostics ?? [])
  const words = [...new Set(said)].join(' ').slice(0, mostWords)
  return words === '' ? `Server dinas menjawab dengan kode ${status} tanpa penjelasan.` : words
}

function codesOf(body: FhirResource | null): string[] {
  return issuesOf(body).map((issue) => issue.code)
}

function issuesOf(body: FhirResource | null): OperationOutcome['issue'] {
  return body?.resourceType === 'OperationOutcome' && Array.isArray(body.issue) ? body.issue : []
}

/** `Retry-After` as seconds or as an HTTP date, in milliseconds from `now`. */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}
