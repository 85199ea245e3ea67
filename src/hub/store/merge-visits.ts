import type { LocalDate } from '#domain/local-date'
import { newnessOf } from '#domain/newness'
import type { Tx } from './open.ts'
import type { StoredPatient } from './patients.ts'
import type { VisitTable } from './schema.ts'
import { changeVisit } from './visits.ts'
import { carrierOf, differing, visitsOf } from './visits-of-person.ts'

type Change = Partial<VisitTable>
/** A visit that a merge changed, column by column. */
export type VisitChange = { id: string; before: Change; after: Change }
/** `own`: what the surviving record had itself, so that what comes later can be told from it. */
export type MovedVisits = { changed: VisitChange[]; own: string[] }

type Joined = {
  keptBefore: StoredPatient
  kept: StoredPatient
  gone: StoredPatient
  today: LocalDate
  at: number
}

/**
 * All visits of `gone` become visits of `kept`. Today's carry what is now known of the person, earlier ones stay as they
 * were reported; of a temporary person nothing was known, so all of theirs follow. A visit that turns out to have had
 * one before it is no longer a first one; none becomes one.
 */
export async function joinVisits(
  tx: Tx,
  { keptBefore, kept, gone, today, at }: Joined,
): Promise<MovedVisits> {
  const carry = await carrierOf(tx, kept)
  const own = await visitsOf(tx, kept.id)
  const came = await visitsOf(tx, gone.id)
  const newness = newnessOf([...own, ...came].map(summaryOf))
  const changed: VisitChange[] = []
  const change = async (visit: VisitTable, from: StoredPatient, follows: boolean) => {
    const is = newness.get(visit.id)
    const wanted = {
      patient_id: kept.id,
      first_ever: is?.firstEver ? visit.first_ever : 0,
      first_this_year: is?.firstThisYear ? visit.first_this_year : 0,
      ...(follows ? carry(visit, from) : {}),
    } satisfies Change
    const after = differing(visit, wanted)
    if (!after) return
    changed.push({ id: visit.id, before: pick(visit, after), after })
    await changeVisit(tx, visit.id, at, after)
  }
  for (const visit of own) await change(visit, keptBefore, visit.day >= today)
  for (const visit of came) await change(visit, gone, gone.temporary || visit.day >= today)
  return { changed, own: own.map(({ id }) => id) }
}

/**
 * Visits that came with a merge go back as they were; the surviving record's own get back what the merge had changed
 * and nobody has changed since. Visits registered since stay, counted anew by what is left before them.
 */
export async function partVisits(
  tx: Tx,
  keptId: string,
  { changed, own }: MovedVisits,
  at: number,
): Promise<void> {
  const all = await visitsOf(tx, keptId)
  const leaving = new Set(changed.filter(({ before }) => 'patient_id' in before).map(({ id }) => id))
  for (const { id, before, after } of changed) {
    const visit = all.find((candidate) => candidate.id === id)
    if (!visit) continue
    const back = leaving.has(id) || differing(visit, after) === null ? before : null
    if (back) await changeVisit(tx, id, at, back)
  }
  const left = all.filter(({ id }) => !leaving.has(id))
  const newness = newnessOf(left.map(summaryOf))
  for (const visit of left) {
    const is = newness.get(visit.id)
    if (own.includes(visit.id) || !is) continue
    const counted = {
      first_ever: is.firstEver ? 1 : 0,
      first_this_year: is.firstThisYear ? 1 : 0,
    } satisfies Change
    const change = differing(visit, counted)
    if (change) await changeVisit(tx, visit.id, at, change)
  }
}

function summaryOf({ id, day, registered_at, status }: VisitTable) {
  return { id, day, registeredAt: registered_at, cancelled: status === 'cancelled' }
}

function pick(visit: VisitTable, columns: Change): Change {
  return Object.fromEntries(Object.keys(columns).map((column) => [column, visit[column as keyof VisitTable]]))
}
