import { sql } from 'kysely'
import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'

export type RecordKind = Schema['outbox']['kind']
export type RecordRef = { kind: RecordKind; recordId: string }
export type OutboxCounts = { waiting: number; held: number }

/** Records of one layer refer only to records of earlier layers, so each batch needs no transaction at the server. */
export const layerOf: Record<RecordKind, number> = {
  organization: 0,
  location: 1,
  patient: 2,
  encounter: 3,
  coverage: 4,
  immunization: 4,
  observation: 4,
}

/** Announces a change in the transaction that makes it; a newer revision replaces a waiting one and frees a held one. */
export async function queueForDistrict(
  tx: Tx,
  change: RecordRef & { revision: number; at: number },
): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({
      kind: change.kind,
      record_id: change.recordId,
      layer: layerOf[change.kind],
      revision: change.revision,
      queued_at: change.at,
      held: 0,
      attempts: 0,
      words: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'record_id'])
        .doUpdateSet({ revision: change.revision, queued_at: change.at, held: 0, attempts: 0, words: null }),
    )
    .execute()
}

export async function countOutbox(db: Db): Promise<OutboxCounts> {
  const rows = await db
    .selectFrom('outbox')
    .select(['held', (eb) => eb.fn.countAll<number>().as('n')])
    .groupBy('held')
    .execute()
  const count = (held: 0 | 1) => rows.find((row) => row.held === held)?.n ?? 0
  return { waiting: count(0), held: count(1) }
}

export type KindCounts = OutboxCounts & { kind: RecordKind }

export async function countOutboxByKind(db: Db): Promise<KindCounts[]> {
  return await db
    .selectFrom('outbox')
    .select([
      'kind',
      sql<number>`count(*) FILTER (WHERE held = 0)`.as('waiting'),
      sql<number>`count(*) FILTER (WHERE held = 1)`.as('held'),
    ])
    .groupBy('kind')
    .execute()
}

const visitsOfCare = sql`SELECT visit_id FROM care_events
  WHERE id IN (SELECT record_id FROM outbox WHERE kind IN ('immunization', 'observation') AND held = 0)`

/** What waiting records name must be at the server too, even where it changed last before Loket spoke to any server. */
export async function queueParents(tx: Tx, target: string, at: number): Promise<void> {
  const some = await tx.selectFrom('outbox').select('kind').limit(1).executeTakeFirst()
  if (!some) return
  await sql`
    INSERT INTO outbox (kind, record_id, layer, revision, queued_at, held, attempts, words)
    SELECT kind, id, layer, revision, ${at}, 0, 0, NULL FROM (
      SELECT 'organization' AS kind, id, ${layerOf.organization} AS layer, revision FROM facility
      UNION ALL SELECT 'location', id, ${layerOf.location}, revision FROM service_points
      UNION ALL SELECT 'patient', id, ${layerOf.patient}, revision FROM patients WHERE id IN (
        SELECT patient_id FROM visits
        WHERE id IN (SELECT record_id FROM outbox WHERE kind = 'encounter' AND held = 0) OR id IN (${visitsOfCare})
        UNION SELECT patient_id FROM coverages
        WHERE id IN (SELECT record_id FROM outbox WHERE kind = 'coverage' AND held = 0)
        UNION SELECT merged_into FROM patients
        WHERE id IN (SELECT record_id FROM outbox WHERE kind = 'patient' AND held = 0))
      UNION ALL SELECT 'encounter', id, ${layerOf.encounter}, revision FROM visits WHERE id IN (${visitsOfCare})
    ) AS parent
    WHERE NOT EXISTS (
      SELECT 1 FROM links WHERE links.target = ${target} AND links.kind = parent.kind AND links.record_id = parent.id)
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** What another destination has, and this one does not. A record still in the outbox is on its way already. */
export async function queueAgainFor(tx: Tx, target: string, at: number): Promise<void> {
  const layer = sql.join(
    Object.entries(layerOf).map(([kind, number]) => sql`WHEN ${kind} THEN ${sql.lit(number)}`),
    sql` `,
  )
  await sql`
    INSERT INTO outbox (kind, record_id, layer, revision, queued_at, held, attempts, words)
    SELECT kind, record_id, CASE kind ${layer} END, max(sent_revision), ${at}, 0, 0, NULL
    FROM links AS elsewhere
    WHERE target <> ${target} AND NOT EXISTS (
      SELECT 1 FROM links AS here WHERE here.target = ${target} AND here.kind = elsewhere.kind
        AND here.record_id = elsewhere.record_id AND here.sent_revision >= elsewhere.sent_revision)
    GROUP BY kind, record_id
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** The revision that waits to be sent, held or not; null where nothing of it waits. */
export async function readQueued(db: Db, { kind, recordId }: RecordRef): Promise<number | null> {
  const row = await db
    .selectFrom('outbox')
    .select('revision')
    .where('kind', '=', kind)
    .where('record_id', '=', recordId)
    .executeTakeFirst()
  return row?.revision ?? null
}

/** Gives held records another try, as when the district has mended its side. */
export async function releaseHeld(tx: Tx): Promise<void> {
  await tx.updateTable('outbox').set({ held: 0 }).where('held', '=', 1).execute()
}

/** Sets a record apart with the server's words until it changes or a person asks again. */
export async function holdRecord(tx: Tx, record: RecordRef, revision: number, words: string): Promise<void> {
  await tx
    .updateTable('outbox')
    .set((eb) => ({ held: 1, attempts: eb('attempts', '+', 1), words }))
    .where('kind', '=', record.kind)
    .where('record_id', '=', record.recordId)
    .where('revision', '=', revision)
    .execute()
}
