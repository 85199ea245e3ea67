import { z } from 'zod'
import { problem } from '#domain/errors'
import type { Outcome } from './apply.ts'
import { FhirFault, outcomeOf, refuseElement, refuseFhir } from './fault.ts'
import { type Asked, planWrite, type Write } from './plan.ts'
import { etagOf, type Json, toResource } from './resource.ts'
import { planEach, type Run, runEach, runTogether } from './run.ts'
import { isFhirType } from './shapes.ts'

export const mostEntries = 500

const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.enum(['batch', 'transaction']),
  entry: z.array(z.unknown()).default([]),
})

const entry = z.looseObject({
  fullUrl: z.string().optional(),
  resource: z.unknown(),
  request: z.looseObject({
    method: z.string(),
    url: z.string(),
    ifNoneExist: z.string().optional(),
    ifMatch: z.string().optional(),
  }),
})

/** Carries out a batch or transaction. Throws `FhirFault` where the request as a whole is refused. */
export async function runBundle(run: Run, value: unknown): Promise<Json> {
  const parsed = bundle.safeParse(value)
  if (!parsed.success) refuseElement(['Bundle', ...(parsed.error.issues[0]?.path ?? [])].join('.'))
  const { type, entry: entries } = parsed.data
  if (entries.length > mostEntries)
    refuseFhir(413, 'too-costly', problem('fhir_too_many', { most: mostEntries }))
  const outcomes = type === 'batch' ? await runBatch(run, entries) : await runTransaction(run, entries)
  return { resourceType: 'Bundle', type: `${type}-response`, entry: outcomes.map(toEntry) }
}

async function runBatch(run: Run, entries: readonly unknown[]): Promise<Outcome[]> {
  // Entries of a batch are independent: one cannot refer to another by its fullUrl.
  const planned = entries.map((value) => planEach(run, () => ({ ...readEntry(value), fullUrl: null })))
  return await runEach(run, planned)
}

async function runTransaction(run: Run, entries: readonly unknown[]): Promise<Outcome[]> {
  const writes = entries.map((value, index): Write => {
    try {
      return planWrite(readEntry(value), run.origin.facility, run.origin.now)
    } catch (cause) {
      throw new FhirFault({ ...run.faultFrom(cause), entry: index })
    }
  })
  return await runTogether(run, writes)
}

function readEntry(value: unknown): Asked {
  const parsed = entry.safeParse(value)
  if (!parsed.success) refuseElement(['Bundle.entry', ...(parsed.error.issues[0]?.path ?? [])].join('.'))
  const { fullUrl = null, resource, request } = parsed.data
  const [type, id = null, ...deeper] = request.url.replace(/^\//, '').split('/')
  if (!isFhirType(type)) {
    const what = (type ?? '').slice(0, 80)
    refuseFhir(404, 'not-found', { code: 'fhir_unknown', params: { what } })
  }
  const { method } = request
  const served = (method === 'POST' && id === null) || (method === 'PUT' && id !== null)
  if ((method !== 'POST' && method !== 'PUT') || !served || deeper.length > 0) {
    refuseFhir(405, 'not-supported', problem('fhir_unsupported', { what: 'permintaan ini di dalam bundel' }))
  }
  const { ifNoneExist = null, ifMatch = null } = request
  return { method, type, id, resource, ifNoneExist, ifMatch, fullUrl }
}

function toEntry(outcome: Outcome): Json {
  if ('fault' in outcome) {
    return { response: { status: String(outcome.fault.status), outcome: outcomeOf(outcome.fault) } }
  }
  const { what, resource } = outcome
  const response = {
    status: what === 'created' ? '201' : '200',
    // Relative to the FHIR base, so that it means the same behind a proxy.
    location: `${resource.type}/${resource.id}`,
    etag: etagOf(resource),
    lastModified: resource.last_updated.toISOString(),
  }
  // A sender that finds its record already here needs to see which revision of it.
  return what === 'existing' ? { resource: toResource(resource), response } : { response }
}
