import { ensureMonths } from '#district/store/encounters'
import { insertDelivery, lockFacility } from '#district/store/facilities'
import { attempt, type Store, type Tx } from '#district/store/open'
import { applyWrites, type Origin, type Outcome } from './apply.ts'
import { type Fault, FhirFault } from './fault.ts'
import { type Asked, planWrite, type Write } from './plan.ts'

export type Planned = Write | { fault: Fault }

export type Run = {
  store: Store
  origin: Origin
  /** What a failure means to the sender; logs what nobody foresaw. */
  faultFrom: (cause: unknown) => Fault
}

/** A write that stands or falls alone, even where it cannot be read. */
export function planEach(run: Run, read: () => Asked): Planned {
  try {
    return planWrite(read(), run.origin.facility, run.origin.now)
  } catch (cause) {
    return { fault: run.faultFrom(cause) }
  }
}

/** Writes that do not depend on each other: each has its own outcome, in the order given. */
export async function runEach(run: Run, planned: readonly Planned[]): Promise<Outcome[]> {
  const writes = planned.filter((one): one is Write => !('fault' in one))
  return await deliver(run, writes, async (tx) => {
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

/** One facility's writes happen one after another, and what they came to is kept with them. */
async function deliver<T>(
  { store, origin }: Run,
  writes: readonly Write[],
  work: (tx: Tx) => Promise<{ outcomes: Outcome[]; answer: T }>,
): Promise<T> {
  await ensureMonths(
    store,
    writes.flatMap((write) => write.day ?? []),
  )
  return await store.write(async (tx) => {
    await lockFacility(tx, origin.facility.id, origin.now)
    const { outcomes, answer } = await work(tx)
    const count = (what: string) =>
      outcomes.filter((outcome) => 'what' in outcome && outcome.what === what).length
    await insertDelivery(tx, {
      id: origin.newId(),
      facility: origin.facility.id,
      at: origin.now,
      new_visits: outcomes.filter(isNewVisit).length,
      created: count('created'),
      updated: count('updated'),
      unchanged: count('unchanged') + count('existing'),
      refused: outcomes.filter((outcome) => 'fault' in outcome).length,
    })
    return answer
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
  const outcomes: Outcome[] = []
  for (const write of writes) outcomes.push(...(await applyIndependently(tx, run, [write])))
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
