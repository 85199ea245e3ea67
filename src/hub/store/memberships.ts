import type { MembershipAnswer, MembershipState } from '#domain/membership'
import type { Db, Tx } from './open.ts'

/** `at` and `by` (a name) are null until somebody has looked it up. */
export type StoredMembership = { state: MembershipState; at: number | null; by: string | null }

export async function readMembership(db: Db, patientId: string): Promise<StoredMembership> {
  const row = await db
    .selectFrom('patients')
    .leftJoin('staff', 'staff.id', 'patients.membership_by')
    .select(['patients.membership as state', 'patients.membership_at as at', 'staff.name as by'])
    .where('patients.id', '=', patientId)
    .executeTakeFirst()
  return row ?? { state: 'belum_dicek', at: null, by: null }
}

/** What was seen, when and by whom. It is no fact about the person, so their revision stays. */
export async function noteMembership(
  tx: Tx,
  patientId: string,
  seen: { state: MembershipAnswer; at: number; staffId: string },
): Promise<void> {
  await tx
    .updateTable('patients')
    .set({ membership: seen.state, membership_at: seen.at, membership_by: seen.staffId })
    .where('id', '=', patientId)
    .execute()
}

export async function forgetMembership(tx: Tx, patientId: string): Promise<void> {
  await tx
    .updateTable('patients')
    .set({ membership: 'belum_dicek', membership_at: null, membership_by: null })
    .where('id', '=', patientId)
    .execute()
}
