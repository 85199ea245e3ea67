import { problem, Refusal } from '#domain/errors'
import { type LegMove, nextState, refuseMove } from '#domain/leg'
import { formatDate, type LocalDate } from '#domain/local-date'
import { formatTicketNumber } from './counters.ts'
import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'
import { changeVisit } from './visits.ts'

export const openStates = ['waiting', 'called', 'serving', 'skipped'] as const

/** A stay at one room together with the visit it belongs to. */
export type Leg = Schema['legs'] & { ticket: string; visitStatus: Schema['visits']['status'] }
export type Actor = { staffId: string; at: number; today: LocalDate }

export async function readLeg(db: Db, id: string): Promise<Leg | null> {
  const row = await db
    .selectFrom('legs')
    .innerJoin('visits', 'visits.id', 'legs.visit_id')
    .selectAll('legs')
    .select(['visits.series', 'visits.number', 'visits.status as visitStatus'])
    .where('legs.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { series, number, ...leg } = row
  return { ...leg, ticket: formatTicketNumber(series, number) }
}

/** A room after the first is a change of the visit that the district hears of: it comes with its own revision. */
export async function insertLeg(
  tx: Tx,
  leg: {
    id: string
    visitId: string
    roomId: string
    priority: boolean
    cameFrom: string | null
    returnsTo: string | null
  },
  actor: Actor,
): Promise<void> {
  await tx
    .insertInto('legs')
    .values({
      id: leg.id,
      visit_id: leg.visitId,
      room_id: leg.roomId,
      day: actor.today,
      state: 'waiting',
      place: actor.at,
      priority: leg.priority ? 1 : 0,
      came_from: leg.cameFrom,
      returns_to: leg.returnsTo,
      entered_at: actor.at,
      called_at: null,
      served_at: null,
      ended_at: null,
      times_called: 0,
    })
    .execute()
  await recordMove(tx, { legId: leg.id, move: 'enter', from: null, to: 'waiting', reason: null }, actor)
  if (leg.cameFrom !== null) await changeVisit(tx, leg.visitId, actor.at, {})
}

export type Waiting = { id: string; place: number; priority: boolean }

/** Who waits at a room, in order of place, and how many priority calls were made in a row since the last regular one. */
export async function readLine(
  db: Db,
  roomId: string,
  day: LocalDate,
): Promise<{ waiting: Waiting[]; priorityStreak: number }> {
  const rows = await db
    .selectFrom('legs')
    .select(['id', 'place', 'priority'])
    .where('room_id', '=', roomId)
    .where('day', '=', day)
    .where('state', '=', 'waiting')
    .orderBy('place')
    .orderBy('id')
    .execute()
  const called = await db
    .selectFrom('calls')
    .innerJoin('legs', 'legs.id', 'calls.leg_id')
    .select('legs.priority')
    .where('calls.room_id', '=', roomId)
    .where('calls.day', '=', day)
    .where('calls.recall', '=', 0)
    // A call that was taken back has not cost anybody a turn.
    .where('legs.state', '!=', 'waiting')
    .orderBy('calls.id', 'desc')
    .limit(20)
    .execute()
  const regular = called.findIndex((call) => call.priority === 0)
  return {
    waiting: rows.map((row) => ({ id: row.id, place: row.place, priority: row.priority === 1 })),
    priorityStreak: regular === -1 ? called.length : regular,
  }
}

/**
 * Makes one move of the table in `domain/leg` and stores it with time and actor. A first serving marks the visit as
 * served; the callers decide what follows a finish. Refuses what the table does not know and legs of past days.
 */
export async function moveLeg(
  tx: Tx,
  leg: Leg,
  move: LegMove,
  actor: Actor,
  details: { reason?: string; place?: number } = {},
): Promise<Leg> {
  if (move !== 'close' && leg.day !== actor.today)
    throw new Refusal(problem('leg_of_past_day', { number: leg.ticket, date: formatDate(leg.day) }))
  const minutesSinceEnd = leg.ended_at === null ? null : (actor.at - leg.ended_at) / 60_000
  const to = nextState(leg.state, move, { minutesSinceEnd })
  if (to === null) throw new Refusal(refuseMove(leg.ticket, leg.state, move))
  const changed: Leg = {
    ...leg,
    state: to,
    ...changesOf(leg, move, to, actor.at),
    place: details.place ?? leg.place,
  }
  const { ticket: _ticket, visitStatus: _visitStatus, ...row } = changed
  await tx.updateTable('legs').set(row).where('id', '=', leg.id).execute()
  await recordMove(tx, { legId: leg.id, move, from: leg.state, to, reason: details.reason ?? null }, actor)
  if (move === 'call' || move === 'recall') await insertCall(tx, changed, move === 'recall', actor)
  if (move === 'serve') await markServed(tx, leg.visit_id, actor.at)
  return changed
}

function changesOf(leg: Leg, move: LegMove, to: Leg['state'], at: number): Partial<Schema['legs']> {
  if (move === 'call' || move === 'recall') return { called_at: at, times_called: leg.times_called + 1 }
  if (move === 'serve') return { served_at: at }
  if (move === 'undo') return to === 'serving' ? { ended_at: null } : { served_at: null, called_at: null }
  return (openStates as readonly string[]).includes(to) ? {} : { ended_at: at }
}

async function markServed(tx: Tx, visitId: string, at: number): Promise<void> {
  const visit = await tx
    .selectFrom('visits')
    .select('served_at')
    .where('id', '=', visitId)
    .executeTakeFirstOrThrow()
  if (visit.served_at === null) await changeVisit(tx, visitId, at, { served_at: at, service_recorded: 1 })
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

export async function findOpenLeg(db: Db, visitId: string): Promise<Leg | null> {
  const row = await db
    .selectFrom('legs')
    .select('id')
    .where('visit_id', '=', visitId)
    .where('state', 'in', openStates)
    .executeTakeFirst()
  return row ? readLeg(db, row.id) : null
}
