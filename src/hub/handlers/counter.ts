import { Refusal, refuse } from '#domain/errors'
import { type LegMove, refuseMove } from '#domain/leg'
import { isCounter, type Room } from '#domain/room'
import { presentArrivals } from '#hub/cards'
import { actorOf, asStaff, auditAs, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { chooseFrom, counterLine, placeOfReturn, standingIn } from '#hub/line'
import { readArrival } from '#hub/store/arrivals'
import { listArrivalCards, readArrivalCard } from '#hub/store/cards'
import { readRoom } from '#hub/store/facility'
import { type ArrivalLeg, isOfArrival, moveLeg, readLeg } from '#hub/store/legs'
import type { Db, Tx } from '#hub/store/open'

export const counter = {
  line: hub.counter.line.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { db } = staff.store
    const room = await counterAt(db, input.roomId)
    const line = await counterLine(db, staff.today)
    const facts = await listArrivalCards(db, line)
    const shown = facts.filter(({ state, roomId }) => roomId === room.id || !isActive(state))
    const cards = await presentArrivals(staff, room, shown)
    return {
      active: cards.filter(({ state }) => isActive(state)),
      waiting: cards.filter(({ state }) => state === 'waiting'),
      skipped: cards.filter(({ state }) => state === 'skipped'),
      estimate: (await standingIn(db, line, room, staff.system.now())).estimate,
    }
  }),

  callNext: hub.counter.callNext.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const called = await staff.store.write(async (tx) => {
      const room = await counterAt(tx, input.roomId)
      const line = await counterLine(tx, staff.today)
      const next = (await chooseFrom(tx, line, room, staff.system.now())) ?? refuse('queue_empty')
      return step(tx, staff, await arrivalLegAt(tx, next.id, room), 'call', { roomId: room.id })
    })
    return announced(staff, called)
  }),

  move: hub.counter.move.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const moved = await staff.store.write(async (tx) => {
      const room = await counterAt(tx, input.roomId)
      const leg = await arrivalLegAt(tx, input.legId, room)
      if (input.move === 'undo') return undo(tx, staff, leg)
      // Whoever only waits again has not come to this counter.
      const at = input.move === 'rejoin' ? {} : { roomId: room.id }
      return step(tx, staff, leg, input.move, { ...at, ...(await placeBack(tx, staff, leg)) })
    })
    return announced(staff, moved)
  }),

  dismiss: hub.counter.dismiss.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { reason } = input
    if (reason === '') refuse('reason_missing')
    const { ticket } = await staff.store.write(async (tx) => {
      const leg = await arrivalLegAt(tx, input.legId, await counterAt(tx, input.roomId))
      // Somebody who was served had a question, and has the answer.
      return step(tx, staff, leg, leg.state === 'serving' ? 'finish' : 'cancel', { reason })
    })
    staff.live.announce('queue')
    return { number: ticket }
  }),
}

const isActive = (state: string) => state === 'called' || state === 'serving'

async function counterAt(db: Db, roomId: string): Promise<Room> {
  const room = await readRoom(db, roomId)
  return room?.active && isCounter(room) ? room : refuse('room_unknown')
}

/** Whoever stands at another counter is that counter's to serve. */
async function arrivalLegAt(db: Db, legId: string, room: Room): Promise<ArrivalLeg> {
  const leg = await readLeg(db, legId)
  if (!leg || !isOfArrival(leg)) return refuse('leg_unknown')
  return isActive(leg.state) && leg.room_id !== room.id ? refuse('leg_unknown') : leg
}

async function step(
  tx: Tx,
  staff: StaffContext,
  leg: ArrivalLeg,
  move: LegMove,
  details: Parameters<typeof moveLeg>[4] = {},
): Promise<ArrivalLeg> {
  const moved = await moveLeg(tx, leg, move, actorOf(staff), details)
  await auditAs(tx, staff, {
    action: move,
    subject: 'leg',
    subjectId: leg.id,
    detail: { number: leg.ticket, ...details },
  })
  return moved
}

/** Who was skipped owes three people their turn, also when a call at once is taken back. */
async function placeBack(tx: Tx, staff: StaffContext, leg: ArrivalLeg): Promise<{ place?: number }> {
  if (leg.state !== 'skipped') return {}
  return { place: await placeOfReturn(tx, await counterLine(tx, staff.today), staff.system.now()) }
}

/** A number that a visit has taken over comes back only with that registration. */
async function undo(tx: Tx, staff: StaffContext, leg: ArrivalLeg): Promise<ArrivalLeg> {
  const arrival = await readArrival(tx, leg.arrival_id)
  if (arrival?.visitId != null) throw new Refusal(refuseMove(leg.ticket, leg.state, 'undo'))
  return step(tx, staff, leg, 'undo')
}

async function announced(staff: StaffContext, leg: ArrivalLeg) {
  staff.live.announce('queue')
  if (leg.state === 'called') staff.live.announce('calls')
  const { db } = staff.store
  const room = await counterAt(db, leg.room_id)
  const [card] = await presentArrivals(staff, room, [await readArrivalCard(db, leg.id)])
  return card ?? refuse('leg_unknown')
}
