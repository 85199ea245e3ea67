import { lifeStageOf } from '#domain/life-stage'
import type { LocalDate } from '#domain/local-date'
import { isInsideArea } from './facility.ts'
import type { Tx } from './open.ts'
import type { StoredPatient } from './patients.ts'
import type { VisitTable } from './schema.ts'
import { changeVisit, visitsBefore } from './visits.ts'

/**
 * Visits carry what the register and the district count of their person. When `before` is corrected, or turns out to be
 * somebody else on file, the visits from `since` on (null: all) follow `after`; one that already agrees stays as it is.
 */
export async function followPerson(
  tx: Tx,
  before: StoredPatient,
  after: StoredPatient,
  { since, at }: { since: LocalDate | null; at: number },
): Promise<void> {
  const visits = await tx
    .selectFrom('visits')
    .selectAll()
    .where('patient_id', '=', before.id)
    .where('day', '>=', since ?? ('' as LocalDate))
    .orderBy('registered_at')
    .execute()
  const inside = await isInsideArea(tx, after.villageCode)
  for (const visit of visits) {
    const change: Partial<VisitTable> = {
      patient_id: after.id,
      life_stage: after.birth && lifeStageOf(after.birth.date, visit.day).primary,
      inside_area: inside === null ? null : inside ? 1 : 0,
      // Another payer was chosen for this visit alone.
      payer: visit.payer === before.payer ? after.payer : visit.payer,
      card_no: after.cardNo,
      ...(before.id === after.id ? {} : await newnessOf(tx, after.id, visit.day)),
    }
    if (!agrees(visit, change)) await changeVisit(tx, visit.id, at, change)
  }
}

async function newnessOf(
  tx: Tx,
  patientId: string,
  day: LocalDate,
): Promise<Pick<VisitTable, 'first_ever' | 'first_this_year'>> {
  const { firstEver, firstThisYear } = await visitsBefore(tx, patientId, day)
  return { first_ever: firstEver ? 1 : 0, first_this_year: firstThisYear ? 1 : 0 }
}

function agrees(visit: VisitTable, change: Partial<VisitTable>): boolean {
  return Object.entries(change).every(([column, value]) => visit[column as keyof VisitTable] === value)
}
