import type { LocalDate } from '#domain/local-date'
import { formatTicketNumber } from './counters.ts'
import type { Db } from './open.ts'

/** Every stay of a day by its room, in order of arrival there; numbers that no visit has yet are without a name. */
export async function listStays(db: Db, day: LocalDate) {
  const rows = await db
    .selectFrom('legs')
    .innerJoin('service_points', 'service_points.id', 'legs.room_id')
    .leftJoin('visits', 'visits.id', 'legs.visit_id')
    .leftJoin('patients', 'patients.id', 'visits.patient_id')
    .leftJoin('arrivals', 'arrivals.id', 'legs.arrival_id')
    .leftJoin('service_points as source', 'source.id', 'legs.came_from')
    .select([
      'service_points.name as room',
      'legs.state',
      'legs.entered_at as enteredAt',
      'legs.called_at as calledAt',
      'legs.served_at as servedAt',
      'legs.ended_at as endedAt',
      'legs.times_called as timesCalled',
      'patients.name as patientName',
      'patients.record_no as recordNo',
      'source.name as cameFrom',
    ])
    .select((eb) => [
      eb.fn.coalesce('visits.series', 'arrivals.series').as('series'),
      eb.fn.coalesce('visits.number', 'arrivals.number').as('number'),
      eb.fn.coalesce('visits.priority_label', 'arrivals.priority_label').as('priority'),
    ])
    // Stays are indexed by room, then day.
    .where('legs.room_id', 'in', (eb) => eb.selectFrom('service_points as each').select('each.id'))
    .where('legs.day', '=', day)
    .orderBy('service_points.sort')
    .orderBy('legs.entered_at')
    .orderBy('legs.id')
    .execute()
  return rows.map(({ series, number, ...stay }) => ({
    ...stay,
    ticket: series === null || number === null ? null : formatTicketNumber(series, number),
  }))
}

export type ListedStay = Awaited<ReturnType<typeof listStays>>[number]
