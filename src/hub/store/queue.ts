import type { HubOutputs } from '#contract/hub/hub'
import { describeAge } from '#domain/birth'
import type { LocalDate } from '#domain/local-date'
import { symptomLabels } from '#domain/reason-words'
import type { Arrival } from '#domain/routing'
import { formatTicketNumber } from './counters.ts'
import { numberedLegs, ticketOf } from './legs.ts'
import type { Db } from './open.ts'
import { birthOf } from './patients.ts'

/** The number called last in each room and still there. */
export async function readCurrentNumbers(db: Db, day: LocalDate): Promise<Map<string, string>> {
  const rows = await numberedLegs(db)
    .select('legs.room_id')
    // Stays are indexed by room, then day.
    .where('legs.room_id', 'in', (eb) => eb.selectFrom('service_points').select('service_points.id'))
    .where('legs.day', '=', day)
    .where('legs.state', 'in', ['called', 'serving'])
    .orderBy('legs.called_at')
    .execute()
  return new Map(rows.map((row) => [row.room_id, ticketOf(row)]))
}

/** Visits of a day with a suspected infectious disease that klaster 4 follows up, newest first. */
export async function readNotices(db: Db, day: LocalDate): Promise<HubOutputs['queue']['notices']> {
  const rows = await db
    .selectFrom('visits')
    .innerJoin('patients', 'patients.id', 'visits.patient_id')
    .innerJoin('service_points', 'service_points.id', 'visits.first_room_id')
    .select([
      'visits.id as visitId',
      'visits.series',
      'visits.number',
      'visits.arrival',
      'visits.registered_at as at',
      'patients.name as patientName',
      'patients.birth_date',
      'patients.birth_precision',
      'service_points.name as room',
    ])
    .where('visits.day', '=', day)
    .where('visits.notice_to_k4', '=', 1)
    .where('visits.status', '!=', 'cancelled')
    .orderBy('visits.registered_at', 'desc')
    .execute()
  return rows.map(({ visitId, patientName, room, at, ...row }) => {
    const { symptoms } = JSON.parse(row.arrival) as Pick<Arrival, 'symptoms'>
    const birth = birthOf(row)
    return {
      visitId,
      number: formatTicketNumber(row.series, row.number),
      patientName,
      age: birth && describeAge(birth, day),
      symptoms: symptoms.map((symptom) => symptomLabels[symptom]),
      room,
      at,
    }
  })
}
