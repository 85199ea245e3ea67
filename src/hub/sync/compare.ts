import { createHash } from 'node:crypto'
import type { Bundle, FhirResource, Parameters } from 'fhir/r4'
import { digestedText, ticketSystem } from '#contract/fhir'
import type { ComparedDay } from '#contract/hub/sync'
import type { Tx } from '#hub/store/open'
import { forgetDay, isOnItsWay, listConfirmedVisits, listDaysToProve, queueDayAgain } from '#hub/store/proof'
import { persist } from './delivery.ts'
import type { Run } from './run.ts'

/** How many visits of a day, and a digest of their revisions where it was asked for and told. */
type Tally = { count: number; digest: string | null }

/**
 * The proof at the end of a run (design.md §5): each answer said "stored", so the two sides must now hold the same.
 * A day that differs is queued once more for the next run; one that a stopped run left is compared by the next.
 */
export async function compareDays(run: Run, how: ComparedDay['how']): Promise<ComparedDay[]> {
  const { store, target } = run
  const found: ComparedDay[] = []
  for (const { day, queuedAgain: before } of await listDaysToProve(store.db, target)) {
    const here = tallyOf(await listConfirmedVisits(store.db, target, day), how)
    const there = await askThere(run, day, how)
    // A server that cannot be asked proves nothing; what it confirmed stays confirmed.
    if (there === null) break
    const same = here.count === there.count && here.digest === there.digest
    found.push({ day, here: here.count, there: there.count, same, how, queuedAgain: !same && !before })
  }
  return await store.write(async (tx) => {
    const settled: ComparedDay[] = []
    for (const compared of found) if (await settleDay(tx, run, compared)) settled.push(compared)
    return settled
  })
}

/** False where a difference says nothing, because visits of the day are still to be sent. */
async function settleDay(
  tx: Tx,
  { target, now }: Run,
  { day, same, queuedAgain }: ComparedDay,
): Promise<boolean> {
  if (same) await forgetDay(tx, target, day)
  else if (await isOnItsWay(tx, day)) return false
  else if (queuedAgain) await queueDayAgain(tx, target, day, now())
  return true
}

function tallyOf(visits: readonly { recordId: string; revision: number }[], how: ComparedDay['how']): Tally {
  const digest = () => createHash('sha256').update(digestedText(visits)).digest('hex').slice(0, 16)
  return { count: visits.length, digest: how === 'digest' ? digest() : null }
}

/** Null where the server refuses the question or does not answer it. */
async function askThere(run: Run, day: string, how: ComparedDay['how']): Promise<Tally | null> {
  const { client, origin } = run
  const ask =
    how === 'digest'
      ? () => client.digestDay(day)
      : () => client.count('Encounter', `${ticketSystem(origin.code, day)}|`)
  const reply = await persist(run, ask)
  return reply.kind === 'ok' ? readTally(reply.resource) : null
}

function readTally(resource: FhirResource): Tally | null {
  if (resource.resourceType === 'Bundle') {
    const { total } = resource as Bundle
    return total === undefined ? null : { count: total, digest: null }
  }
  if (resource.resourceType !== 'Parameters') return null
  const { parameter = [] } = resource as Parameters
  const count = parameter.find(({ name }) => name === 'count')?.valueInteger
  const digest = parameter.find(({ name }) => name === 'digest')?.valueString
  return count === undefined || digest === undefined ? null : { count, digest }
}
