import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { performance } from 'node:perf_hooks'
import { gunzipSync } from 'node:zlib'
import type { Bundle } from 'fhir/r4'
import { type FhirType, recordSystem } from '#contract/fhir'

/** One batch of a Puskesmas, as it was sent. */
export type Sent = { code: string; text: string }

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** What Node's own fetch posts to /fhir until it is stopped, in order. */
export function hearBatches(): { stop: () => Sent[] } {
  const bodies = new Map<object, Uint8Array[]>()
  const onChunk = (message: unknown) => {
    const { request, chunk } = message as { request: { method: string; path: string }; chunk: Uint8Array }
    if (request.method !== 'POST' || request.path !== '/fhir') return
    bodies.set(request, [...(bodies.get(request) ?? []), Uint8Array.from(chunk)])
  }
  subscribe('undici:request:bodyChunkSent', onChunk)
  return {
    stop: () => {
      unsubscribe('undici:request:bodyChunkSent', onChunk)
      return [...bodies.values()].map((chunks) => asSent(Buffer.concat(chunks)))
    },
  }
}

function asSent(body: Buffer): Sent {
  const isZipped = body[0] === 0x1f && body[1] === 0x8b
  const text = (isZipped ? gunzipSync(body) : body).toString('utf8')
  const [, code] = /\/fhir\/id\/(P\d+)\//.exec(text) ?? []
  if (code === undefined) throw new Error('a batch of nobody')
  return { code, text }
}

/**
 * Sends the batches of a night to a server that has none of them, as fast as it takes them: each Puskesmas in its order, some
 * at once. `recordOf` tells by the first server's ids which records they name; here they have others.
 */
export async function replay(
  url: string,
  sent: readonly Sent[],
  {
    recordOf,
    tokens,
    atOnce,
  }: { recordOf: Map<string, string>; tokens: Map<string, string>; atOnce: number },
): Promise<{ seconds: number; records: number }> {
  const idHere = new Map<string, string>()
  const left = [...Map.groupBy(sent, ({ code }) => code)].map(([code, batches]) => ({
    token: tokens.get(code) ?? '',
    batches: batches.map(({ text }) => ({ text, records: recordsIn(code, text) })),
  }))
  const started = performance.now()
  const work = async () => {
    for (let one = left.shift(); one; one = left.shift()) {
      for (const { text, records } of one.batches) {
        const body = text.replace(uuids, (id) => idHere.get(recordOf.get(id) ?? '') ?? id)
        const ids = await post(url, one.token, body)
        for (const [index, record] of records.entries()) idHere.set(record, ids[index] ?? '')
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const seconds = (performance.now() - started) / 1000
  return { seconds, records: idHere.size }
}

function recordsIn(code: string, text: string): string[] {
  const { entry = [] } = JSON.parse(text) as Bundle
  return entry.map(({ resource }) => {
    const { resourceType, identifier } = resource as {
      resourceType: FhirType
      identifier: { system: string; value: string }[]
    }
    const own = identifier.find(({ system }) => system === recordSystem(code, resourceType))
    return `${resourceType}/${own?.value}`
  })
}

/** The ids that the server gave, in order. Throws where it refuses one. */
async function post(url: string, token: string, body: string): Promise<string[]> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' }
  const answer = await fetch(`${url}/fhir`, { method: 'POST', headers, body })
  const { entry = [] } = (await answer.json()) as Bundle
  const ids = entry.map(({ response }) => (response?.status.startsWith('2') ? response.location : undefined))
  if (!answer.ok || ids.includes(undefined)) throw new Error(`a batch came back with ${answer.status}`)
  return ids.map((location) => location?.split('/')[1] ?? '')
}
