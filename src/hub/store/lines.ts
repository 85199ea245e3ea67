import type { LocalDate } from '#domain/local-date'
import type { InLine } from '#domain/priority'
import { highestRatio } from '#domain/room'
import type { Stay } from '#domain/waiting-estimate'
import type { Db } from './open.ts'

/**
 * People who wait for the same call: visits at a room, or at all counters together the numbers that no visit has yet.
 * `rooms` are the ids of the rooms that call from it.
 */
export type Line = { rooms: readonly string[]; counter: boolean; day: LocalDate }

export type Waiting = InLine & { id: string; priorityLabel: string | null }

/** Stays in a line on its day, by their state. */
function legsIn(db: Db, { rooms, counter, day }: Line) {
  return db
    .selectFrom('legs')
    .where('legs.room_id', 'in', rooms)
    .where('legs.day', '=', day)
    .where('legs.arrival_id', counter ? 'is not' : 'is', null)
}

/** Who waits, in order of place, and how many priority calls were made in a row since the last regular one. */
export async function readLine(db: Db, line: Line): Promise<{ waiting: Waiting[]; priorityStreak: number }> {
  return { waiting: await readWaiting(db, line), priorityStreak: await readStreak(db, line) }
}

export async function readWaiting(db: Db, line: Line): Promise<Waiting[]> {
  const rows = await legsIn(db, line)
    .leftJoin('visits', 'visits.id', 'legs.visit_id')
    .leftJoin('arrivals', 'arrivals.id', 'legs.arrival_id')
    .select(['legs.id', 'legs.place', 'legs.priority', 'legs.due_at as dueAt'])
    .select((eb) => eb.fn.coalesce('visits.priority_label', 'arrivals.priority_label').as('priorityLabel'))
    .where('legs.state', '=', 'waiting')
    .orderBy('legs.place')
    .orderBy('legs.id')
    .execute()
  return rows.map((row) => ({ ...row, priority: row.priority === 1 }))
}

/** A person counts once, at their last call; a call that was taken back has not cost anybody a turn. */
async function readStreak(db: Db, line: Line): Promise<number> {
  const called = await legsIn(db, line)
    .innerJoin('calls', 'calls.leg_id', 'legs.id')
    .select('legs.priority')
    .where('calls.recall', '=', 0)
    .where('legs.state', '!=', 'waiting')
    .groupBy('legs.id')
    .orderBy((eb) => eb.fn.max('calls.id'), 'desc')
    .limit(highestRatio)
    .execute()
  const regular = called.findIndex(({ priority }) => priority === 0)
  return regular === -1 ? called.length : regular
}

/** States of a stay that a call or a service has begun. */
const begunStates = ['called', 'serving', 'done', 'moved'] as const
/** More than an estimate looks back at. */
const mostStays = 40

/** How the line has been served today, newest first: what an estimate rests on. */
export async function readStays(db: Db, line: Line): Promise<Stay[]> {
  const rows = await legsIn(db, line)
    .select(['entered_at as enteredAt', 'ended_at as endedAt'])
    .select((eb) => eb.fn.coalesce('called_at', 'served_at').as('startedAt'))
    .where('state', 'in', begunStates)
    .orderBy('startedAt', 'desc')
    .limit(mostStays)
    .execute()
  return rows.flatMap(({ startedAt, ...stay }) => (startedAt === null ? [] : { ...stay, startedAt }))
}
