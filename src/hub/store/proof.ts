import { type RawBuilder, sql } from 'kysely'
import { type Digested, dayOfIdentifier, identifiersOf } from '#contract/day-digest'
import type { LocalDate } from '#domain/local-date'
import type { Db, Tx } from './open.ts'
import { layerOf, type RecordKind } from './outbox.ts'

/** Records of one kind as one server has them; `offset` is how many hours the facility's day is ahead of UTC. */
export type Side = { target: string; kind: RecordKind; offset: number }
/** `queuedAgain`: both sides have differed before, and the day was sent once more because of it. */
export type DayToProve = { day: LocalDate; queuedAgain: boolean }

/** Which records belong to a day (`contract/day-digest`); `record` is the column that names them. */
export function isOf(
  { kind, offset }: Omit<Side, 'target'>,
  day: LocalDate,
  record: string,
): RawBuilder<boolean> {
  const column = sql.ref(record)
  if (kind === 'encounter') return sql`${column} IN (SELECT id FROM visits WHERE day = ${day})`
  const { low, high } = identifiersOf(day, offset)
  return sql`${column} >= ${low} AND ${column} < ${high}`
}

/** The days of these records are to be compared with the server's copy before anybody calls them sent. */
export async function noteDays(tx: Tx, side: Side, recordIds: readonly string[]): Promise<void> {
  for (const day of await daysOf(tx, side, recordIds)) {
    const { target, kind } = side
    await sql`
      INSERT INTO days_to_prove (target, kind, day, queued_again) VALUES (${target}, ${kind}, ${day}, 0)
      ON CONFLICT DO NOTHING`.execute(tx)
  }
}

async function daysOf(db: Db, { kind, offset }: Side, recordIds: readonly string[]): Promise<Set<string>> {
  if (kind !== 'encounter') return new Set(recordIds.flatMap((id) => dayOfIdentifier(id, offset) ?? []))
  const rows = await db.selectFrom('visits').select('day').distinct().where('id', 'in', recordIds).execute()
  return new Set(rows.map(({ day }) => day))
}

export async function listDaysToProve(db: Db, { target, kind }: Side): Promise<DayToProve[]> {
  const rows = await db
    .selectFrom('days_to_prove')
    .select(['day', 'queued_again'])
    .where('target', '=', target)
    .where('kind', '=', kind)
    .orderBy('day')
    .execute()
  return rows.map((row) => ({ day: row.day, queuedAgain: row.queued_again === 1 }))
}

/** Whether something that was confirmed has not been compared since, or still differs. */
export async function isToProve(db: Db, target: string): Promise<boolean> {
  const day = await db
    .selectFrom('days_to_prove')
    .select('day')
    .where('target', '=', target)
    .limit(1)
    .executeTakeFirst()
  return day !== undefined
}

/** A page of what the server has confirmed of a day, in the revisions it has confirmed and in the order of the ids. */
export async function listConfirmed(
  db: Db,
  side: Side,
  day: LocalDate,
  { after, limit }: { after: string; limit: number },
): Promise<Digested[]> {
  return await confirmed(db, side)
    .select(['record_id as recordId', 'sent_revision as revision'])
    .where(isOf(side, day, 'links.record_id'))
    .where('record_id', '>', after)
    .orderBy('record_id')
    .limit(limit)
    .execute()
}

/** All that the server has confirmed, whatever the day. */
export async function countConfirmed(db: Db, side: Side): Promise<number> {
  const { n } = await confirmed(db, side)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

function confirmed(db: Db, { target, kind }: Side) {
  return db
    .selectFrom('links')
    .where('target', '=', target)
    .where('kind', '=', kind)
    .where('sent_revision', '>', 0)
}

/** Whether something of the day, or of any day with null, is still on its way: then the two sides need not be equal. */
export async function isOnItsWay(db: Db, side: Side, day: LocalDate | null): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('record_id')
    .where('kind', '=', side.kind)
    .where('held', '=', 0)
    .where(day === null ? sql<boolean>`1` : isOf(side, day, 'outbox.record_id'))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function forgetDays(
  tx: Tx,
  { target, kind }: Side,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<void> {
  await tx
    .deleteFrom('days_to_prove')
    .where('target', '=', target)
    .where('kind', '=', kind)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
}

/** Sends what was confirmed of a day that differs once more with the next run; what is held apart stays so. */
export async function queueDayAgain(tx: Tx, side: Side, day: LocalDate, at: number): Promise<void> {
  const { target, kind } = side
  await tx
    .updateTable('days_to_prove')
    .set({ queued_again: 1 })
    .where('target', '=', target)
    .where('kind', '=', kind)
    .where('day', '=', day)
    .execute()
  // A record that is not in the outbox is here as it was sent.
  await sql`
    INSERT INTO outbox (kind, record_id, layer, revision, queued_at, held, attempts, words)
    SELECT kind, record_id, ${layerOf[kind]}, sent_revision, ${at}, 0, 0, NULL FROM links
    WHERE target = ${target} AND kind = ${kind} AND sent_revision > 0 AND ${isOf(side, day, 'links.record_id')}
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** Gives days that still differed after that another try, as when the district has mended its side. */
export async function queueDifferingDays(
  tx: Tx,
  { target, offset }: Omit<Side, 'kind'>,
  at: number,
): Promise<void> {
  const rows = await tx
    .selectFrom('days_to_prove')
    .select(['kind', 'day'])
    .where('target', '=', target)
    .where('queued_again', '=', 1)
    .execute()
  for (const { kind, day } of rows) await queueDayAgain(tx, { target, kind, offset }, day, at)
}
