import type { Role } from '#contract/access'
import type { Db, Tx } from './open.ts'

export type StaffMember = { id: string; username: string; name: string; role: Role; active: boolean }
export type SignInRecord = {
  id: string
  passwordHash: string
  failures: number
  lockedUntil: number | null
  active: boolean
}

const columns = ['id', 'username', 'name', 'role', 'active'] as const
type StaffRow = Omit<StaffMember, 'active'> & { active: 0 | 1 }

function fromRow(row: StaffRow): StaffMember {
  return { ...row, active: row.active === 1 }
}

export async function listStaff(db: Db): Promise<StaffMember[]> {
  const rows = await db.selectFrom('staff').select(columns).orderBy('name').execute()
  return rows.map(fromRow)
}

export async function readStaff(db: Db, id: string): Promise<StaffMember | null> {
  const row = await db.selectFrom('staff').select(columns).where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

export async function readSignIn(db: Db, username: string): Promise<SignInRecord | null> {
  const row = await db.selectFrom('staff').selectAll().where('username', '=', username).executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    passwordHash: row.password_hash,
    failures: row.failures,
    lockedUntil: row.locked_until,
    active: row.active === 1,
  }
}

export async function insertStaff(
  tx: Tx,
  member: { id: string; username: string; name: string; role: Role; passwordHash: string; at: number },
): Promise<StaffMember> {
  const row = {
    id: member.id,
    username: member.username,
    name: member.name,
    role: member.role,
    active: 1 as const,
  }
  await tx
    .insertInto('staff')
    .values({
      ...row,
      password_hash: member.passwordHash,
      failures: 0,
      locked_until: null,
      created_at: member.at,
    })
    .execute()
  return fromRow(row)
}

export async function changeStaff(
  tx: Tx,
  id: string,
  change: { passwordHash?: string; active?: boolean },
): Promise<void> {
  const { passwordHash, active } = change
  await tx
    .updateTable('staff')
    .set({
      failures: 0,
      locked_until: null,
      ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
      ...(active === undefined ? {} : { active: active ? (1 as const) : (0 as const) }),
    })
    .where('id', '=', id)
    .execute()
}

export async function recordSignInResult(
  tx: Tx,
  id: string,
  result: { failures: number; lockedUntil: number | null },
): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ failures: result.failures, locked_until: result.lockedUntil })
    .where('id', '=', id)
    .execute()
}
