import type { HubOutputs } from '#contract/hub/hub'
import { describeAge } from '#domain/birth'
import type { LocalDate } from '#domain/local-date'
import { formatTicketNumber } from './counters.ts'
import type { Db, Tx } from './open.ts'
import { birthOf } from './patients.ts'
import type { Schema } from './schema.ts'

type Booking = HubOutputs['bookings']['add']
export type NewBooking = {
  id: string
  patientId: string
  day: LocalDate
  dueAt: number
  /** Null: wherever the person is sent that day. */
  roomId: string | null
  source: Booking['source']
  note: string
  at: number
  staffId: string
}

function toRow(booking: NewBooking): Schema['bookings'] {
  return {
    id: booking.id,
    patient_id: booking.patientId,
    day: booking.day,
    due_at: booking.dueAt,
    room_id: booking.roomId,
    source: booking.source,
    note: booking.note,
    booked_at: booking.at,
    booked_by: booking.staffId,
    visit_id: null,
    cancelled_at: null,
    cancel_reason: null,
  }
}

export async function insertBooking(tx: Tx, booking: NewBooking): Promise<void> {
  await tx.insertInto('bookings').values(toRow(booking)).execute()
}

function bookings(db: Db) {
  return db
    .selectFrom('bookings')
    .innerJoin('patients', 'patients.id', 'bookings.patient_id')
    .leftJoin('service_points', 'service_points.id', 'bookings.room_id')
    .leftJoin('visits', 'visits.id', 'bookings.visit_id')
    .select([
      'bookings.id',
      'bookings.patient_id as patientId',
      'bookings.day',
      'bookings.due_at as dueAt',
      'bookings.source',
      'bookings.note',
      'patients.name as patientName',
      'patients.record_no as recordNo',
      'patients.birth_date',
      'patients.birth_precision',
      'service_points.name as roomName',
      'visits.series',
      'visits.number',
    ])
    .where('bookings.cancelled_at', 'is', null)
}

type BookingRow = Awaited<ReturnType<ReturnType<typeof bookings>['execute']>>[number]

function fromRow({ series, number, birth_date, birth_precision, ...row }: BookingRow): Booking {
  const birth = birthOf({ birth_date, birth_precision })
  return {
    ...row,
    age: birth && describeAge(birth, row.day),
    number: series === null || number === null ? null : formatTicketNumber(series, number),
  }
}

/** Everybody expected on a day, by their time; those who have come with their number. */
export async function listBookings(db: Db, day: LocalDate): Promise<Booking[]> {
  const rows = await bookings(db)
    .where('bookings.day', '=', day)
    .orderBy('bookings.due_at')
    .orderBy('bookings.id')
    .execute()
  return rows.map(fromRow)
}

export async function readBooking(db: Db, id: string): Promise<Booking | null> {
  const row = await bookings(db).where('bookings.id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Bookings of a person on a day that nobody has cancelled or come for. */
function openBookings(db: Db, { patientId, day }: { patientId: string; day: LocalDate }) {
  return db
    .selectFrom('bookings')
    .where('patient_id', '=', patientId)
    .where('day', '=', day)
    .where('visit_id', 'is', null)
    .where('cancelled_at', 'is', null)
}

/** When this person is already expected at the same place on that day. */
export async function findSameBooking(
  db: Db,
  { roomId, ...person }: { patientId: string; day: LocalDate; roomId: string | null },
): Promise<number | null> {
  const row = await openBookings(db, person)
    .select('due_at')
    .where('room_id', 'is', roomId)
    .executeTakeFirst()
  return row?.due_at ?? null
}

/**
 * Marks the earliest open booking of this person for this room, or for none in particular, as come for with that visit.
 * The booked time, or null when there is no such booking.
 */
export async function claimBooking(
  tx: Tx,
  { roomId, visitId, ...person }: { patientId: string; day: LocalDate; roomId: string; visitId: string },
): Promise<number | null> {
  const row = await openBookings(tx, person)
    .select(['id', 'due_at'])
    .where((eb) => eb.or([eb('room_id', '=', roomId), eb('room_id', 'is', null)]))
    .orderBy('due_at')
    .executeTakeFirst()
  if (!row) return null
  await tx.updateTable('bookings').set({ visit_id: visitId }).where('id', '=', row.id).execute()
  return row.due_at
}

/** The visit was taken back or cancelled: the person may still come. */
export async function freeBooking(tx: Tx, visitId: string): Promise<void> {
  await tx.updateTable('bookings').set({ visit_id: null }).where('visit_id', '=', visitId).execute()
}

/** False when it has been come for, is cancelled already, or is unknown. */
export async function cancelBooking(tx: Tx, id: string, at: number): Promise<boolean> {
  const row = await tx
    .updateTable('bookings')
    .set({ cancelled_at: at })
    .where('id', '=', id)
    .where('visit_id', 'is', null)
    .where('cancelled_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const deceasedReason = 'pasien meninggal'

/** Takes back what is booked from a day on for somebody who has died. The ids of what was taken back. */
export async function cancelBookingsOfDeceased(
  tx: Tx,
  patientId: string,
  { from, at }: { from: LocalDate; at: number },
): Promise<string[]> {
  const rows = await tx
    .updateTable('bookings')
    .set({ cancelled_at: at, cancel_reason: deceasedReason })
    .where('patient_id', '=', patientId)
    .where('day', '>=', from)
    .where('visit_id', 'is', null)
    .where('cancelled_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** The person lives after all: what was taken back for that reason and still lies ahead holds again. */
export async function restoreBookings(tx: Tx, patientId: string, from: LocalDate): Promise<string[]> {
  const rows = await tx
    .updateTable('bookings')
    .set({ cancelled_at: null, cancel_reason: null })
    .where('patient_id', '=', patientId)
    .where('cancel_reason', '=', deceasedReason)
    .where('day', '>=', from)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
