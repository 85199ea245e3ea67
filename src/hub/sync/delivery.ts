import type { FhirResource } from 'fhir/r4'
import { type Problem, problem } from '#domain/errors'
import type { Fault } from './answers.ts'
import { type Item, type Meaning, readBatch, toBatch } from './batch.ts'
import type { DistrictClient, Reply } from './district-client.ts'
import type { Origin } from './to-fhir.ts'

export type Delivery = {
  client: DistrictClient
  origin: Origin
  /** Waits before another attempt; `attempt` counts from 0, `afterMs` is what the server asked for. */
  pause: (attempt: number, afterMs: number | null) => Promise<void>
  /** What this run has learnt about references that a refused record names: whether the server still has them. */
  gone: Map<string, boolean>
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
const manyRecords = 5

export function wrongServer(words: string): RunStopped {
  return new RunStopped(problem('sync_wrong_server', { what: words.replace(/[.\s]+$/, '') }))
}

/** Waits out what passes by itself; throws `RunStopped` where no other record would fare better. */
export async function persist(
  { pause, signal }: Delivery,
  send: () => Promise<Reply>,
  mostFailures = mostServerErrors,
): Promise<Reply> {
  for (let attempt = 0; ; attempt += 1) {
    const reply = await send()
    if (reply.kind === 'ok') return reply
    if (signal.aborted) throw new RunStopped(null)
    switch (reply.kind) {
      case 'stop':
        throw new RunStopped(problem(reply.because))
      case 'refresh':
        throw new RunStopped(problem('sync_refused_sign_in'))
      case 'configuration':
        throw wrongServer(reply.words)
      case 'retry-later':
        if (attempt + 1 >= mostAttempts) throw new RunStopped(problem(reply.because))
        await pause(attempt, reply.afterMs)
        break
      case 'server-error':
      case 'conflict':
        if (attempt + 1 >= mostFailures) return reply
        await pause(attempt, null)
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
  if (Array.isArray(reply)) return reply
  if (items.length === 1) return [{ kind: 'quarantine', words: wordsIn(reply) }]
  const meanings = await deliverHalves(delivery, items)
  const passed = meanings.some((meaning) => meaning.kind !== 'quarantine')
  if (passed || items.length < manyRecords) return meanings
  // Where not one of many records passes, no record is at fault.
  throw reply.kind === 'server-error'
    ? new RunStopped(problem('sync_unreachable'))
    : wrongServer(wordsIn(reply))
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
  const reply = await persist(delivery, () => delivery.client.send(batch), mostFailures)
  if (reply.kind !== 'ok') return reply
  const meanings = readBatch(items, reply.resource)
  if (meanings) return meanings
  throw wrongServer('jawabannya atas kiriman berkelompok tidak dapat dibaca')
}

function wordsIn(reply: Reply): string {
  return 'words' in reply ? reply.words : 'server dinas menjawab di luar kesepakatan'
}
