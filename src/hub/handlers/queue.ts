import { problem, Refusal, refuse } from '#domain/errors'
import type { LegMove } from '#domain/leg'
import { type Room, takesVisits } from '#domain/room'
import { enterRoom } from '#hub/admission'
import { presentCards } from '#hub/cards'
import { actorOf, asStaff, auditAs, type CallContext, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { chooseFrom, placeOfReturn, roomLine, standingIn } from '#hub/line'
import { legAt, refuseOtherRoom } from '#hub/room-leg'
import { listCards, readCard } from '#hub/store/cards'
import { readRoom } from '#hub/store/facility'
import { hasGoneOn, moveLeg, type VisitLeg } from '#hub/store/legs'
import { readRoomLoads } from '#hub/store/loads'
import type { Db, Tx } from '#hub/store/open'
import { readNotices } from '#hub/store/queue'
import { changeVisit, findOpenVisit, readVisit } from '#hub/store/visits'

export const queue = {
  loads: hub.queue.loads.handler(async ({ context }) => {
    const staff = await asStaff(context)
    return readRoomLoads(staff.store.db, { today: staff.today, now: staff.system.now() })
  }),

  room: hub.queue.room.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { db } = staff.store
    const room = await roomAt(db, context, input.roomId)
    const { present, left } = await listCards(db, room.id, staff.today)
    const cards = await presentCards(staff, room, [...present, ...left])
    const inState = (...states: string[]) => cards.filter(({ state }) => states.includes(state))
    return {
      roomId: room.id,
      active: inState('called', 'serving').sort((a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0)),
      waiting: inState('waiting'),
      skipped: inState('skipped'),
      recentlyDone: inState('done', 'moved'),
      estimate: (await standingIn(db, roomLine(room, staff.today), room, staff.system.now())).estimate,
    }
  }),

  notices: hub.queue.notices.handler(async ({ context }) => {
    const { store, today, page } = await asStaff(context)
    const room = page.roomId === null ? null : await readRoom(store.db, page.roomId)
    if (room && room.cluster !== 'k4') refuse('not_allowed')
    return readNotices(store.db, today)
  }),

  callNext: hub.queue.callNext.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const called = await staff.store.write(async (tx) => {
      const room = await roomAt(tx, context, input.roomId)
      const line = roomLine(room, staff.today)
      const next = (await chooseFrom(tx, line, room, staff.system.now())) ?? refuse('queue_empty')
      return step(tx, staff, await legAt(tx, context, next.id), 'call')
    })
    return announced(staff, called)
  }),

  move: hub.queue.move.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const moved = await staff.store.write(async (tx) => {
      const leg = await legAt(tx, context, input.legId)
      if (leg.state === 'skipped') return bringBack(tx, staff, leg, input.move)
      if (input.move === 'finish') return finish(tx, staff, leg)
      if (input.move === 'undo' && leg.state === 'done') return reopen(tx, staff, leg)
      return step(tx, staff, leg, input.move)
    })
    return announced(staff, moved)
  }),

  transfer: hub.queue.transfer.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const moved = await staff.store.write(async (tx) => {
      const leg = await legAt(tx, context, input.legId)
      const room = await readRoom(tx, input.toRoomId)
      if (!room?.active) return refuse('room_unknown')
      if (room.id === leg.room_id) return refuse('same_room')
      if (!takesVisits(room)) return refuse('room_is_counter')
      const left = await step(tx, staff, leg, 'move')
      // On loan once, the first way back holds: it is where the person is expected, whoever sends them on.
      const wayBack = leg.returns_to ?? (input.returns ? leg.room_id : null)
      const returnsTo = wayBack === room.id ? null : wayBack
      await goOn(tx, staff, leg, { room, returnsTo, note: input.note === '' ? null : input.note })
      return left
    })
    return announced(staff, moved)
  }),
}

async function roomAt(db: Db, context: CallContext, roomId: string): Promise<Room> {
  refuseOtherRoom(context, roomId)
  return (await readRoom(db, roomId)) ?? refuse('room_unknown')
}

async function step(
  tx: Tx,
  staff: StaffContext,
  leg: VisitLeg,
  move: LegMove,
  place?: number,
): Promise<VisitLeg> {
  const moved = await moveLeg(tx, leg, move, actorOf(staff), place === undefined ? {} : { place })
  await auditAs(tx, staff, {
    action: move,
    subject: 'leg',
    subjectId: leg.id,
    detail: { number: leg.ticket },
  })
  return moved
}

/** Who was skipped owes three people their turn, also when a call at once is taken back. */
async function bringBack(tx: Tx, staff: StaffContext, leg: VisitLeg, move: LegMove): Promise<VisitLeg> {
  const line = roomLine({ id: leg.room_id }, staff.today)
  return step(tx, staff, leg, move, await placeOfReturn(tx, line, staff.system.now()))
}

/** Back to where the person came from on loan, or home: with the last leg the visit ends. */
async function finish(tx: Tx, staff: StaffContext, leg: VisitLeg): Promise<VisitLeg> {
  const done = await step(tx, staff, leg, 'finish')
  if (leg.returns_to === null) {
    const at = staff.system.now()
    await changeVisit(tx, leg.visit_id, at, { status: 'finished', ended_at: at })
  } else {
    const room = (await readRoom(tx, leg.returns_to)) ?? refuse('room_unknown')
    await goOn(tx, staff, leg, { room, returnsTo: null, note: null })
  }
  return done
}

/** Takes a finish back, which opens the visit again: only of its last stay, and not when the person has come anew. */
async function reopen(tx: Tx, staff: StaffContext, leg: VisitLeg): Promise<VisitLeg> {
  if (await hasGoneOn(tx, leg)) {
    const words = { number: leg.ticket, state: 'sudah ke ruangan berikutnya', move: 'dikembalikan' }
    throw new Refusal(problem('leg_move_refused', words))
  }
  const visit = (await readVisit(tx, leg.visit_id)) ?? refuse('visit_unknown')
  const anew = await findOpenVisit(tx, visit.patientId, staff.today)
  if (anew) throw new Refusal(problem('already_here', anew))
  const back = await step(tx, staff, leg, 'undo')
  await changeVisit(tx, leg.visit_id, staff.system.now(), { status: 'open', ended_at: null })
  return back
}

async function goOn(
  tx: Tx,
  staff: StaffContext,
  leg: VisitLeg,
  next: { room: Room; returnsTo: string | null; note: string | null },
): Promise<void> {
  const { visit_id: visitId, room_id: cameFrom } = leg
  await enterRoom(tx, staff, { ...next, visitId, cameFrom, priority: leg.priority === 1, dueAt: null })
}

async function announced(staff: StaffContext, leg: VisitLeg) {
  staff.live.announce('queue', 'visits')
  // Only a call and a recall lead here; displays have something to say.
  if (leg.state === 'called') staff.live.announce('calls')
  const { db } = staff.store
  const room = (await readRoom(db, leg.room_id)) ?? refuse('room_unknown')
  const [card] = await presentCards(staff, room, [await readCard(db, leg.id)])
  return card ?? refuse('leg_unknown')
}
