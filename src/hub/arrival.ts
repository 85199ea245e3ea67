import type { HubOutputs } from '#contract/hub/hub'
import { refuse } from '#domain/errors'
import type { LocalDate } from '#domain/local-date'
import { isCounter, type Room } from '#domain/room'
import { counterLine, newPlace, type Standing, standingIn } from './line.ts'
import {
  findArrivalOfRequest,
  insertArrival,
  type NewArrival,
  readArrival,
  readArrivalLeg,
} from './store/arrivals.ts'
import { type Facility, listRooms, readRoom } from './store/facility.ts'
import { type Actor, insertLeg, keepEstimate, moveLeg } from './store/legs.ts'
import type { Db, Tx } from './store/open.ts'

export type ArrivalTicket = HubOutputs['kiosk']['take']['ticket']

/**
 * Gives the next number of the counter's series to somebody nobody knows yet, who then waits for the counter. The same
 * `requestId` is answered with the same arrival (`fresh: false`). Refuses a Puskesmas without a counter.
 */
export async function takeArrival(
  tx: Tx,
  { legId, ...arrival }: NewArrival & { legId: string },
  actor: Actor,
): Promise<{ arrivalId: string; fresh: boolean }> {
  const known = await findArrivalOfRequest(tx, arrival.requestId)
  if (known !== null) return { arrivalId: known, fresh: false }
  const room = await firstCounter(tx)
  const line = await counterLine(tx, actor.today)
  await insertArrival(tx, arrival, room.series, actor)
  const leg = {
    id: legId,
    arrivalId: arrival.id,
    roomId: room.id,
    place: await newPlace(tx, line, actor.at),
    priority: arrival.priority !== null,
    cameFrom: null,
    returnsTo: null,
    note: null,
    dueAt: null,
  }
  await insertLeg(tx, leg, actor)
  const { estimate } = await standingIn(tx, line, room, actor.at, legId)
  if (estimate) await keepEstimate(tx, legId, estimate.minutes)
  return { arrivalId: arrival.id, fresh: true }
}

/** Ends the wait of a number that its kiosk could not show. Whether it waited; one that was called is the counter's. */
export async function giveBackNumber(tx: Tx, requestId: string, actor: Actor): Promise<boolean> {
  const arrivalId = await findArrivalOfRequest(tx, requestId)
  const leg = arrivalId === null ? null : await readArrivalLeg(tx, arrivalId)
  if (leg?.state !== 'waiting' || leg.day !== actor.today) return false
  await moveLeg(tx, leg, 'cancel', actor, { reason: 'kiosk terputus sebelum nomornya tampil' })
  return true
}

/** The paper for a number as it stands now; null when there is no such arrival. */
export async function arrivalTicket(
  db: Db,
  { facility, now }: { facility: Facility; now: number },
  arrivalId: string,
): Promise<ArrivalTicket | null> {
  const arrival = await readArrival(db, arrivalId)
  if (!arrival) return null
  const leg = await readArrivalLeg(db, arrivalId)
  const room = (await readRoom(db, leg.room_id)) ?? refuse('room_unknown')
  const line = await counterLine(db, arrival.day)
  return {
    arrivalId,
    number: arrival.ticket,
    facility: facility.name,
    roomLabel: room.publicLabel,
    day: arrival.day,
    issuedAt: arrival.takenAt,
    prioritized: arrival.prioritized,
    ...(await standingIn(db, line, room, now, leg.id)),
  }
}

/** Where a new number would wait, behind how many, and how long; refuses a Puskesmas without a counter. */
export async function describeCounter(
  db: Db,
  { today, now }: { today: LocalDate; now: number },
): Promise<{ room: Room; waiting: number; estimate: Standing['estimate'] }> {
  const room = await firstCounter(db)
  const { ahead, estimate } = await standingIn(db, await counterLine(db, today), room, now)
  return { room, waiting: ahead, estimate }
}

async function firstCounter(db: Db): Promise<Room> {
  const rooms = await listRooms(db)
  return rooms.find((room) => room.active && isCounter(room)) ?? refuse('no_counter')
}
