import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './open.ts'
import { layerOf, queueParents, type RecordKind, type RecordRef } from './outbox.ts'

/** The server no longer knows the record as it called it: it is created there again, and whatever named it goes again too. */
export async function forgetLink(
  tx: Tx,
  target: string,
  { kind, recordId }: RecordRef,
  at: number,
): Promise<void> {
  const forgotten = tx.deleteFrom('links').where('target', '=', target).where('kind', '=', kind)
  await forgotten.where('record_id', '=', recordId).execute()
  await queueNaming(tx, target, { kind, recordId }, at)
}

/** As `forgetLink`, of a record that others name by `serverId`; it is queued itself. */
export async function forgetServerId(
  tx: Tx,
  target: string,
  { kind, serverId }: { kind: RecordKind; serverId: string },
  at: number,
): Promise<void> {
  const rows = await tx
    .deleteFrom('links')
    .where('target', '=', target)
    .where('kind', '=', kind)
    .where('server_id', '=', serverId)
    .returning('record_id as recordId')
    .execute()
  for (const { recordId } of rows) await queueNaming(tx, target, { kind, recordId }, at)
  await queueParents(tx, target, at)
}

/** The server was set back to an earlier day: nothing that it confirmed is believed any more, all of it goes again. */
export async function distrustAll(tx: Tx, target: string, at: number): Promise<void> {
  await queueConfirmed(tx, target, sql`TRUE`, at)
  await tx.updateTable('links').set({ sent_revision: 0 }).where('target', '=', target).execute()
}

/** A record that is created again has another id there, which those that are there already do not name. */
async function queueNaming(tx: Tx, target: string, { kind, recordId }: RecordRef, at: number): Promise<void> {
  const is = (named: RecordKind, rows: RawBuilder<unknown>) =>
    sql`(kind = ${named} AND record_id IN (${rows}))`
  const careOf = (visits: RawBuilder<unknown>) =>
    sql`(kind IN ('immunization', 'observation') AND record_id IN (SELECT id FROM care_events WHERE ${visits}))`
  const theirVisits = sql`SELECT id FROM visits WHERE patient_id = ${recordId}`
  const naming = {
    organization: sql`TRUE`,
    location: is('encounter', sql`SELECT visit_id FROM legs WHERE room_id = ${recordId}`),
    patient: sql`(${is('encounter', theirVisits)} OR ${careOf(sql`visit_id IN (${theirVisits})`)}
      OR ${is('coverage', sql`SELECT id FROM coverages WHERE patient_id = ${recordId}`)})`,
    encounter: careOf(sql`visit_id = ${recordId}`),
    coverage: null,
    immunization: null,
    observation: null,
  }[kind]
  if (naming) await queueConfirmed(tx, target, naming, at)
}

/** What does not wait is there in its present revision, which is the one that was confirmed. */
async function queueConfirmed(tx: Tx, target: string, which: RawBuilder<unknown>, at: number): Promise<void> {
  const layer = sql.join(
    Object.entries(layerOf).map(([kind, number]) => sql`WHEN ${kind} THEN ${sql.lit(number)}`),
    sql` `,
  )
  await sql`
    INSERT INTO outbox (kind, record_id, layer, revision, queued_at, held, attempts, words)
    SELECT kind, record_id, CASE kind ${layer} END, sent_revision, ${at}, 0, 0, NULL FROM links
    WHERE target = ${target} AND sent_revision > 0 AND ${which}
    ON CONFLICT DO NOTHING`.execute(tx)
}
