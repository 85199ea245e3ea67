import { problem, Refusal } from '#domain/errors'
import { type LegMove, nextState, refuseMove } from '#domain/leg'
import { formatDate, type LocalDate } from '#domain/local-date'
import { formatTicketNumber } from './counters.ts'
import type { Db, Tx } from './open.ts'
import { openLiterals, openStates } from './open-legs.ts'
import type { Schema } from './schema.ts'
import { changeVisit } from './visits.ts'

/** A stay at one room, with the number on the paper: of a visit, or at the counter of an arrival that has none yet. */
export type Leg = Schema['legs'] & { ticket: string }
export type VisitLeg = Leg & { visit_id: string }
export type ArrivalLeg = Leg & { arrival_id: string }
/** Nobody (`staffId` null) takes a number at the kiosk, and ends what a past day left open. */
export type Actor = { staffId: string | null; at: number; today: LocalDate }

export const isOfVisit = (leg: Leg): leg is VisitLeg => leg.visit_id !== null
export const isOfArrival = (leg: Leg): leg is ArrivalLeg => leg.arrival_id !== null

/** Legs with the series and number of their visit or arrival. */
export function numberedLegs(db: Db) {
  return db
    .selectFrom('legs')
    .leftJoin('visits', 'visits.id', 'legs.visit_id')
    .leftJoin('arrivals', 'arrivals.id', 'legs.arrival_id')
    .select((eb) => [
      eb.fn.coalesce('visits.series', 'arrivals.series').as('series'),
      eb.fn.coalesce('visits.number', 'arrivals.number').as('number'),
    ])
}

type Numbered = { series: string | null; number: number | null }

export function ticketOf({ series, number }: Numbered): string {
  return formatTicketNumber(series ?? '', number ?? 0)
}

