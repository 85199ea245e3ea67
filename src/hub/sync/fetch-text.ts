import { setTimeout as pass } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Fault } from './answers.ts'
import { readNamedWait } from './named-wait.ts'
import { nextFree } from './pace.ts'

type FetchOptions = {
  now: () => number
  signal: AbortSignal
  kbitPerSecond: number | null
  /** How long one answer may take. */
  timeoutMs?: number
  /** Replaces the waiting until the line is free. */
  wait?: (ms: number) => Promise<void>
}
type Request = { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string }
/** `servedAt`: when, by the server's own clock; null where it does not say. */
export type Answer = { status: number; text: string; afterMs: number | null; servedAt: number | null }
/** Null where no whole answer came. */
export type Fetch = (url: string, request: Request) => Promise<Answer | null>

export const unreachable: Fault = { kind: 'retry-later', because: 'sync_unreachable', afterMs: null }

const usualTimeoutMs = 60_000
/** What a gateway would have said. */
const outOfTime: Answer = { status: 408, text: '', afterMs: null, servedAt: null }
/** Below this, headers weigh more than what is saved. */
const worthZipping = 1400

/**
 * Fetches from one server. Bodies go gzipped once it has said in `Accept-Encoding` of an answer that it takes them so
 * (RFC 9110 §12.5.3), and plain again where it refuses one with 415. Redirects are not followed: the next host was not
 * asked for.
 */
export function createFetch({
  now,
  signal,
  kbitPerSecond,
  timeoutMs = usualTimeoutMs,
  wait = (ms) => pass(ms, undefined, { signal }),
}: FetchOptions): Fetch {
  let takesGzip = false
  let freeFrom = 0
  let lastAt = 0

  /** Others share the line: what went over it, either way, is waited out at the agreed pace before more does. */
  function takeLine(bytes: number): number {
    if (kbitPerSecond === null) return 0
    const at = now()
    // A clock that was set back must not make a day of waiting out of what is owed.
    if (at < lastAt) freeFrom -= lastAt - at
    lastAt = at
    const { waitMs, free } = nextFree(freeFrom, at, bytes, kbitPerSecond)
    freeFrom = free
    return waitMs
  }

  async function once(url: string, { method, headers, body = '' }: Request, zipped: boolean) {
    const bytes = zipped ? gzipSync(body) : Buffer.from(body, 'utf8')
    const waitMs = takeLine(bytes.length)
    if (waitMs > 0) await wait(waitMs)
    const response = await fetch(url, {
      method,
      headers: zipped ? { ...headers, 'content-encoding': 'gzip' } : headers,
      ...(bytes.length === 0 ? {} : { body: new Uint8Array(bytes) }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    const text = await response.text()
    const { headers: told } = response
    // What came unzipped may have been zipped on the line.
    takeLine(Number(told.get('content-length') ?? Buffer.byteLength(text)))
    const servedAt = readDate(told.get('date'))
    const afterMs = readNamedWait(told, servedAt ?? now())
    return { status: response.status, text, afterMs, servedAt, accepts: told.get('accept-encoding') }
  }

  return async (url, request) => {
    try {
      const zipped = takesGzip && (request.body?.length ?? 0) > worthZipping
      const first = await once(url, request, zipped)
      const answer = zipped && first.status === 415 ? await once(url, request, false) : first
      if (answer !== first) takesGzip = false
      else if (first.accepts !== null) takesGzip = namesGzip(first.accepts)
      const { accepts: _accepts, ...rest } = answer
      return rest
    } catch (cause) {
      const isLate = cause instanceof Error && cause.name === 'TimeoutError'
      return isLate ? outOfTime : null
    }
  }
}

/** The server's own clock, by which it reckons; this computer's may be wrong by a day. */
function readDate(header: string | null): number | null {
  const at = Date.parse(header ?? '')
  return Number.isNaN(at) ? null : at
}

/** A weight of nought means «not this one». */
function namesGzip(codings: string): boolean {
  return codings.split(',').some((coding) => {
    const [name = '', weight = ''] = coding.split(';').map((part) => part.trim().toLowerCase())
    return name === 'gzip' && !/^q=0(\.0*)?$/.test(weight)
  })
}

export function readJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
