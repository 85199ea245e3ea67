import { type RawBuilder, type Selectable, sql } from 'kysely'
import { isAtHome } from '#domain/room'
import { listMergedInto } from './merged-links.ts'
import type { Db } from './open.ts'
import type { RecordKind } from './outbox.ts'
import type { PatientTable, Schema, VisitTable } from './schema.ts'

/** `until`: what carries a later time than the server's own stays where it is (F12); absent, everything goes. */
export type Page = { target: string; after: string; limit: number; until?: number }

/** A row that waits for `target`, with the server's ids of itself (if known) and of what it names. */
export type Waiting<Row> = Row & { own_id: string | null; own_version: string | null }

/** Rows of one kind that are not held, in the order of their ids, with the link to themselves. */
export function waiting(db: Db, kind: RecordKind, { target, after, limit }: Page) {
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

/** The server's ids of what a record was merged into and of what was merged into it, as far as it has said any. */
export type Merged = { replacedBy: string | null; replaces: string[] }
export type WaitingPatient = Waiting<
  Selectable<PatientTable> & { kk_no: string | null; organization: string } & Merged
>

export async function listWaitingPatients(db: Db, page: Page): Promise<WaitingPatient[]> {
  const rows = await waiting(db, 'patient', page)
    .innerJoin('patients', 'patients.id', 'outbox.record_id')
    .leftJoin('families', 'families.id', 'patients.family_id')
    .innerJoin('links as facility', (join) =>
      join.on('facility.target', '=', page.target).on('facility.kind', '=', 'organization'),
    )
    .leftJoin('links as survivor', (join) =>
      join
        .on('survivor.target', '=', page.target)
        .on('survivor.kind', '=', 'patient')
        .onRef('survivor.record_id', '=', 'patients.merged_into'),
    )
    .selectAll('patients')
    .select(['families.kk_no', 'facility.server_id as organization', 'survivor.server_id as replacedBy'])
    .execute()
  const gone = await listMergedInto(
    db,
    page.target,
    rows.map((row) => row.id),
  )
  const replaced = Map.groupBy(gone, ({ survivor }) => survivor)
  return rows.map((row) => ({
    ...row,
    replaces: replaced.get(row.id)?.map(({ serverId }) => serverId) ?? [],
  }))
}

/** One room that a visit went through, in the order of coming; `location` is the server's id of the room. */
export type Stay = { location: string; atHome: boolean; enteredAt: number; endedAt: number | null }
export type WaitingVisit = Waiting<VisitTable & { organization: string; patient: string; stays: Stay[] }>

export async function listWaitingVisits(db: Db, page: Page): Promise<WaitingVisit[]> {
  const rows = await waiting(db, 'encounter', page)
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
    .where(({ not, exists }) =>
      not(
        exists(
          legsWithRoom(db, page.target)
            .select('legs.id')
            .where('legs.visit_id', '=', sql.ref<string>('visits.id'))
            .where('room.server_id', 'is', null),
        ),
      ),
    )
    .where(isNotLater(page.until))
    .selectAll('visits')
    .select(['facility.server_id as organization', 'person.server_id as patient'])
    .execute()
  const stays = await listStays(
    db,
    page.target,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...row, stays: stays.get(row.id) ?? [] }))
}

function isNotLater(until = Number.MAX_SAFE_INTEGER): RawBuilder<boolean> {
  return sql`(max(visits.registered_at, coalesce(visits.served_at, 0), coalesce(visits.ended_at, 0)) <= ${until}
    AND NOT EXISTS (
      SELECT 1 FROM legs WHERE legs.visit_id = visits.id AND coalesce(legs.ended_at, legs.entered_at) > ${until}))`
}

/** Visits that wait because of their time alone. */
export async function countLaterVisits(db: Db, until: number): Promise<number> {
  const { n } = await db
    .selectFrom('outbox')
    .innerJoin('visits', 'visits.id', 'outbox.record_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('outbox.kind', '=', 'encounter')
    .where('outbox.held', '=', 0)
    .where(({ not }) => not(isNotLater(until)))
    .executeTakeFirstOrThrow()
  return n
}

function legsWithRoom(db: Db, target: string) {
  return db
    .selectFrom('legs')
    .leftJoin('links as room', (join) =>
      join
        .on('room.target', '=', target)
        .on('room.kind', '=', 'location')
        .onRef('room.record_id', '=', 'legs.room_id'),
    )
}

async function listStays(db: Db, target: string, visitIds: readonly string[]): Promise<Map<string, Stay[]>> {
  const rows = await legsWithRoom(db, target)
    .leftJoin('service_points', 'service_points.id', 'legs.room_id')
    .select(['legs.visit_id', 'room.server_id as location', 'legs.entered_at', 'legs.ended_at'])
    .select('service_points.roles')
    .where('legs.visit_id', 'in', visitIds)
    .orderBy('legs.entered_at')
    .orderBy('legs.id')
    .execute()
  const stays = new Map<string, Stay[]>()
  for (const { visit_id, location, roles, entered_at, ended_at } of rows) {
    if (location === null || visit_id === null) continue
    const atHome = isAtHome({ roles: roles === null ? [] : JSON.parse(roles) })
    const stay = { location, atHome, enteredAt: entered_at, endedAt: ended_at }
    stays.set(visit_id, [...(stays.get(visit_id) ?? []), stay])
  }
  return stays
}
