import { isDeepStrictEqual } from 'node:util'
import { recordSystem } from '#contract/fhir'
import { putVisits, type VisitRow } from '#district/store/encounters'
import type { Facility } from '#district/store/facilities'
import type { Tx } from '#district/store/open'
import { savePatients } from '#district/store/patients'
import {
  archiveResources,
  type Claim,
  claimIdentities,
  findReferences,
  findResources,
  type Resource,
  saveResources,
} from '#district/store/resources'
import { factsOf } from './facts.ts'
import { type Fault, refuseElement } from './fault.ts'
import { personOf } from './person.ts'
import type { Write } from './plan.ts'
import { parseReference, type Target, withResolved } from './references.ts'
import { ownIdentifier } from './shapes.ts'
import { sourceRevisionOf } from './source-revision.ts'

export type Stored = { what: 'created' | 'existing' | 'updated' | 'unchanged'; resource: Resource }
export type Outcome = Stored | { fault: Fault }

/** Who writes, when, and where new ids come from. */
export type Origin = { facility: Facility; now: Date; newId: () => string }

/**
 * Applies writes with one statement per table, however many there are. A write that must be refused gets its
 * fault and leaves nothing behind; the others stand. The facility's row must be locked (`lockFacility`).
 */
export async function applyWrites(tx: Tx, origin: Origin, writes: readonly Write[]): Promise<Outcome[]> {
  const outcomes = new Map<Write, Outcome>(refuseTwins(writes))
  const open = () => writes.filter((write) => !outcomes.has(write))
  await refuseDangling(tx, origin, open(), outcomes)
  const { created, resolved } = await settleCreates(tx, origin, open(), outcomes)
  const updates = await settleUpdates(tx, origin, open(), resolved, outcomes)
  const superseded = updates.map((update) => update.before)
  const saved = [...created, ...updates.map((update) => update.after)]
  await archiveResources(tx, superseded)
  await saveResources(tx, saved)
  await countVisits(tx, origin.now, superseded, saved)
  return writes.flatMap((write) => outcomes.get(write) ?? [])
}

/** Two changes of one record in one request have no order to obey. */
export function refuseTwins(writes: readonly Write[]): Map<Write, { fault: Fault }> {
  const seen = new Set<string>()
  const twins = new Map<Write, { fault: Fault }>()
  for (const write of writes) {
    const key = `${write.type} ${write.recordId}`
    if (seen.has(key)) twins.set(write, refused(409, 'conflict', { code: 'fhir_twice', params: {} }))
    seen.add(key)
  }
  return twins
}

async function refuseDangling(
  tx: Tx,
  { facility }: Origin,
  writes: readonly Write[],
  outcomes: Map<Write, Outcome>,
): Promise<void> {
  const promised = new Set(writes.flatMap((write) => fullUrlOf(write) ?? []))
  const targets = writes.flatMap((write) =>
    write.references.flatMap((reference) => parseReference(reference) ?? []),
  )
  const known = await findReferences(tx, facility.id, targets)
  for (const write of writes) {
    const reference = write.references.find((candidate) => !known.has(candidate) && !promised.has(candidate))
    if (reference !== undefined) {
      outcomes.set(
        write,
        refused(422, 'business-rule', {
          code: 'fhir_reference_unknown',
          params: { reference: reference.slice(0, 80) },
        }),
      )
    }
  }
}

/** Also tells which id each fullUrl of a transaction got. */
async function settleCreates(
  tx: Tx,
  origin: Origin,
  writes: readonly Write[],
  outcomes: Map<Write, Outcome>,
): Promise<{ created: Resource[]; resolved: Map<string, string> }> {
  const claims = writes
    .filter((write) => write.how.kind === 'create')
    .map((write) => ({ write, claim: claimOf(write, origin) }))
  const owners = await claimIdentities(
    tx,
    origin.facility.id,
    claims.map(({ claim }) => claim),
  )
  const idOf = (claim: Claim) => owners.get(claim) ?? claim.id
  const lost = claims.filter(({ claim }) => idOf(claim) !== claim.id)
  const existing = await findResources(
    tx,
    origin.facility.id,
    lost.map(({ claim }) => ({ type: claim.type, id: idOf(claim) })),
  )
  const resolved = new Map(
    claims.flatMap(({ write, claim }) => {
      const fullUrl = fullUrlOf(write)
      return fullUrl === null ? [] : [[fullUrl, `${claim.type}/${idOf(claim)}`] as const]
    }),
  )
  const created: Resource[] = []
  for (const { write, claim } of claims) {
    const found = existing.find((resource) => resource.id === idOf(claim))
    if (found) {
      outcomes.set(write, meetExisting(write, found))
      continue
    }
    const body = withResolved(write.body, resolved)
    const resource = {
      type: write.type,
      id: claim.id,
      facility: origin.facility.id,
      version: 1,
      last_updated: origin.now,
      body,
      record_id: write.recordId,
      revision: sourceRevisionOf(body),
    }
    created.push(resource)
    outcomes.set(write, { what: 'created', resource })
  }
  return { created, resolved }
}

