import type { Room } from '#domain/room'
import { roomToRow } from './facility.ts'
import type { Db, Tx } from './open.ts'
import { openLiterals } from './open-legs.ts'

/** A new room, after all others in every list; its first revision. */
export async function addRoom(tx: Tx, room: Room): Promise<number> {
  const { last } = await tx
    .selectFrom('service_points')
    .select((eb) => eb.fn.max('sort').as('last'))
    .executeTakeFirstOrThrow()
  const row = roomToRow(room, (last ?? -1) + 1)
  await tx.insertInto('service_points').values(row).execute()
  return row.revision
}

/** Changes a room in its place; the revision it has now. The room must exist. */
export async function changeRoom(tx: Tx, room: Room): Promise<number> {
  const { sort: _sort, revision: _revision, ...row } = roomToRow(room, 0)
  const changed = await tx
    .updateTable('service_points')
    .set((eb) => ({ ...row, revision: eb('revision', '+', 1) }))
    .where('id', '=', room.id)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return changed.revision
}

/** Numbers that wait at, were called to, or are served in a room, and those it has lent out. */
export async function countPeopleOf(db: Db, roomId: string): Promise<number> {
  const row = await db
    .selectFrom('legs')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', 'in', openLiterals)
    .where((eb) => eb.or([eb('room_id', '=', roomId), eb('returns_to', '=', roomId)]))
    .executeTakeFirstOrThrow()
  return row.n
}
