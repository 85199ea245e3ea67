import type { FhirResource, OperationOutcome, OperationOutcomeIssue } from 'fhir/r4'
import { problemCoding } from '#contract/fhir'

/** Why nothing can be said about what was sent; each is a code of `domain/errors`. */
type Silence = 'sync_unreachable' | 'sync_not_fhir'

/** What to do after an answer that is not a plain success (integration.md §6.1, the whole table). */
export type Fault =
  | { kind: 'retry-later'; because: Silence; afterMs: number | null }
  | { kind: 'too-slow'; afterMs: number | null }
  | { kind: 'server-error'; words: string }
  | { kind: 'halve'; words: string }
  | { kind: 'refresh' }
  | { kind: 'stop'; because: Silence | 'sync_refused_sign_in' }
  | { kind: 'configuration'; words: string }
  | { kind: 'forget-id' }
  | { kind: 'conflict'; words: string }
  | { kind: 'quarantine'; words: string }

/**
 * `create` is conditional, `update` names a known id, `question` may go unanswered, `request` is anything around them, as a
 * whole batch.
 */
export type Asked = 'create' | 'update' | 'question' | 'request'

const mostWords = 400
const busyStatuses = [502, 503]
/** A server that counts requests and does not say when it begins anew counts them by the minute, as Medplum does. */
const usualWindowMs = 60_000
/** No answer in time, by our own watch or a gateway's: perhaps too much was asked at once (F9). */
const slowStatuses = [408, 504]
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
  if (status === 429)
    return { kind: 'retry-later', because: 'sync_unreachable', afterMs: afterMs ?? usualWindowMs }
  if (busyStatuses.includes(status)) return { kind: 'retry-later', because: 'sync_unreachable', afterMs }
  if (slowStatuses.includes(status)) return { kind: 'too-slow', afterMs }
  const words = wordsOf(status, body)
  if (status === 401) return { kind: 'refresh' }
  if (status === 413) return { kind: 'halve', words }
  // A server may take records and say nothing about them; in whatever form it refuses, no run ends for it.
  if (asked === 'question' && status >= 400 && status < 500) return { kind: 'quarantine', words }
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

/**
 * What the server says about it, for a person. Loket's own district speaks to clerks; of another, whose words may be English
 * and for programmers, first what its code means, then what it said.
 */
function wordsOf(status: number, body: FhirResource | null): string {
  const issues = issuesOf(body)
  const said = issues.flatMap((issue) => issue.details?.text ?? issue.diagnostics ?? [])
  const words = [...new Set(said)].join(' ').slice(0, mostWords)
  if (words !== '' && issues.some(isOfLoket)) return words
  const codes = status === 403 ? ['forbidden'] : codesOf(body)
  const [plain] = codes.flatMap((code) => plainWords[code] ?? [])
  if (words !== '') return `${plain ?? refusedPlainly} Kata server: «${words}»`
  return plain
    ? `${plain} (Kode ${status}.)`
    : `Server dinas menjawab dengan kode ${status} tanpa penjelasan.`
}

function isOfLoket({ details }: OperationOutcomeIssue): boolean {
  return details?.coding?.some(({ system }) => system === problemCoding) ?? false
}

const refusedPlainly = 'Server dinas menolak data ini.'
const tooLarge = 'Data ini terlalu besar untuk server dinas.'
const unfit = 'Isi data ini tidak diterima server dinas.'
const againstRule = 'Data ini tidak sesuai aturan server dinas.'
const notProcessed = 'Server dinas gagal mengolah data ini.'
/** By the code of the issue (FHIR R4, issue-type); what else there is concerns no single record. */
const plainWords: Partial<Record<string, string>> = {
  invalid: unfit,
  structure: unfit,
  required: 'Ada isian yang diminta server dinas dan belum diisi.',
  value: 'Ada isian yang nilainya tidak diterima server dinas.',
  'code-invalid': 'Ada kode di data ini yang tidak dikenal server dinas.',
  invariant: againstRule,
  'business-rule': againstRule,
  'not-found': 'Server dinas tidak menemukan data ini atau yang disebut di dalamnya.',
  duplicate: 'Server dinas sudah memegang data dengan pengenal ini.',
  'multiple-matches': 'Server dinas memegang lebih dari satu data dengan pengenal ini.',
  conflict: 'Data ini bertentangan dengan yang ada di server dinas.',
  forbidden: 'Server dinas tidak mengizinkan Puskesmas ini mengirim data ini.',
  security: 'Server dinas menolak data ini karena aturan keamanannya.',
  'not-supported': 'Server dinas tidak menerima data seperti ini.',
  'too-costly': tooLarge,
  'too-long': tooLarge,
  processing: notProcessed,
  exception: notProcessed,
}

function codesOf(body: FhirResource | null): string[] {
  return issuesOf(body).map((issue) => issue.code)
}

function issuesOf(body: FhirResource | null): OperationOutcome['issue'] {
  return body?.resourceType === 'OperationOutcome' && Array.isArray(body.issue) ? body.issue : []
}
