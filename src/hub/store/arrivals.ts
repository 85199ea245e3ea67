import type { LocalDate } from '#domain/local-date'
import { formatTicketNumber, nextTicketNumber } from './counters.ts'
import { type Actor, type ArrivalLeg, isOfArrival, moveLeg, readLeg } from './legs.ts'
import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'

export type NewArrival = {
  id: string
  /** Asked twice with the same one, there is one arrival. */
  requestId: string
  source: 'kiosk' | 'desk'
  deviceId: string | null
  /** `reason` where the class asks for one. */
  priority: { code: string; label: string; reason: string | null } | null
  returning: boolean | null
  payer: 'jkn' | 'umum' | null
}
/** A number taken before anybody knows who it is; once registered it belongs to `visitId`. */
export type StoredArrival = {
  id: string
  day: LocalDate
  series: string
  number: number
  ticket: string
  prioritized: boolean
  takenAt: number
  visitId: string | null
}

function fromRow(row: Schema['arrivals']): StoredArrival {
  return {
    id: row.id,
    day: row.day,
    series: row.series,
    number: row.number,
    ticket: formatTicketNumber(row.series, row.number),
    prioritized: row.priority_code !== null,
    takenAt: row.taken_at,
    visitId: row.visit_id,
  }
}

/** Saves the arrival under the next number of the counter's series. */
export async function insertArrival(
  tx: Tx,
  arrival: NewArrival,
  series: string,
  { at, today }: Actor,
): Promise<void> {
  const { priority, returning } = arrival
  await tx
    .insertInto('arrivals')
    .values({
      id: arrival.id,
      day: today,
      series,
      number: await nextTicketNumber(tx, today, series),
      source: arrival.source,
      request_id: arrival.requestId,
      priority_code: priority?.code ?? null,
      priority_label: priority?.label ?? null,
      priority_reason: priority?.reason ?? null,
      returning: returning === null ? null : returning ? 1 : 0,
      payer_kind: arrival.payer,
      taken_at: at,
      device_id: arrival.deviceId,
      visit_id: null,
    })
    .execute()
}

export async function readArrival(db: Db, id: string): Promise<StoredArrival | null> {
  const row = await db.selectFrom('arrivals').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The number that the person of a visit took at the kiosk. */
export async function findNumberTaken(db: Db, visitId: string): Promise<string | null> {
  const row = await db
    .selectFrom('arrivals')
    .select(['series', 'number'])
    .where('visit_id', '=', visitId)
    .executeTakeFirst()
  return row ? formatTicketNumber(row.series, row.number) : null
}

export async function findArrivalOfRequest(db: Db, requestId: string): Promise<string | null> {
  const row = await db
    .selectFrom('arrivals')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirst()
  return row?.id ?? null
}

/** How many numbers this device has given since a moment. */
export async function countArrivalsOf(db: Db, deviceId: string, since: number): Promise<number> {
  const row = await db
    .selectFrom('arrivals')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('device_id', '=', deviceId)
    .where('taken_at', '>=', since)
    .executeTakeFirstOrThrow()
  return row.n
}

/** The one stay of an arrival, at a counter. */
export async function readArrivalLeg(db: Db, arrivalId: string): Promise<ArrivalLeg> {
  const { id } = await db
    .selectFrom('legs')
    .select('id')
    .where('arrival_id', '=', arrivalId)
    .executeTakeFirstOrThrow()
  const leg = await readLeg(db, id)
  if (!leg || !isOfArrival(leg)) throw new Error(`arrival ${arrivalId} is nowhere`)
  return leg
}

/** Its person is registered: whatever was clicked at the counter, the stay there has been served and is over. */
export async function giveToVisit(
  tx: Tx,
  arrival: StoredArrival,
  visitId: string,
  actor: Actor,
): Promise<void> {
  await tx.updateTable('arrivals').set({ visit_id: visitId }).where('id', '=', arrival.id).execute()
  let leg = await readArrivalLeg(tx, arrival.id)
  if (leg.state === 'skipped') leg = await moveLeg(tx, leg, 'rejoin', actor)
  if (leg.state !== 'serving') leg = await moveLeg(tx, leg, 'serve', actor)
  await moveLeg(tx, leg, 'finish', actor)
}

/** Its registration was taken back: the person stands at the counter again, with the number still in hand. */
export async function takeFromVisit(tx: Tx, visitId: string, actor: Actor): Promise<void> {
  const row = await tx
    .updateTable('arrivals')
    .set({ visit_id: null })
    .where('visit_id', '=', visitId)
    .returning('id')
    .executeTakeFirst()
  if (row) await moveLeg(tx, await readArrivalLeg(tx, row.id), 'undo', actor)
}
