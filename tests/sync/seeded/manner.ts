import type { Fault } from '../../support/fault-proxy.ts'
import type { Random } from './random.ts'
import { type Entry, type EntryAnswer, outcome } from './wire.ts'

/** How one server always is, faults or none: what it takes at once, and how it names what it stored (F9, F21). */
export type Manner = {
  mostEntries: number
  tooMany: Fault
  names: 'as it is' | 'absolute' | 'versioned' | 'nowhere'
  /** Whether an answer holds what was stored, and its ETag. */
  shows: boolean
}

const tooLarge = (status: number, code: string, text: string): Fault => ({
  answer: { status, body: JSON.stringify(outcome(code, text)) },
})

export function chooseManner(random: Random): Manner {
  const refusals: Fault[] = [
    { answer: { status: 413, body: '<html>413 Request Entity Too Large</html>' } },
    tooLarge(400, 'invalid', 'File too large'),
    tooLarge(422, 'too-costly', 'Transaction requires strict isolation but has too many entries'),
    // Works on so many that a gateway in front of it loses patience.
    { answer: { status: 504, body: '<html>504 Gateway Time-out</html>' } },
  ]
  return {
    mostEntries: random.pick([40, 40, 3, 1]) ?? 40,
    tooMany: random.pick(refusals) ?? { cut: 'before' },
    names: random.pick(['as it is', 'absolute', 'versioned', 'nowhere'] as const) ?? 'as it is',
    shows: random.chance(0.6),
  }
}

export function inManner(manner: Manner, { request }: Entry, answer: EntryAnswer): EntryAnswer {
  const { location, etag, ...response } = answer.response
  if (location === undefined || !response.status.startsWith('2')) return answer
  const [, type = '', id = '', version = '1'] =
    /([A-Z][A-Za-z]+)\/([^/]+)(?:\/_history\/([^/]+))?$/.exec(location) ?? []
  const absolute = `https://fhir.example.go.id/R4/${type}/${id}`
  const told = {
    'as it is': location,
    absolute,
    versioned: `${absolute}/_history/${/"(.+)"/.exec(etag ?? '')?.[1] ?? version}`,
    nowhere: undefined,
  }[manner.names]
  // A version that the server does not know would be no manner but a fault.
  const knowsVersion = etag !== undefined || location.includes('_history')
  // However little is shown, when it was stored is told with every answer (FHIR R4, Bundle.entry.response).
  const lastModified = answer.resource?.meta?.lastUpdated
  const named = manner.names === 'versioned' && !knowsVersion ? absolute : told
  const shown = manner.shows && answer.resource ? { resource: answer.resource } : {}
  const tagged = manner.shows && etag !== undefined ? { etag } : {}
  const located =
    named === undefined || (request.method === 'PUT' && !manner.shows) ? {} : { location: named }
  return {
    ...shown,
    response: { ...(lastModified ? { lastModified } : {}), ...response, ...located, ...tagged },
  }
}
