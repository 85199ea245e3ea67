import type { FhirResource } from 'fhir/r4'
import { type Problem, problem } from '#domain/errors'
import { formatDate } from '#domain/local-date'
import { localTime } from '#hub/system'
import type { Fault } from './answers.ts'
import { type Item, type Meaning, mostEntries, readBatch, toBatch } from './batch.ts'
import type { DistrictClient, Reply } from './district-client.ts'
import type { Origin } from './to-fhir.ts'

export type Delivery = {
  client: DistrictClient
  origin: Origin
  now: () => number
  /** Waits before another attempt; `attempt` counts from 0, `afterMs` is what the server asked for. */
  pause: (attempt: number, afterMs: number | null) => Promise<void>
  /** What this run has learnt about references that a refused record names: whether the server still has them. */
  gone: Map<string, boolean>
  /**
   * How many entries this run sends at once: less after each refusal of so many, more when `wanted` batches of that size have
   * passed.
   */
  size: { most: number; passed: number; wanted: number }
  /** Aborted when Loket closes. */
  signal: AbortSignal
}

/** Ends a run early; what was not confirmed stays in the outbox. Without a problem: Loket is closing. */
export class RunStopped extends Error {
  readonly problem: Problem | null
  constructor(reason: Problem | null) {
    super(reason?.code ?? 'closing')
    this.name = 'RunStopped'
    this.problem = reason
  }
}

/** How often one request is made before the run stops. */
export const mostAttempts = 5
const mostServerErrors = 3
const mostWaits = 2
/** Batches of the size that passes before twice as much is tried for the first time. */
export const passedToGrow = 10
/** So long a run stands still because a server asks it to; asked for more, it ends, to be made again then. */
const longestWaitMs = 15 * 60_000
/** Where not one of so many records passes, no record is at fault. */
export const manyRecords = 5

export function wrongServer(words: string): RunStopped {
  return new RunStopped(problem('sync_wrong_server', { what: words.replace(/[.\s]+$/, '') }))
}

/** Throws `RunStopped` where the server names a time that is too far off to stand waiting for. */
export async function waitOut(
  { now, origin, pause }: Delivery,
  attempt: number,
  afterMs: number | null,
): Promise<void> {
  if (afterMs === null || afterMs <= longestWaitMs) return await pause(attempt, afterMs)
  const at = now() + afterMs
  const { day, clock } = localTime(at, origin.timeZone)
  throw new RunStopped(problem('sync_asked_to_wait', { when: `${formatDate(day)} pukul ${clock}`, at }))
}

/** Waits out what passes by itself; throws `RunStopped` where no other record would fare better. */
export async function persist(
  delivery: Delivery,
  send: () => Promise<Reply>,
  { mostFailures, canHalve } = { mostFailures: mostServerErrors, canHalve: false },
): Promise<Reply> {
  for (let attempt = 0; ; attempt += 1) {
    const reply = await send()
    if (reply.kind === 'ok') return reply
    if (delivery.signal.aborted) throw new RunStopped(null)
    switch (reply.kind) {
      case 'stop':
        throw new RunStopped(problem(reply.because))
      case 'refresh':
        throw new RunStopped(problem('sync_refused_sign_in'))
      case 'configuration':
        throw wrongServer(reply.words)
      case 'too-slow':
        if (canHalve && attempt + 1 >= mostWaits) return reply
        if (attempt + 1 >= mostAttempts) throw new RunStopped(problem('sync_unreachable'))
        await waitOut(delivery, attempt, reply.afterMs)
        break
      case 'retry-later':
        if (attempt + 1 >= mostAttempts) throw new RunStopped(problem(reply.because))
        await waitOut(delivery, attempt, reply.afterMs)
        break
      case 'server-error':
      case 'conflict':
        if (attempt + 1 >= mostFailures) return reply
        await delivery.pause(attempt, null)
        break
      default:
        return reply
    }
  }
}

/** As `persist`, for requests that concern no single record: anything but a success stops the run. */
export async function demand(delivery: Delivery, send: () => Promise<Reply>): Promise<FhirResource> {
  const reply = await persist(delivery, send)
  if (reply.kind === 'ok') return reply.resource
  throw wrongServer(wordsIn(reply))
}

/** Sends one batch, halving what the server refuses as a whole until the record at fault stands alone. */
export async function deliver(delivery: Delivery, items: readonly Item[]): Promise<Meaning[]> {
  const reply = await sendBatch(delivery, items, mostServerErrors)
  if (Array.isArray(reply)) return onlyTheirOwn(reply)
  if (items.length === 1) return [{ kind: 'quarantine', words: wordsIn(reply) }]
  const meanings = await deliverHalves(delivery, items)
  const passed = meanings.some((meaning) => meaning.kind !== 'quarantine')
  if (passed || items.length < manyRecords) return meanings
  throw reply.kind === 'server-error' || reply.kind === 'too-slow'
    ? new RunStopped(problem('sync_unreachable'))
    : wrongServer(wordsIn(reply))
}

/** What is forbidden to one record is that record's matter (F6); to each of many, the server's. */
function onlyTheirOwn(meanings: Meaning[]): Meaning[] {
  const forbidden = meanings.flatMap((meaning) => (meaning.kind === 'configuration' ? meaning : []))
  const [first] = forbidden
  if (first && forbidden.length === meanings.length && forbidden.length >= manyRecords)
    throw wrongServer(first.words)
  return meanings
}

async function deliverHalves(delivery: Delivery, items: readonly Item[]): Promise<Meaning[]> {
  const middle = Math.ceil(items.length / 2)
  const meanings: Meaning[] = []
  for (const half of [items.slice(0, middle), items.slice(middle)]) {
    // The whole was tried often enough before it was halved.
    const reply = await sendBatch(delivery, half, 1)
    if (Array.isArray(reply)) meanings.push(...reply)
    else if (half.length > 1) meanings.push(...(await deliverHalves(delivery, half)))
    else meanings.push({ kind: 'quarantine', words: wordsIn(reply) })
  }
  return meanings
}

async function sendBatch(
  delivery: Delivery,
  items: readonly Item[],
  mostFailures: number,
): Promise<Meaning[] | Fault> {
  const batch = toBatch(delivery.origin.code, items)
  const canHalve = items.length > 1
  const reply = await persist(delivery, () => delivery.client.send(batch), { mostFailures, canHalve })
  if (canHalve && (reply.kind === 'halve' || reply.kind === 'too-slow')) {
    const { size } = delivery
    size.most = Math.min(size.most, Math.ceil(items.length / 2))
    size.passed = 0
  }
  if (reply.kind !== 'ok') return reply
  growAfter(delivery, items.length)
  const meanings = readBatch(items, reply.resource)
  if (meanings) return meanings
  throw wrongServer('jawabannya atas kiriman berkelompok tidak dapat dibaca')
}

/** What was too much for a bad hour is not too much for the whole night. */
function growAfter({ size }: Delivery, sent: number): void {
  if (sent < size.most || size.most === mostEntries) return
  size.passed += 1
  if (size.passed < size.wanted) return
  size.most = Math.min(mostEntries, size.most * 2)
  size.passed = 0
  // A server that never takes more is asked ever less often whether it does.
  size.wanted *= 2
}

function wordsIn(reply: Reply): string {
  return 'words' in reply ? reply.words : 'server dinas menjawab di luar kesepakatan'
}
