import type { Db } from './open.ts'
import type { Schema } from './schema.ts'
import { type Page, type Waiting, waiting } from './to-send.ts'

/** `patient` and `encounter` are the server's ids; both records wait until it has said them. */
export type WaitingCoverage = Waiting<Schema['coverages'] & { patient: string }>
export type WaitingCare = Waiting<Schema['care_events'] & { day: string; patient: string; encounter: string }>

export async function listWaitingCoverages(db: Db, page: Page): Promise<WaitingCoverage[]> {
  return await waiting(db, 'coverage', page)
    .innerJoin('coverages', 'coverages.id', 'outbox.record_id')
    .innerJoin('links as person', (join) =>
      join
        .on('person.target', '=', page.target)
        .on('person.kind', '=', 'patient')
        .onRef('person.record_id', '=', 'coverages.patient_id'),
    )
    .selectAll('coverages')
    .select('person.server_id as patient')
    .execute()
}

export async function listWaitingCare(
  db: Db,
  kind: Schema['care_events']['resource'],
  page: Page,
): Promise<WaitingCare[]> {
  return await waiting(db, kind, page)
    .innerJoin('care_events', 'care_events.id', 'outbox.record_id')
    .innerJoin('visits', 'visits.id', 'care_events.visit_id')
    .innerJoin('links as visit', (join) =>
      join
        .on('visit.target', '=', page.target)
        .on('visit.kind', '=', 'encounter')
        .onRef('visit.record_id', '=', 'visits.id'),
    )
    .innerJoin('links as person', (join) =>
      join
        .on('person.target', '=', page.target)
        .on('person.kind', '=', 'patient')
        .onRef('person.record_id', '=', 'visits.patient_id'),
    )
    .where('care_events.at', '<=', page.until ?? Number.MAX_SAFE_INTEGER)
    .selectAll('care_events')
    .select(['visits.day', 'visit.server_id as encounter', 'person.server_id as patient'])
    .execute()
}
