import type { Db, Tx } from './open.ts'

/** What else named the record that went, by id: what came along and would go back with it. */
export type MovedLinks = { bookings: string[]; consents: string[]; children: string[] }

/** Whatever names `from` names `to` afterwards; only those of `ids`, where given. Children include records merged away. */
export async function moveLinks(
  tx: Tx,
  from: string,
  to: string,
  only: MovedLinks | null = null,
): Promise<MovedLinks> {
  const bookings = await tx
    .updateTable('bookings')
    .set({ patient_id: to })
    .where('patient_id', '=', from)
    .$if(only !== null, (query) => query.where('id', 'in', only?.bookings ?? []))
    .returning('id')
    .execute()
  const consents = await tx
    .updateTable('consents')
    .set({ patient_id: to })
    .where('patient_id', '=', from)
    .$if(only !== null, (query) => query.where('id', 'in', only?.consents ?? []))
    .returning('id')
    .execute()
  const children = await tx
    .updateTable('patients')
    .set({ mother_id: to })
    .where('mother_id', '=', from)
    .$if(only !== null, (query) => query.where('id', 'in', only?.children ?? []))
    .returning('id')
    .execute()
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
  return {
    bookings: ids(bookings),
    consents: ids(consents),
    children: ids(children),
  }
}

/** A booking that somebody came for with a visit of another record is open again: that person may still come. */
export async function freeForeignBookings(tx: Tx, patientIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('bookings')
    .set({ visit_id: null })
    .where('patient_id', 'in', patientIds)
    .where('visit_id', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('visits')
            .select('visits.id')
            .whereRef('visits.id', '=', 'bookings.visit_id')
            .whereRef('visits.patient_id', '=', 'bookings.patient_id'),
        ),
      ),
    )
    .execute()
}

/** Records that had been merged into this one before. */
export async function listMergedInto(db: Db, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('patients')
    .select('id')
    .where('merged_into', '=', id)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}
