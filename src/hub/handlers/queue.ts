import { problem, Refusal, refuse } from '#domain/errors'
import { placeAfterSkip } from '#domain/leg'
import { callingOrder, chooseNext, priorityRatio } from '#domain/priority'
import { actorOf, asStaff, auditAs, type CallContext, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { readRoom, readRuleBook } from '#hub/store/facility'
import { findOpenLeg, insertLeg, type Leg, moveLeg, readLeg, readLine } from '#hub/store/legs'
import type { Db, Tx } from '#hub/store/open'
import { readCard, readNotices, readRoomLoads, readRoomState } from '#hub/store/queue'
import { changeVisit } from '#hub/store/visits'

export const queue = {
  loads: hub.queue.loads.handler(async ({ context }) => {
    const { store, today } = await asStaff(context)
    return readRoomLoads(store.db, today)
  }),

  room: hub.queue.room.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    refuseOtherRoom(context, input.roomId)
    const { db } = staff.store
    const state = await readRoomState(db, input.roomId, staff.today, await purposeLabels(staff))
    const { waiting, priorityStreak } = await readLine(db, input.roomId, staff.today)
    const cards = new Map(state.waiting.map((card) => [card.legId, card]))
    const order = callingOrder(waiting, priorityStreak, priorityRatio)
    return { ...state, waiting: order.flatMap(({ id }) => cards.get(id) ?? []) }
  }),

  notices: hub.queue.notices.handler(async ({ context }) => {
    const { store, today, page } = await asStaff(context)
    const room = page.roomId === null ? null : await readRoom(store.db, page.roomId)
    if (room && room.cluster !== 'k4') refuse('not_allowed')
    return readNotices(store.db, today)
  }),

  callNext: hub.queue.callNext.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    refuseOtherRoom(context, input.roomId)
    const called = await staff.store.write(async (tx) => {
      const { waiting, priorityStreak } = await readLine(tx, input.roomId, staff.today)
      const next = chooseNext(waiting, priorityStreak, priorityRatio) ?? refuse('queue_empty')
      return step(tx, staff, await legAt(tx, context, next.id), 'call')
    })
    return announced(staff, called)
  }),

  move: hub.queue.move.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const moved = await staff.store.write(async (tx) => {
      const leg = await legAt(tx, context, input.legId)
      if (input.move === 'rejoin') return rejoin(tx, staff, leg)
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
      const left = await step(tx, staff, leg, 'move')
      // On loan once, the first way back holds: it is where the person is expected, whoever sends them on.
      const wayBack = leg.returns_to ?? (input.returns ? leg.room_id : null)
      const returnsTo = wayBack === room.id ? null : wayBack
      await enter(tx, staff, leg, { roomId: room.id, cameFrom: leg.room_id, returnsTo })
      return left
    })
    return announced(staff, moved)
  }),
}

/** A room page serves its own room; the desk may help any. */
function refuseOtherRoom({ page }: CallContext, roomId: string): void {
  if (page.surface === 'room' && page.roomId !== roomId) refuse('leg_unknown')
}

async function legAt(db: Db, context: CallContext, legId: string): Promise<Leg> {
  const leg = (await readLeg(db, legId)) ?? refuse('leg_unknown')
  refuseOtherRoom(context, leg.room_id)
  return leg
}

async function step(
  tx: Tx,
  staff: StaffContext,
  leg: Leg,
  move: Parameters<typeof moveLeg>[2],
  place?: number,
) {
  const moved = await moveLeg(tx, leg, move, actorOf(staff), place === undefined ? {} : { place })
  await auditAs(tx, staff, {
    action: move,
    subject: 'leg',
    subjectId: leg.id,
    detail: { number: leg.ticket },
  })
  return moved
}

async function rejoin(tx: Tx, staff: StaffContext, leg: Leg): Promise<Leg> {
  const { waiting } = await readLine(tx, leg.room_id, staff.today)
  const places = waiting.map(({ place }) => place)
  return step(tx, staff, leg, 'rejoin', placeAfterSkip(places, staff.system.now()))
}

/** Back to where the person came from on loan, or home: with the last leg the visit ends. */
async function finish(tx: Tx, staff: StaffContext, leg: Leg): Promise<Leg> {
  const done = await step(tx, staff, leg, 'finish')
  if (leg.returns_to === null) {
    await changeVisit(tx, leg.visit_id, staff.system.now(), {
      status: 'finished',
      ended_at: staff.system.now(),
    })
  } else {
    await enter(tx, staff, leg, { roomId: leg.returns_to, cameFrom: leg.room_id, returnsTo: null })
  }
  return done
}

/** Takes a finish back: the visit is open again, unless the person already waits somewhere else. */
async function reopen(tx: Tx, staff: StaffContext, leg: Leg): Promise<Leg> {
  const elsewhere = await findOpenLeg(tx, leg.visit_id)
  if (elsewhere) {
    const words = { number: leg.ticket, state: 'sudah menunggu di ruangan berikutnya', move: 'dikembalikan' }
    throw new Refusal(problem('leg_move_refused', words))
  }
  const back = await step(tx, staff, leg, 'undo')
  await changeVisit(tx, leg.visit_id, staff.system.now(), { status: 'open', ended_at: null })
  return back
}

async function enter(
  tx: Tx,
  staff: StaffContext,
  leg: Leg,
  next: { roomId: string; cameFrom: string; returnsTo: string | null },
): Promise<void> {
  const id = staff.system.newId()
  await insertLeg(tx, { id, visitId: leg.visit_id, priority: leg.priority === 1, ...next }, actorOf(staff))
}

async function announced(staff: StaffContext, leg: Leg) {
  staff.live.announce('queue', 'visits')
  return readCard(staff.store.db, leg.id, await purposeLabels(staff))
}

async function purposeLabels({ store, facility, today }: StaffContext): Promise<Map<string, string>> {
  const { purposes } = await readRuleBook(store.db, facility, today)
  return new Map(purposes.map(({ code, label }) => [code, label]))
}
