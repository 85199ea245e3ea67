import { isDeepStrictEqual } from 'node:util'
import { recordSystem } from '#contract/fhir'
import { replaceEncounters } from '#district/store/encounters'
import type { Facility } from '#district/store/facilities'
import type { Tx } from '#district/store/open'
import {
  archiveResources,
  type Claim,
  claimIdentities,
  findReferences,
  findResources,
  type Resource,
  saveResources,
} from '#district/store/resources'
import { moveRollups } from '#district/store/rollups'
import type { EncounterRow } from '#district/store/schema'
import { factsOf } from './facts.ts'
import { type Fault, refuseElement } from './fault.ts'
import type { Write } from './plan.ts'
import { parseReference, type Target, withResolved } from './references.ts'
import { ownIdentifier } from './shapes.ts'

export type Stored = { what: 'created' | 'existing' | 'updated' | 'unchanged'; resource: Resource }
export type Outcome = Stored | { fault: Fault }

/** Who writes, when, and where new ids come from. */
export type Origin = { facility: Facility; now: Date; newId: () => string }

/**
 * Applies writes with one statement per table, however many there are. A write that must be refused gets its
 * fault and leaves nothing behind; the others stand. The facility's row must be locked (`lockFacility`).
 */
export async function applyWrites(tx: Tx, origin: Origin, writes: readonly Write[]): Promise<Outcome[]> {
  const outcomes = new Map<Write, Outcome>()
  const open = () => writes.filter((write) => !outcomes.has(write))
  refuseTwins(writes, outcomes)
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
function refuseTwins(writes: readonly Write[], outcomes: Map<Write, Outcome>): void {
  const seen = new Set<string>()
  for (const write of writes) {
    const key = `${write.type} ${write.recordId}`
    if (seen.has(key)) outcomes.set(write, refused(409, 'conflict', { code: 'fhir_twice', params: {} }))
    seen.add(key)
  }
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
  if (how.ifMatch !== null && how.ifMatch !== before.version) {
    return refused(412, 'conflict', { code: 'fhir_version_conflict', params: { version: before.version } })
  }
  if (ownIdentifier(before.body, recordSystem(facility.code, write.type)) !== write.recordId) {
    return refused(422, 'business-rule', { code: 'fhir_identifier_changed', params: {} })
  }
  // A replay after a lost answer makes no new version.
  if (isDeepStrictEqual(before.body, write.body)) return { what: 'unchanged', resource: before }
  const after = { ...before, version: before.version + 1, last_updated: now, body: write.body }
  return { what: 'updated', resource: after }
}

async function countVisits(
  tx: Tx,
  now: Date,
  superseded: readonly Resource[],
  saved: readonly Resource[],
): Promise<void> {
  const known = superseded.filter((resource) => resource.type === 'Encounter').map((resource) => resource.id)
  const rows = saved
    .filter((resource) => resource.type === 'Encounter')
    .map((resource) => rowOf(resource, now))
  const before = await replaceEncounters(tx, known, rows)
  await moveRollups(tx, before, rows)
}

function rowOf({ id, facility, body }: Resource, now: Date): EncounterRow {
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