function claimOf(write: Write, { facility, newId }: Origin): Claim {
  return {
    type: write.type,
    system: recordSystem(facility.code, write.type),
    value: write.recordId,
    id: newId(),
  }
}

function meetExisting(write: Write, resource: Resource): Outcome {
  const conditional = write.how.kind === 'create' && write.how.conditional
  return conditional
    ? { what: 'existing', resource }
    : refused(409, 'duplicate', { code: 'fhir_duplicate', params: {} })
}

type Update = { before: Resource; after: Resource }

async function settleUpdates(
  tx: Tx,
  origin: Origin,
  writes: readonly Write[],
  resolved: ReadonlyMap<string, string>,
  outcomes: Map<Write, Outcome>,
): Promise<Update[]> {
  const targets = writes.flatMap((write): Target[] =>
    write.how.kind === 'update' ? [{ type: write.type, id: write.how.id }] : [],
  )
  const stored = await findResources(tx, origin.facility.id, targets)
  const updates: Update[] = []
  for (const write of writes) {
    if (write.how.kind !== 'update') continue
    const { id } = write.how
    const before = stored.find((resource) => resource.type === write.type && resource.id === id)
    const body = withResolved(write.body, resolved)
    const outcome = settleUpdate({ ...write, body }, write.how, before, origin)
    outcomes.set(write, outcome)
    if (before && 'what' in outcome && outcome.what === 'updated')
      updates.push({ before, after: outcome.resource })
  }
  return updates
}

function settleUpdate(
  write: Write,
  how: { id: string; ifMatch: number | null },
  before: Resource | undefined,
  { facility, now }: Origin,
): Outcome {
  if (!before) {
    return refused(404, 'not-found', { code: 'fhir_unknown', params: { what: `${write.type}/${how.id}` } })
  }
  // A replay after a lost answer makes no new version, whichever one it names (RFC 9110 §13.1.1).
  if (isDeepStrictEqual(before.body, write.body)) return { what: 'unchanged', resource: before }
  if (how.ifMatch !== null && how.ifMatch !== before.version) {
    return refused(412, 'conflict', { code: 'fhir_version_conflict', params: { version: before.version } })
  }
  if (ownIdentifier(before.body, recordSystem(facility.code, write.type)) !== write.recordId) {
    return refused(422, 'business-rule', { code: 'fhir_identifier_changed', params: {} })
  }
  const { body } = write
  const revision = sourceRevisionOf(body)
  // A Puskesmas that came back from a backup must not write over what it sent after it.
  if (revision < before.revision) {
    const params = { there: before.revision, here: revision }
    return refused(409, 'conflict', { code: 'fhir_older_revision', params })
  }
  const after = { ...before, version: before.version + 1, last_updated: now, body, revision }
  return { what: 'updated', resource: after }
}

async function countVisits(
  tx: Tx,
  now: Date,
  superseded: readonly Resource[],
  saved: readonly Resource[],
): Promise<void> {
  const known = superseded.filter((resource) => resource.type === 'Encounter').map((resource) => resource.id)
  const patients = saved.filter((resource) => resource.type === 'Patient')
  const moved = await savePatients(
    tx,
    patients.map(({ id, facility, body }) => personOf(id, facility, body)),
  )
  const visits = saved
    .filter((resource) => resource.type === 'Encounter')
    .map((resource) => visitOf(resource, now))
  await putVisits(tx, { known, visits, moved })
}

function visitOf({ id, facility, body }: Resource, now: Date): VisitRow {
  const { subject } = body as { subject?: { reference?: string } }
  const patient = parseReference(subject?.reference ?? '')
  if (patient?.type !== 'Patient') refuseElement('Encounter.subject')
  return { id, facility, patient: patient.id, ...factsOf(body, now) }
}

function fullUrlOf(write: Write): string | null {
  return write.how.kind === 'create' ? write.how.fullUrl : null
}

function refused(status: number, issue: Fault['issue'], problem: Fault['problem']): { fault: Fault } {
  return { fault: { status, issue, problem } }
}
