import type { Db } from './open.ts'
import type { RecordRef } from './outbox.ts'

const mostHeldShown = 200

export type HeldRow = RecordRef & {
  words: string
  attempts: number
  patientId: string | null
  patientName: string | null
  recordNo: string | null
  visit: { series: string; number: number; day: string } | null
  roomName: string | null
}

/** The first 200: more than that is one fault many times, and the run's counts tell how many. */
export async function listHeld(db: Db): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('outbox')
    .leftJoin('visits', (join) =>
      join.onRef('visits.id', '=', 'outbox.record_id').on('outbox.kind', '=', 'encounter'),
    )
    .leftJoin('patients', (join) =>
      join.on((eb) => eb('patients.id', '=', eb.fn.coalesce('visits.patient_id', 'outbox.record_id'))),
    )
    .leftJoin('service_points', 'service_points.id', 'outbox.record_id')
    .select([
      'outbox.kind',
      'outbox.record_id as recordId',
      'outbox.words',
      'outbox.attempts',
      'patients.id as patientId',
      'patients.name as patientName',
      'patients.record_no as recordNo',
      'visits.series',
      'visits.number',
      'visits.day',
      'service_points.name as roomName',
    ])
    .where('outbox.held', '=', 1)
    .orderBy('outbox.layer')
    .orderBy('outbox.record_id')
    .limit(mostHeldShown)
    .execute()
  return rows.map(({ series, number, day, words, ...row }) => ({
    ...row,
    words: words ?? '',
    visit: series === null || number === null || day === null ? null : { series, number, day },
  }))
}