export async function readLeg(db: Db, id: string): Promise<Leg | null> {
  const row = await numberedLegs(db).selectAll('legs').where('legs.id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

function fromRow({ series, number, ...leg }: Schema['legs'] & Numbered): Leg {
  return { ...leg, ticket: ticketOf({ series, number }) }
}

export type NewLeg = {
  id: string
  roomId: string
  /** In the order of calling: see `placeAtEnd` in `domain/leg`. */
  place: number
  priority: boolean
  cameFrom: string | null
  returnsTo: string | null
  /** From the station before, for this one. */
  note: string | null
  /** Of a booking. */
  dueAt: number | null
} & ({ visitId: string } | { arrivalId: string })

/** A room after the first is a change of the visit that the district hears of: it comes with its own revision. */
export async function insertLeg(tx: Tx, leg: NewLeg, actor: Actor): Promise<void> {
  const visitId = 'visitId' in leg ? leg.visitId : null
  await tx
    .insertInto('legs')
    .values({
      id: leg.id,
      visit_id: visitId,
      arrival_id: 'arrivalId' in leg ? leg.arrivalId : null,
      room_id: leg.roomId,
      day: actor.today,
      state: 'waiting',
      place: leg.place,
      priority: leg.priority ? 1 : 0,
      due_at: leg.dueAt,
      came_from: leg.cameFrom,
      returns_to: leg.returnsTo,
      note: leg.note,
      entered_at: actor.at,
      called_at: null,
      served_at: null,
      ended_at: null,
      times_called: 0,
      estimate_minutes: null,
    })
    .execute()
  await recordMove(tx, { legId: leg.id, move: 'enter', from: null, to: 'waiting', reason: null }, actor)
  if (visitId !== null && leg.cameFrom !== null) await changeVisit(tx, visitId, actor.at, {})
}

/** Keeps what the ticket promised, so that it can be compared with what came. */
export async function keepEstimate(tx: Tx, legId: string, minutes: number): Promise<void> {
  await tx.updateTable('legs').set({ estimate_minutes: minutes }).where('id', '=', legId).execute()
}

/**
 * Makes one move of the table in `domain/leg` and stores it with time and actor. A first serving marks the visit as
 * served; the callers decide what follows a finish. Refuses what the table does not know and legs of past days.
 */
export async function moveLeg<L extends Leg>(
  tx: Tx,
  leg: L,
  move: LegMove,
  actor: Actor,
  details: { reason?: string; place?: number; roomId?: string } = {},
): Promise<L> {
  if (move !== 'close' && leg.day !== actor.today)
    throw new Refusal(problem('leg_of_past_day', { number: leg.ticket, date: formatDate(leg.day) }))
  const minutesSinceEnd = leg.ended_at === null ? null : (actor.at - leg.ended_at) / 60_000
  const to = nextState(leg.state, move, { minutesSinceEnd })
  if (to === null) throw new Refusal(refuseMove(leg.ticket, leg.state, move))
  const changed = {
    ...leg,
    state: to,
    ...changesOf(leg, move, to, actor.at),
    place: details.place ?? leg.place,
    room_id: details.roomId ?? leg.room_id,
  }
  const { ticket: _ticket, ...row } = changed as Leg
  await tx.updateTable('legs').set(row).where('id', '=', leg.id).execute()
  const reason = details.reason ?? null
  await recordMove(tx, { legId: leg.id, move, from: leg.state, to, reason }, actor)
  if (move === 'call' || move === 'recall') await insertCall(tx, changed, move === 'recall', actor)
  if (leg.visit_id !== null && move === 'serve') await markServed(tx, leg.visit_id, actor.at)
  if (leg.visit_id !== null && to === 'waiting') await unmarkServed(tx, leg.visit_id, leg.served_at, actor.at)
  return changed
}

function changesOf(leg: Leg, move: LegMove, to: Leg['state'], at: number): Partial<Schema['legs']> {
  // A booked time that was missed keeps no place at the head, whichever way the person comes back.
  const missed = leg.state === 'skipped' ? { due_at: null } : {}
  if (move === 'call' || move === 'recall')
    return { ...missed, called_at: at, times_called: leg.times_called + 1 }
  if (move === 'serve') return { served_at: at }
  if (move === 'undo') return to === 'serving' ? { ended_at: null } : { served_at: null, called_at: null }
  return (openStates as readonly string[]).includes(to) ? missed : { ended_at: at }
}

async function markServed(tx: Tx, visitId: string, at: number): Promise<void> {
  const visit = await tx
    .selectFrom('visits')
    .select('served_at')
    .where('id', '=', visitId)
    .executeTakeFirstOrThrow()
  if (visit.served_at === null) await changeVisit(tx, visitId, at, { served_at: at, service_recorded: 1 })
}

/** The serving that was taken back is no service, if it was the one that had marked the visit. */
async function unmarkServed(tx: Tx, visitId: string, servedAt: number | null, at: number): Promise<void> {
  const visit = await tx
    .selectFrom('visits')
    .select('served_at')
    .where('id', '=', visitId)
    .executeTakeFirstOrThrow()
  if (servedAt !== null && visit.served_at === servedAt)
    await changeVisit(tx, visitId, at, { served_at: null, service_recorded: 0 })
}

async function insertCall(tx: Tx, leg: Leg, recall: boolean, actor: Actor): Promise<void> {
  await tx
    .insertInto('calls')
    .values({
      leg_id: leg.id,
      room_id: leg.room_id,
      day: leg.day,
      number: leg.ticket,
      at: actor.at,
      recall: recall ? 1 : 0,
    })
    .execute()
}

async function recordMove(
  tx: Tx,
  step: {
    legId: string
    move: LegMove | 'enter'
    from: Leg['state'] | null
    to: Leg['state']
    reason: string | null
  },
  actor: Actor,
): Promise<void> {
  await tx
    .insertInto('leg_moves')
    .values({
      leg_id: step.legId,
      move: step.move,
      from_state: step.from,
      to_state: step.to,
      at: actor.at,
      staff_id: actor.staffId,
      reason: step.reason,
    })
    .execute()
}

/** Every stay that has not ended, with the day of its number: earlier than its own when the day has turned since. */
export async function listOpenLegs(db: Db): Promise<{ leg: Leg; numberedOn: LocalDate }[]> {
  const rows = await numberedLegs(db)
    .selectAll('legs')
    .select((eb) => eb.fn.coalesce('visits.day', 'arrivals.day').as('numberedOn'))
    .where('legs.state', 'in', openLiterals)
    .execute()
  return rows.map(({ numberedOn, ...row }) => ({ leg: fromRow(row), numberedOn: numberedOn ?? row.day }))
}

/** From now on the stay is one of that day. */
export async function carryOver(tx: Tx, { id }: Leg, day: LocalDate): Promise<void> {
  await tx.updateTable('legs').set({ day }).where('id', '=', id).execute()
}

/** The visit has another stay after this one. */
export async function hasGoneOn(db: Db, { id, visit_id, entered_at }: VisitLeg): Promise<boolean> {
  const later = await db
    .selectFrom('legs')
    .select('id')
    .where('visit_id', '=', visit_id)
    .where((eb) =>
      eb.or([
        eb('entered_at', '>', entered_at),
        eb.and([eb('entered_at', '=', entered_at), eb('id', '>', id)]),
      ]),
    )
    .executeTakeFirst()
  return later !== undefined
}

/** Where a person is now. */
export async function findOpenLeg(db: Db, visitId: string): Promise<Leg | null> {
  const row = await db
    .selectFrom('legs')
    .select('id')
    .where('visit_id', '=', visitId)
    .where('state', 'in', openStates)
    .executeTakeFirst()
  return row ? readLeg(db, row.id) : null
}
