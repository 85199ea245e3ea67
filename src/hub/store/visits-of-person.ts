import { lifeStageOf } from '#domain/life-stage'
import type { LocalDate } from '#domain/local-date'
import type { Db, Tx } from './open.ts'
import type { StoredPatient } from './patients.ts'
import type { VisitTable } from './schema.ts'
import { changeVisit } from './visits.ts'
import { readInsideOn } from './working-area.ts'

/** When a person is corrected, what the visits from `since` on carry of them follows; one that already agrees stays as it is. */
export async function followPerson(
  tx: Tx,
  before: StoredPatient,
  after: StoredPatient,
  { since, at }: { since: LocalDate; at: number },
): Promise<void> {
  const carry = await carrierOf(tx, after)
  for (const visit of await visitsOf(tx, before.id)) {
    if (visit.day < since) continue
    const change = differing(visit, carry(visit, before))
    if (change) await changeVisit(tx, visit.id, at, change)
  }
}

type Carried = Pick<VisitTable, 'life_stage' | 'inside_area' | 'payer' | 'card_no'>

/** What a visit carries of its person for the register and the district; `before` is who they were when it was written. */
export async function carrierOf(
  db: Db,
  person: StoredPatient,
): Promise<(visit: VisitTable, before: StoredPatient) => Carried> {
  const insideOn = await readInsideOn(db, person.villageCode)
  return (visit, before) => ({
    life_stage: person.birth && lifeStageOf(person.birth.date, visit.day).primary,
    inside_area: flagOf(insideOn(visit.day)),
    // Another payer was chosen for this visit alone.
    payer: visit.payer === before.payer ? person.payer : visit.payer,
    card_no: person.cardNo,
  })
}

function flagOf(said: boolean | null): VisitTable['inside_area'] {
  return said === null ? null : said ? 1 : 0
}

export async function visitsOf(db: Db, patientId: string): Promise<VisitTable[]> {
  return await db
    .selectFrom('visits')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('registered_at')
    .execute()
}

/** What of a change is not so already; null where all of it is. */
export function differing(visit: VisitTable, change: Partial<VisitTable>): Partial<VisitTable> | null {
  const news = Object.entries(change).filter(([column, value]) => visit[column as keyof VisitTable] !== value)
  return news.length === 0 ? null : Object.fromEntries(news)
}
