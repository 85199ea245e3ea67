import { sql } from 'kysely'
import type { Role } from '#contract/district/base'
import type { Db, Tx } from './open.ts'

export type Person = { id: string; username: string; name: string; role: Role }
type Credentials = Person & { password_hash: string }

const columns = ['id', 'username', 'name', 'role'] as const

export async function hasStaff(db: Db): Promise<boolean> {
  return (await db.selectFrom('staff').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Serialises what depends on who else has an account: of two at once, the second sees what the first did. */
export async function lockStaff(tx: Tx): Promise<void> {
  await sql`lock table staff in share row exclusive mode`.execute(tx)
}

export async function listStaff(db: Db): Promise<Person[]> {
  return await db.selectFrom('staff').select(columns).orderBy('name').execute()
}

/** Null when the user name is taken. */
export async function insertStaff(tx: Tx, person: Credentials, now: Date): Promise<Person | null> {
  const row = await tx
    .insertInto('staff')
    .values({ ...person, failures: 0, locked_until: null, created_at: now })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning(columns)
    .executeTakeFirst()
  return row ?? null
}

/** Null when there is no such account. */
export async function changeRole(tx: Tx, id: string, role: Role): Promise<Person | null> {
  const row = await tx
    .updateTable('staff')
    .set({ role })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
  return row ?? null
}

export type Attempt =
  | { state: 'unknown' }
  | { state: 'locked'; until: Date }
  | { state: 'open'; person: Credentials }

/**
 * Spends one attempt before the password is looked at, so that many guesses at once cannot pass the limit.
 * The last attempt locks; a right password clears (`clearAttempts`).
 */
export async function takeAttempt(
  tx: Tx,
  username: string,
  limit: { failures: number; lockUntil: Date },
  now: Date,
): Promise<Attempt> {
  const row = await tx
    .selectFrom('staff')
    .select([...columns, 'password_hash', 'failures', 'locked_until'])
    .where('username', '=', username)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return { state: 'unknown' }
  const { failures, locked_until, ...person } = row
  if (locked_until && locked_until > now) return { state: 'locked', until: locked_until }
  const spent = failures + 1
  const locks = spent >= limit.failures
  await tx
    .updateTable('staff')
    .set({ failures: locks ? 0 : spent, locked_until: locks ? limit.lockUntil : null })
    .where('id', '=', person.id)
    .execute()
  return { state: 'open', person }
}

export async function clearAttempts(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('staff').set({ failures: 0, locked_until: null }).where('id', '=', id).execute()
}
