import { ensureMonths } from '#district/store/encounters'
import { type Delivery, insertDelivery, lockFacility } from '#district/store/facilities'
import { attempt, type Store, type Tx } from '#district/store/open'
import { forgetRefused, type Named, noteRefused } from '#district/store/refused'
import { applyWrites, type Origin, type Outcome, refuseTwins } from './apply.ts'
import { type Fault, FhirFault } from './fault.ts'
import { type Asked, planWrite, type Write } from './plan.ts'
import { recordNamedBy } from './shapes.ts'

/** `of` is the record that cannot be written, as far as it can be told. */
export type Planned = Write | { fault: Fault; of: Named | null }

export type Run = {
  store: Store
  origin: Origin
  /** What a failure means to the sender; logs what nobody foresaw. */
  faultFrom: (cause: unknown) => Fault
  /** Waits for what the facility wrote before. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

/** A write that stands or falls alone, even where it cannot be read. */
export function planEach(run: Run, read: () => Asked): Planned {
  let asked: Asked | null = null
  const { facility, now } = run.origin
  try {
    asked = read()
    return planWrite(asked, facility, now)
  } catch (cause) {
    return { fault: run.faultFrom(cause), of: asked && recordNamedBy(asked, facility.code) }
  }
}

/** Writes that do not depend on each other: each has its own outcome, in the order given. */
export async function runEach(run: Run, planned: readonly Planned[]): Promise<Outcome[]> {
  const writes = planned.filter((one): one is Write => !('fault' in one))
  return await deliver(run, planned, async (tx) => {
    const applied = await applyIndependently(tx, run, writes)
    let next = 0
    const outcomes = planned.map((one) => ('fault' in one ? one : (applied[next++] ?? lostOutcome(run))))
    return { outcomes, answer: outcomes }
  })
}

/** All or nothing. Throws `FhirFault` naming the entry for which nothing was stored. */
export async function runTogether(run: Run, writes: readonly Write[]): Promise<Outcome[]> {
  const answer = await deliver<Outcome[] | Fault>(run, writes, async (tx) => {
    const tried = await attempt(tx, async () => refuseAny(await applyWrites(tx, run.origin, writes)))
    if ('done' in tried) return { outcomes: tried.done, answer: tried.done }
    const fault = run.faultFrom(tried.cause)
    return { outcomes: writes.map(() => ({ fault })), answer: fault }
  })
  if (!Array.isArray(answer)) throw new FhirFault(answer)
  return answer
}

/** One facility's writes happen one after another, and what each of them came to is kept with them. */
async function deliver<T>(
  { store, origin, inTurn }: Run,
  planned: readonly Planned[],
  work: (tx: Tx) => Promise<{ outcomes: Outcome[]; answer: T }>,
): Promise<T> {
  return await inTurn(async () => {
    await ensureMonths(
      store,
      planned.flatMap((one) => ('day' in one && one.day) || []),
    )
    return await store.write(async (tx) => {
      await lockFacility(tx, origin.facility.id, origin.now)
      const { outcomes, answer } = await work(tx)
      await insertDelivery(tx, deliveryOf(origin, outcomes))
      const { facility, now } = origin
      await noteRefused(tx, facility.id, namesOf(planned, outcomes, isMissing), now)
      await forgetRefused(
        tx,
        facility.id,
        namesOf(planned, outcomes, (outcome) => 'what' in outcome),
      )
      return answer
    })
  })
}

function deliveryOf({ facility, now, newId }: Origin, outcomes: readonly Outcome[]): Delivery {
  const count = (what: string) =>
    outcomes.filter((outcome) => 'what' in outcome && outcome.what === what).length
  return {
    id: newId(),
    facility: facility.id,
    at: now,
    new_visits: outcomes.filter(isNewVisit).length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged') + count('existing'),
    refused: outcomes.filter((outcome) => 'fault' in outcome).length,
  }
}

/** Not where a conflict is about a record that is here. */
function isMissing(outcome: Outcome): boolean {
  return 'fault' in outcome && outcome.fault.issue !== 'conflict' && outcome.fault.issue !== 'duplicate'
}

function namesOf(
  planned: readonly Planned[],
  outcomes: readonly Outcome[],
  isWanted: (outcome: Outcome) => boolean,
): Named[] {
  return planned.flatMap((one, index) => {
    const outcome = outcomes[index]
    const named = 'fault' in one ? one.of : { type: one.type, recordId: one.recordId }
    // PostgreSQL holds no NUL, so such a record has no name to be remembered by.
    return outcome && isWanted(outcome) && named && !named.recordId.includes('\0') ? named : []
  })
}

/**
 * All with one statement per table first. Where the database itself refuses (a character jsonb cannot hold), one
 * by one, so that the entry at fault stands alone.
 */
async function applyIndependently(tx: Tx, run: Run, writes: readonly Write[]): Promise<Outcome[]> {
  const tried = await attempt(tx, () => applyWrites(tx, run.origin, writes))
  if ('done' in tried) return tried.done
  if (writes.length === 1) return [{ fault: run.faultFrom(tried.cause) }]
  const twins = refuseTwins(writes)
  const outcomes: Outcome[] = []
  for (const write of writes) {
    const twin = twins.get(write)
    outcomes.push(...(twin ? [twin] : await applyIndependently(tx, run, [write])))
  }
  return outcomes
}

function refuseAny(outcomes: Outcome[]): Outcome[] {
  for (const [entry, outcome] of outcomes.entries()) {
    if ('fault' in outcome) throw new FhirFault({ ...outcome.fault, entry })
  }
  return outcomes
}

function isNewVisit(outcome: Outcome): boolean {
  return 'what' in outcome && outcome.what === 'created' && outcome.resource.type === 'Encounter'
}

function lostOutcome(run: Run): Outcome {
  return { fault: run.faultFrom(new Error('a write came back without an outcome')) }
}
