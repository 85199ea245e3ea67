import { type FhirType, recordSystem } from '#contract/fhir'
import type { Carried, ReceiptLine } from '#contract/stick'
import { findByRecord, type Known } from '#district/store/sticks'
import { sentenceOf } from '#domain/errors'
import type { Outcome } from './apply.ts'
import type { Asked } from './plan.ts'
import { parseReference, referencesIn, withResolved } from './references.ts'
import { planEach, type Run, runEach } from './run.ts'

/** As many as are written together, each with its own outcome. */
const together = 200

/** Merged patients name each other: each must be there before any is named, so such a record goes in two steps. */
type Step = 'whole' | 'without_peers' | 'peers'

/**
 * Stores what a stick carries as if it had come over the line, in its order, and says of each record what became of it.
 * What the district has in this revision or a newer one stays as it is, so a stick may come twice, or late.
 */
export async function* takeRecords(run: Run, records: AsyncIterable<Carried>): AsyncGenerator<ReceiptLine> {
  let part: Carried[] = []
  let withPeers: Carried[] = []
  let type: FhirType | null = null
  async function* finishLayer(): AsyncGenerator<ReceiptLine> {
    yield* await takePart(run, part, 'whole')
    for (const some of inParts(withPeers)) await takePart(run, some, 'without_peers')
    for (const some of inParts(withPeers)) yield* await takePart(run, some, 'peers')
    part = []
    withPeers = []
  }
  for await (const record of records) {
    if (record.type !== type) yield* finishLayer()
    type = record.type
    if (namesPeers(record)) withPeers.push(record)
    else part.push(record)
    if (part.length < together) continue
    yield* await takePart(run, part, 'whole')
    part = []
  }
  yield* finishLayer()
}

function inParts(records: readonly Carried[]): Carried[][] {
  return Array.from({ length: Math.ceil(records.length / together) }, (_, index) =>
    records.slice(index * together, (index + 1) * together),
  )
}

async function takePart(run: Run, part: readonly Carried[], step: Step): Promise<ReceiptLine[]> {
  if (part.length === 0) return []
  const { facility } = run.origin
  const known = await findByRecord(run.store.db, facility.id, [...part, ...part.flatMap(namedBy)])
  const ids = new Map([...known].map(([record, { id }]) => [record, `${record.split('/')[0]}/${id}`]))
  const hereOf = ({ type, recordId }: Carried) => known.get(`${type}/${recordId}`) ?? null
  const wanted = part.filter((record) => isWanted(record, hereOf(record), step))
  const outcomes = await runEach(
    run,
    wanted.map((record) =>
      planEach(run, () => askFor(record, { here: hereOf(record), ids, step }, facility)),
    ),
  )
  const outcomeOf = new Map(wanted.map((record, index) => [record, outcomes[index]]))
  return part.map((record): ReceiptLine => {
    const { type, recordId, revision } = record
    const stored = storedAs(outcomeOf.get(record), hereOf(record))
    if ('words' in stored) return { type, recordId, revision, ...stored }
    const names = namedBy(record).flatMap((one) => (one.type === 'Patient' ? idIn(ids, one) : []))
    return { type, recordId, revision, ...stored, names }
  })
}

function isWanted({ revision }: Carried, here: Known | null, step: Step): boolean {
  if (here === null) return true
  if (step === 'without_peers') return false
  return step === 'peers' ? here.revision <= revision : here.revision < revision
}

function askFor(
  { type, recordId, resource }: Carried,
  { here, ids, step }: { here: Known | null; ids: ReadonlyMap<string, string>; step: Step },
  { code }: Run['origin']['facility'],
): Asked {
  const { link: _link, ...alone } = resource
  const named = withResolved(step === 'without_peers' ? alone : resource, ids)
  const common = { type, ifMatch: null, fullUrl: null }
  if (here)
    return { ...common, method: 'PUT', id: here.id, resource: { ...named, id: here.id }, ifNoneExist: null }
  const ifNoneExist = `identifier=${recordSystem(code, type)}|${recordId}`
  return { ...common, method: 'POST', id: null, resource: named, ifNoneExist }
}

function storedAs(
  outcome: Outcome | undefined,
  here: Known | null,
): { serverId: string; version: string; storedAt: string } | { words: string } {
  if (outcome && 'fault' in outcome) return { words: sentenceOf(outcome.fault.problem) }
  if (outcome) {
    const { id, version, last_updated: at } = outcome.resource
    return { serverId: id, version: String(version), storedAt: at.toISOString() }
  }
  if (here)
    return { serverId: here.id, version: String(here.version), storedAt: here.lastUpdated.toISOString() }
  throw new Error('a record that was neither here nor written')
}

function namedBy({ resource }: Pick<Carried, 'resource'>): { type: FhirType; recordId: string }[] {
  return referencesIn(resource).flatMap((reference) => {
    const target = parseReference(reference)
    return target ? { type: target.type, recordId: target.id } : []
  })
}

function namesPeers(record: Carried): boolean {
  return namedBy(record).some(({ type }) => type === record.type)
}

function idIn(
  ids: ReadonlyMap<string, string>,
  { type, recordId }: { type: FhirType; recordId: string },
): string[] {
  const reference = ids.get(`${type}/${recordId}`)
  return reference ? [reference.slice(type.length + 1)] : []
}
