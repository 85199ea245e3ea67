import type { Role, Surface } from '#contract/access'
import type { Db, Tx } from './open.ts'

/** A page of Loket and who has signed in on it. */
export type Page = {
  deviceId: string
  surface: Surface
  roomId: string | null
  staff: { id: string; name: string; role: Role } | null
}

/** A sign-in holds for one working day. */
const sessionMs = 14 * 3_600_000

export async function findPage(
  db: Db,
  deviceId: string,
  tokenHash: string,
  now: number,
): Promise<Page | null> {
  const row = await db
    .selectFrom('devices')
    .leftJoin('sessions', (join) =>
      join
        .onRef('sessions.device_id', '=', 'devices.id')
        .on('sessions.ended_at', 'is', null)
        .on('sessions.started_at', '>', now - sessionMs),
    )
    .leftJoin('staff', (join) => join.onRef('staff.id', '=', 'sessions.staff_id').on('staff.active', '=', 1))
    .select([
      'devices.id',
      'devices.surface',
      'devices.room_id',
      'staff.id as staff_id',
      'staff.name',
      'staff.role',
    ])
    .where('devices.id', '=', deviceId)
    .where('devices.token_hash', '=', tokenHash)
    .where('devices.revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { staff_id: id, name, role } = row
  const staff = id !== null && name !== null && role !== null ? { id, name, role } : null
  return { deviceId: row.id, surface: row.surface, roomId: row.room_id, staff }
}

export async function insertPage(
  tx: Tx,
  page: { id: string; surface: Surface; roomId: string | null; tokenHash: string; at: number },
): Promise<void> {
  await tx
    .insertInto('devices')
    .values({
      id: page.id,
      surface: page.surface,
      room_id: page.roomId,
      token_hash: page.tokenHash,
      created_at: page.at,
      revoked_at: null,
    })
    .execute()
}

export async function startSession(
  tx: Tx,
  session: { id: string; deviceId: string; staffId: string; at: number },
): Promise<void> {
  await endSession(tx, session.deviceId, session.at)
  await tx
    .insertInto('sessions')
    .values({
      id: session.id,
      device_id: session.deviceId,
      staff_id: session.staffId,
      started_at: session.at,
      ended_at: null,
    })
    .execute()
}

export async function endSession(tx: Tx, deviceId: string, at: number): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ ended_at: at })
    .where('device_id', '=', deviceId)
    .where('ended_at', 'is', null)
    .execute()
}

/** A switched-off account or a changed password ends every page that was signed in with it. */
export async function endSessionsOf(tx: Tx, staffId: string, at: number): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ ended_at: at })
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .execute()
}
