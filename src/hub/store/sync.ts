import { sql } from 'kysely'
import type { Db, Tx } from './open.ts'
import { layerOf, type RecordKind } from './outbox.ts'
import type { Schema } from './schema.ts'

export type RecordRef = { kind: RecordKind; recordId: string }
/** What a server calls a record of ours; `version` as its ETag says it, null where it never said one. */
export type Link = { serverId: string; version: string | null }
export type Page = { target: string; after: string; limit: number }

/** A row that waits for `target`, with the server's ids of itself (if known) and of what it names. */
export type Waiting<Row> = Row & { own_id: string | null; own_version: string | null }
export type OutboxCounts = { waiting: number; held: number }

export type SyncRunRow = Schema['sync_runs']

// --- what waits ---

/** Rows of one kind that are not held, in the order of their ids, with the link to themselves. */
function waiting(db: Db, kind: RecordKind, { target, after, limit }: Page) {
  return db
    .selectFrom('outbox')
    .leftJoin('links as own', (join) =>
      join
        .on('own.target', '=', target)
        .on('own.kind', '=', kind)
        .onRef('own.record_id', '=', 'outbox.record_id'),
    )
    .select(['own.server_id as own_id', 'own.version as own_version'])
    .where('outbox.kind', '=', kind)
    .where('outbox.held', '=', 0)
    .where('outbox.record_id', '>', after)
    .orderBy('outbox.record_id')
    .limit(limit)
}

export async function listWaitingOrganizations(db: Db, page: Page): Promise<Waiting<Schema['facility']>[]> {
  return await waiting(db, 'organization', page)
    .innerJoin('facility', 'facility.id', 'outbox.record_id')
    .selectAll('facility')
    .execute()
}

/** Rooms, patients and visits wait until what they name is linked. */
export async function listWaitingRooms(
  db: Db,
  page: Page,
): Promise<Waiting<Schema['service_points'] & { organization: string }>[]> {
  return await waiting(db, 'location', page)
    .innerJoin('service_points', 'service_points.id', 'outbox.record_id')
    .innerJoin('links as facility', (join) =>
      join.on('facility.target', '=', page.target).on('facility.kind', '=', 'organization'),
    )
    .selectAll('service_points')
    .select('facility.server_id as organization')
    .execute()
}

export async function listWaitingPatients(db: Db, page: Page) {
  return await waiting(db, 'patient', page)
    .innerJoin('patients', 'patients.id', 'outbox.record_id')
    .innerJoin('links as facility', (join) =>
      join.on('facility.target', '=', page.target).on('facility.kind', '=', 'organization'),
    )
    .selectAll('patients')
    .select('facility.server_id as organization')
    .execute()
}

export async function listWaitingVisits(db: Db, page: Page) {
  return await waiting(db, 'encounter', page)
    .innerJoin('visits', 'visits.id', 'outbox.record_id')
    .innerJoin('links as facility', (join) =>
      join.on('facility.target', '=', page.target).on('facility.kind', '=', 'organization'),
    )
    .innerJoin('links as person', (join) =>
      join
        .on('person.target', '=', page.target)
        .on('person.kind', '=', 'patient')
        .onRef('person.record_id', '=', 'visits.patient_id'),
    )
    .innerJoin('links as room', (join) =>
      join
        .on('room.target', '=', page.target)
        .on('room.kind', '=', 'location')
        .onRef('room.record_id', '=', 'visits.first_room_id'),
    )
    .selectAll('visits')
    .select([
      'facility.server_id as organization',
      'person.server_id as patient',
      'room.server_id as location',
    ])
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

// --- queueing beyond the change itself ---

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
        WHERE id IN (SELECT record_id FROM outbox WHERE kind = 'encounter' AND held = 0))
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

/** Gives held records another try, as when the district has mended its side. */
export async function releaseHeld(tx: Tx): Promise<void> {
  await tx.updateTable('outbox').set({ held: 0 }).where('held', '=', 1).execute()
}

// --- what the server answered ---

/** The record is at the server in this revision; it leaves the outbox unless it has changed since (F20). */
export async function confirmSent(
  tx: Tx,
  target: string,
  record: RecordRef,
  link: Link,
  revision: number,
): Promise<void> {
  await saveLink(tx, target, record, link, revision)
  await tx
    .deleteFrom('outbox')
    .where('kind', '=', record.kind)
    .where('record_id', '=', record.recordId)
    .where('revision', '=', revision)
    .execute()
}

/** `sentRevision` 0: the server has the record, but not as it is here. */
export async function saveLink(
  tx: Tx,
  target: string,
  record: RecordRef,
  link: Link,
  sentRevision: number,
): Promise<void> {
  const known = { server_id: link.serverId, version: link.version, sent_revision: sentRevision }
  await tx
    .insertInto('links')
    .values({ target, kind: record.kind, record_id: record.recordId, ...known })
    .onConflict((conflict) => conflict.columns(['target', 'kind', 'record_id']).doUpdateSet(known))
    .execute()
}

export async function readLink(db: Db, target: string, record: RecordRef): Promise<Link | null> {
  const row = await db
    .selectFrom('links')
    .select(['server_id as serverId', 'version'])
    .where('target', '=', target)
    .where('kind', '=', record.kind)
    .where('record_id', '=', record.recordId)
    .executeTakeFirst()
  return row ?? null
}

export async function forgetLink(tx: Tx, target: string, record: RecordRef): Promise<void> {
  await tx
    .deleteFrom('links')
    .where('target', '=', target)
    .where('kind', '=', record.kind)
    .where('record_id', '=', record.recordId)
    .execute()
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

// --- runs ---

export async function insertRun(tx: Tx, run: SyncRunRow): Promise<void> {
  await tx.insertInto('sync_runs').values(run).execute()
}

export async function updateRun(tx: Tx, id: string, change: Partial<Omit<SyncRunRow, 'id'>>): Promise<void> {
  await tx.updateTable('sync_runs').set(change).where('id', '=', id).execute()
}

export async function readLastRun(db: Db): Promise<SyncRunRow | null> {
  const row = await db
    .selectFrom('sync_runs')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

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
