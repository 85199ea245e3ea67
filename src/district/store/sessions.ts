import type { Db, Tx } from './open.ts'
import type { Person } from './staff.ts'

export type Session = { opened: boolean; person: Person | null }

export async function insertSession(
  tx: Tx,
  session: { token_hash: string; staff: string | null; opened: boolean; expires_at: Date },
  now: Date,
): Promise<void> {
  await tx.deleteFrom('sessions').where('expires_at', '<=', now).execute()
  await tx.insertInto('sessions').values(session).execute()
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute()
}

export async function findSession(db: Db, tokenHash: string, now: Date): Promise<Session | null> {
  const row = await db
    .selectFrom('sessions')
    .leftJoin('staff', 'staff.id', 'sessions.staff')
    .select(['sessions.opened', 'staff.id', 'staff.username', 'staff.name', 'staff.role'])
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return null
  const { opened, id, username, name, role } = row
  return { opened, person: id && username && name && role ? { id, username, name, role } : null }
}
