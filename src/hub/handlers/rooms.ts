import { problem, Refusal } from '#domain/errors'
import { checkPublicLabel } from '#domain/public-label'
import { checkRooms, isCounter, type Room } from '#domain/room'
import { asStaff, auditAs } from '#hub/context'
import { hub } from '#hub/implement'
import { listRooms } from '#hub/store/facility'
import type { Tx } from '#hub/store/open'
import { queueForDistrict } from '#hub/store/outbox'
import { addRoom, changeRoom, countPeopleOf } from '#hub/store/rooms'

export const rooms = {
  list: hub.rooms.list.handler(async ({ context }) => (await listRooms(context.store.db)).map(toOutput)),

  save: hub.rooms.save.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const room: Room = { ...input, id: input.id ?? context.system.newId() }
    const wrong = checkPublicLabel(room.publicLabel)
    if (wrong) throw new Refusal(wrong, 'publicLabel')
    const nameless = (['name', 'publicLabel'] as const).find((field) => room[field] === '')
    if (nameless) throw new Refusal(problem('room_nameless'), nameless)
    await context.store.write(async (tx) => {
      await checkChange(tx, room, input.id !== null)
      const revision = input.id === null ? await addRoom(tx, room) : await changeRoom(tx, room)
      const { id: recordId } = room
      await queueForDistrict(tx, { kind: 'location', recordId, revision, at: context.system.now() })
      const { id: _id, ...detail } = room
      await auditAs(tx, staff, {
        action: input.id === null ? 'input' : 'correct',
        subject: 'facility',
        subjectId: room.id,
        detail: { room: detail },
      })
    })
    context.live.announce('session', 'queue', 'settings')
    return toOutput(room)
  }),
}

const toOutput = (room: Room) => ({ ...room, roles: [...room.roles] })

/** Afterwards everybody who may come still has a place, and nobody who waits has lost theirs. */
async function checkChange(tx: Tx, room: Room, known: boolean): Promise<void> {
  const before = await listRooms(tx)
  const old = before.find(({ id }) => id === room.id)
  if (known && !old) throw new Refusal(problem('room_unknown'))
  const after = [...before.filter((other) => other !== old), room]
  const [first, ...others] = checkRooms(after.filter(({ active }) => active))
  if (first) {
    throw new Refusal(
      first,
      'roles',
      others.map((other) => ({ field: 'roles', problem: other })),
    )
  }
  // Numbers without a visit wait only at a counter: a room that stops being one would hide them.
  const closes = old && (!room.active || isCounter(old) !== isCounter(room))
  const people = closes ? await countPeopleOf(tx, room.id) : 0
  if (people > 0)
    throw new Refusal(problem('room_in_use', { room: room.name, people }), room.active ? 'roles' : 'active')
}
