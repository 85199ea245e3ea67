import type { LocalDate } from '#domain/local-date'
import type { Db } from './open.ts'

/** What hangs on a record, for choosing which of two stays. */
export type RecordStanding = {
  kkNo: string | null
  visits: number
  lastVisit: LocalDate | null
  bookings: number
  children: number
  formerNumbers: string[]
}

export async function readStanding(db: Db, id: string, today: LocalDate): Promise<RecordStanding> {
  const row = await db
    .selectFrom('patients')
    .leftJoin('families', 'families.id', 'patients.family_id')
    .select((eb) => [
      'families.kk_no as kkNo',
      visitsOf(id)
        .select((visit) => visit.fn.countAll<number>().as('n'))
        .as('visits'),
      visitsOf(id)
        .select((visit) => visit.fn.max('visits.day').as('day'))
        .where('visits.status', '!=', 'cancelled')
        .as('lastVisit'),
      eb
        .selectFrom('bookings')
        .select((booking) => booking.fn.countAll<number>().as('n'))
        .where('bookings.patient_id', '=', id)
        .where('bookings.day', '>=', today)
        .where('bookings.visit_id', 'is', null)
        .where('bookings.cancelled_at', 'is', null)
        .as('bookings'),
      eb
        .selectFrom('patients as child')
        .select((child) => child.fn.countAll<number>().as('n'))
        .where('child.mother_id', '=', id)
        .where('child.merged_into', 'is', null)
        .as('children'),
    ])
    .where('patients.id', '=', id)
    .executeTakeFirstOrThrow()
  const former = await db
    .selectFrom('patients')
    .select('record_no')
    .where('merged_into', '=', id)
    .orderBy('rid')
    .execute()
  return {
    ...row,
    visits: row.visits ?? 0,
    bookings: row.bookings ?? 0,
    children: row.children ?? 0,
    formerNumbers: former.map(({ record_no }) => record_no),
  }

  function visitsOf(patientId: string) {
    return db.selectFrom('visits').where('visits.patient_id', '=', patientId)
  }
}
