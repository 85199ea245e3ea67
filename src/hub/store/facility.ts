import type { ClusterScheme } from '#domain/cluster'
import { addDays, type LocalDate } from '#domain/local-date'
import type { PriorityClass } from '#domain/priority'
import type { Purpose } from '#domain/purpose'
import type { Room } from '#domain/room'
import type { RoutingRule, RuleBook } from '#domain/routing'
import { effectiveOn, schemeOn } from '#domain/rule-book'
import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'
import { insertWorkingArea } from './working-area.ts'

export type Facility = {
  id: string
  code: string
  name: string
  timeZone: 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura'
  scheme: string
  suspectsGoToK4: boolean
  revision: number
  createdAt: number
}

type RoomRow = Schema['service_points']

export function roomToRow(room: Room, sort: number): RoomRow {
  return {
    id: room.id,
    name: room.name,
    public_label: room.publicLabel,
    cluster: room.cluster,
    series: room.series,
    roles: JSON.stringify(room.roles),
    sort,
    active: room.active ? 1 : 0,
    revision: 1,
    ratio: room.ratio,
  }
}

function roomFromRow(row: RoomRow): Room {
  return {
    id: row.id,
    name: row.name,
    publicLabel: row.public_label,
    cluster: row.cluster,
    series: row.series,
    roles: JSON.parse(row.roles),
    ratio: row.ratio,
    active: row.active === 1,
  }
}

export async function readFacility(db: Db): Promise<Facility | null> {
  const row = await db.selectFrom('facility').selectAll().executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    timeZone: row.time_zone as Facility['timeZone'],
    scheme: row.scheme,
    suspectsGoToK4: row.suspects_go_to_k4 === 1,
    revision: row.revision,
    createdAt: row.created_at,
  }
}

export async function insertFacility(tx: Tx, facility: Facility, villages: readonly string[]): Promise<void> {
  await tx
    .insertInto('facility')
    .values({
      only: 1,
      id: facility.id,
      code: facility.code,
      name: facility.name,
      time_zone: facility.timeZone,
      ...readingToRow(facility),
      revision: facility.revision,
      created_at: facility.createdAt,
    })
    .execute()
  await insertWorkingArea(tx, villages)
}

export async function insertRooms(tx: Tx, rooms: readonly Room[]): Promise<void> {
  await tx.insertInto('service_points').values(rooms.map(roomToRow)).execute()
}

export async function listRooms(db: Db): Promise<Room[]> {
  const rows = await db.selectFrom('service_points').selectAll().orderBy('sort').execute()
  return rows.map(roomFromRow)
}

export async function readRoom(db: Db, id: string): Promise<Room | null> {
  const row = await db.selectFrom('service_points').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? roomFromRow(row) : null
}

export type Reading = Pick<Facility, 'scheme' | 'suspectsGoToK4'>

/** From `today` on the clusters are read so; earlier days keep the reading they had. */
export async function changeReading(tx: Tx, before: Reading, now: Reading, today: LocalDate): Promise<void> {
  await tx
    .insertInto('former_readings')
    .values({ last_day: addDays(today, -1), ...readingToRow(before) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx.updateTable('facility').set(readingToRow(now)).execute()
}

function readingToRow({ scheme, suspectsGoToK4 }: Reading) {
  return { scheme, suspects_go_to_k4: suspectsGoToK4 ? (1 as const) : (0 as const) }
}

async function readingOn(db: Db, facility: Facility, day: LocalDate): Promise<Reading> {
  const former = await db
    .selectFrom('former_readings')
    .selectAll()
    .where('last_day', '>=', day)
    .orderBy('last_day')
    .executeTakeFirst()
  return former ? { scheme: former.scheme, suspectsGoToK4: former.suspects_go_to_k4 === 1 } : facility
}

type RuleKind = Schema['rules']['kind']
type Dated = { effectiveFrom: LocalDate; effectiveTo?: LocalDate | null }

export async function insertRules<T extends Dated>(
  tx: Tx,
  kind: RuleKind,
  items: readonly T[],
  codeOf: (item: T) => string,
): Promise<void> {
  const rows = items.map((item) => ({
    kind,
    code: codeOf(item),
    effective_from: item.effectiveFrom,
    effective_to: item.effectiveTo ?? null,
    body: JSON.stringify(item),
  }))
  await tx.insertInto('rules').values(rows).execute()
}

/** The rules in force on `today`, as the routing reads them. */
export async function readRuleBook(db: Db, facility: Facility, today: LocalDate): Promise<RuleBook> {
  const rows = await db.selectFrom('rules').select(['kind', 'body']).execute()
  const all = <T extends Dated>(kind: RuleKind): T[] =>
    rows.filter((row) => row.kind === kind).map((row) => JSON.parse(row.body) as T)
  const reading = await readingOn(db, facility, today)
  const scheme = schemeOn(all<ClusterScheme>('scheme'), reading.scheme, today)
  if (!scheme) throw new Error(`unknown cluster scheme ${reading.scheme}`)
  return {
    scheme,
    rules: effectiveOn(all<RoutingRule>('routing'), today),
    purposes: effectiveOn(all<Purpose>('purpose'), today).sort((a, b) => a.order - b.order),
    priorities: effectiveOn(all<PriorityClass>('priority'), today),
    options: { suspectsGoToK4: reading.suspectsGoToK4 },
  }
}
