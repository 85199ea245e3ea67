import { type Problem, problem, Refusal, refuse } from '#domain/errors'
import { formatDate } from '#domain/local-date'
import { type MergeField, takenFields } from '#domain/merge'
import { auditAs, type StaffContext } from './context.ts'
import { followDeath } from './deceased.ts'
import { followMembership } from './memberships.ts'
import { type CameAlong, findLaterPartner, joinRecords, partRecords, readMerge } from './store/merges.ts'
import type { Db, Tx } from './store/open.ts'
import { readPatient, type StoredPatient } from './store/patients.ts'
import { findOpenVisit } from './store/visits.ts'

export type Merging = { kept: StoredPatient; gone: StoredPatient; take: readonly MergeField[] }

/**
 * Two records of one person become one: what `gone` had is `kept`'s, its numbers lead there, and `take` says whose word
 * counts where they differ. Nothing is deleted, and until the end of the day `undoMerge` parts them again.
 */
export async function mergeRecords(
  tx: Tx,
  staff: StaffContext,
  { kept, gone, take }: Merging,
): Promise<CameAlong & { mergeId: string }> {
  if (kept.temporary && !gone.temporary) refuse('merge_keeps_temporary')
  const obstacle = await findObstacle(tx, staff, kept, gone)
  if (obstacle) throw new Refusal(obstacle)
  const mergeId = staff.system.newId()
  const taken = takenFields(kept, gone, take)
  const { staffId, today: day, system } = staff
  const came = await joinRecords(tx, { id: mergeId, kept, gone, taken, day, at: system.now(), staffId })
  await followDeath(tx, staff, (await readPatient(tx, kept.id)) ?? kept)
  for (const { id } of [kept, gone]) await followMembership(tx, staff, id)
  await audit(tx, staff, 'merge', kept.id, { mergeId, gone: gone.id, taken, ...came })
  await audit(tx, staff, 'merge', gone.id, { mergeId, mergedInto: kept.id })
  return { ...came, mergeId }
}

/** Why these two cannot become one as they stand, whichever of them stays. */
export async function findObstacle(
  db: Db,
  { today }: StaffContext,
  first: StoredPatient,
  second: StoredPatient,
): Promise<Problem | null> {
  if (first.id === second.id) return problem('merge_needs_two')
  for (const [mother, child] of [
    [first, second],
    [second, first],
  ] as const) {
    if (child.motherId === mother.id)
      return problem('merge_mother_child', { mother: mother.name, child: child.name })
  }
  const [one, other] = [await findOpenVisit(db, first.id, today), await findOpenVisit(db, second.id, today)]
  if (!one || !other) return null
  return problem('merge_both_here', {
    first: `${one.number} di ${one.room}`,
    second: `${other.number} di ${other.room}`,
  })
}

/**
 * Parts two records again as they were, with what has happened since: on the day of the merge, and the last merge of a
 * record first. Fields of the surviving record that were changed since keep their value and are named.
 */
export async function undoMerge(
  tx: Tx,
  staff: StaffContext,
  mergeId: string,
): Promise<{ kept: StoredPatient; gone: StoredPatient; stayed: MergeField[] }> {
  const merge = (await readMerge(tx, mergeId)) ?? refuse('merge_unknown')
  if (merge.day !== staff.today) refuse('merge_undo_late', { date: formatDate(merge.day) })
  const later = await findLaterPartner(tx, merge)
  if (later) refuse('merge_undo_order', later)
  const { staffId, system } = staff
  const stayed = await partRecords(tx, merge, { at: system.now(), staffId })
  for (const id of [merge.keptId, merge.goneId]) await followMembership(tx, staff, id)
  const kept = (await readPatient(tx, merge.keptId)) ?? refuse('patient_unknown')
  const gone = (await readPatient(tx, merge.goneId)) ?? refuse('patient_unknown')
  for (const person of [kept, gone]) await followDeath(tx, staff, person)
  await audit(tx, staff, 'undo_merge', kept.id, { mergeId, gone: gone.id, stayed })
  await audit(tx, staff, 'undo_merge', gone.id, { mergeId, mergedInto: kept.id })
  return { kept, gone, stayed }
}

function audit(
  tx: Tx,
  staff: StaffContext,
  action: string,
  patientId: string,
  detail: Record<string, unknown>,
): Promise<void> {
  return auditAs(tx, staff, { action, subject: 'patient', subjectId: patientId, detail })
}
