import { sql } from 'kysely'
import { formatTicketNumber } from './counters.ts'
import type { Db } from './open.ts'
import { birthOf } from './patients.ts'

/**
 * Who was given a name for the hour and is still to be completed, with their last visit, the last to come first; of one
 * whose visit was cancelled nothing is to be completed.
 */
export async function listNameless(db: Db, limit: number) {
  const rows = await db
    .selectFrom('patients')
    .innerJoin('visits', (join) =>
      join.on('visits.id', '=', (eb) =>
        eb
          .selectFrom('visits as latest')
          .select('latest.id')
          .whereRef('latest.patient_id', '=', 'patients.id')
          .where('latest.status', '!=', 'cancelled')
          .orderBy('latest.day', 'desc')
          .orderBy('latest.registered_at', 'desc')
          .limit(1),
      ),
    )
    .innerJoin('service_points', 'service_points.id', 'visits.first_room_id')
    .select([
      'patients.id as patientId',
      'patients.name as patientName',
      'patients.record_no as recordNo',
      'patients.sex',
      'patients.birth_date',
      'patients.birth_precision',
      'patients.created_at as createdAt',
      'visits.day',
      'visits.series',
      'visits.number',
      'visits.complaint',
      'service_points.name as room',
    ])
    // Written out: only so does SQLite see that the index of the temporary ones serves.
    .where(sql<boolean>`patients.temporary = 1`)
    .where('patients.merged_into', 'is', null)
    .orderBy('patients.created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ birth_date, birth_precision, series, number, ...person }) => ({
    ...person,
    birth: birthOf({ birth_date, birth_precision }),
    number: formatTicketNumber(series, number),
  }))
}
