import type { HubOutputs } from '#contract/hub/hub'
import { placeAfterSkip, placeAtEnd } from '#domain/leg'
import type { LocalDate } from '#domain/local-date'
import { callingOrder, chooseNext, explainOrder } from '#domain/priority'
import { isCounter, type Room } from '#domain/room'
import { listRooms } from './store/facility.ts'
import { type Line, readLine, readStays, readWaiting, type Waiting } from './store/lines.ts'
import { estimateFor } from './store/loads.ts'
import type { Db } from './store/open.ts'

type Estimate = HubOutputs['visits']['ticket']['estimate']
export type Standing = { ahead: number; estimate: Estimate }

/** The visits that wait for a room. */
export function roomLine(room: Pick<Room, 'id'>, day: LocalDate): Line {
  return { rooms: [room.id], counter: false, day }
}

/** The numbers that wait for any counter: all counters call from one line. */
export async function counterLine(db: Db, day: LocalDate): Promise<Line> {
  const counters = (await listRooms(db)).filter(isCounter)
  return { rooms: counters.map(({ id }) => id), counter: true, day }
}

/** The place of somebody who comes to a line now. */
export async function newPlace(db: Db, line: Line, now: number): Promise<number> {
  return placeAtEnd(await readWaiting(db, line), now)
}

/** The place of somebody who was skipped, and is here after all. */
export async function placeOfReturn(db: Db, line: Line, now: number): Promise<number> {
  return placeAfterSkip(await readWaiting(db, line), now)
}

/** Whom this room calls next from a line. */
export async function chooseFrom(db: Db, line: Line, { ratio }: Room, now: number): Promise<Waiting | null> {
  const { waiting, priorityStreak } = await readLine(db, line)
  return chooseNext(waiting, priorityStreak, ratio, now)
}

/** Why each stands where they stand, by leg, in the order in which this room calls. */
export async function explainLine(
  db: Db,
  line: Line,
  { ratio }: Room,
  now: number,
  sayClock: (at: number) => string,
): Promise<Map<string, string>> {
  const { waiting, priorityStreak } = await readLine(db, line)
  const order = explainOrder(waiting, priorityStreak, ratio, now, sayClock)
  return new Map(order.map(({ leg, turn }) => [leg.id, turn]))
}

/** How many are called before, and how long that takes; of a leg that waits, or of somebody who would come now. */
export async function standingIn(
  db: Db,
  line: Line,
  room: Room,
  now: number,
  legId: string | null = null,
): Promise<Standing> {
  const { waiting, priorityStreak } = await readLine(db, line)
  const order = callingOrder(waiting, priorityStreak, room.ratio, now)
  const ahead = legId === null ? order.length : order.findIndex(({ id }) => id === legId)
  if (ahead === -1) return { ahead: 0, estimate: null }
  // Whoever is booked knows the time already.
  if ((order[ahead]?.dueAt ?? 0) > now) return { ahead, estimate: null }
  return { ahead, estimate: estimateFor(room, await readStays(db, line), ahead, now) }
}
