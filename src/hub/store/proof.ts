import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '#domain/local-date'
import type { Db, Tx } from './open.ts'
import { layerOf } from './outbox.ts'

/** `queuedAgain`: both sides have differed before, and the day was sent once more because of it. */
export type DayToProve = { day: LocalDate; queuedAgain: boolean }

/** The visit's day is to be compared with `target`'s copy before anybody calls it sent. */
export async function noteDay(tx: Tx, target: string, visitId: string): Promise<void> {
  await sql`
    INSERT INTO days_to_prove (target, day, queued_again)
    SELECT ${target}, day, 0 FROM visits WHERE id = ${visitId}
    ON CONFLICT DO NOTHING`.execute(tx)
}

export async function listDaysToProve(db: Db, target: string): Promise<DayToProve[]> {
  const rows = await db
    .selectFrom('days_to_prove')
    .select(['day', 'queued_again'])
    .where('target', '=', target)
    .orderBy('day')
    .execute()
  return rows.map((row) => ({ day: row.day, queuedAgain: row.queued_again === 1 }))
}

/** What `target` has confirmed of a day, in the revisions it has confirmed. */
export async function listConfirmedVisits(
  db: Db,
  target: string,
  day: LocalDate,
): Promise<{ recordId: string; revision: number }[]> {
  return await db
    .selectFrom('visits')
    .innerJoin('links', (join) =>
      join
        .on('links.target', '=', target)
        .on('links.kind', '=', 'encounter')
        .onRef('links.record_id', '=', 'visits.id'),
    )
    .select(['visits.id as recordId', 'links.sent_revision as revision'])
    .where('visits.day', '=', day)
    .where('links.sent_revision', '>', 0)
    .execute()
}

/** Whether visits of the day are still on their way, so that the two sides cannot be expected to be equal. */
export async function isOnItsWay(db: Db, day: LocalDate): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .innerJoin('visits', 'visits.id', 'outbox.record_id')
    .select('visits.id')
    .where('outbox.kind', '=', 'encounter')
    .where('outbox.held', '=', 0)
    .where('visits.day', '=', day)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function forgetDay(tx: Tx, target: string, day: LocalDate): Promise<void> {
  await tx.deleteFrom('days_to_prove').where('target', '=', target).where('day', '=', day).execute()
}

/** Sends every visit of a day that differs once more with the next run; what is held apart stays so. */
export async function queueDayAgain(tx: Tx, target: string, day: LocalDate, at: number): Promise<void> {
  await tx
    .updateTable('days_to_prove')
    .set({ queued_again: 1 })
    .where('target', '=', target)
    .where('day', '=', day)
    .execute()
  await queueVisits(tx, sql`day = ${day}`, at)
}

/** Gives days that still differed after that another try, as when the district has mended its side. */
export async function queueDifferingDays(tx: Tx, target: string, at: number): Promise<void> {
  const differing = sql`SELECT day FROM days_to_prove WHERE target = ${target} AND queued_again = 1`
  await queueVisits(tx, sql`day IN (${differing})`, at)
}

async function queueVisits(tx: Tx, which: RawBuilder<unknown>, at: number): Promise<void> {
  await sql`
    INSERT INTO outbox (kind, record_id, layer, revision, queued_at, held, attempts, words)
    SELECT 'encounter', id, ${layerOf.encounter}, revision, ${at}, 0, 0, NULL FROM visits WHERE ${which}
    ON CONFLICT DO NOTHING`.execute(tx)
}
