import { sql } from 'kysely'
import { beginning, findBreak, hashOf } from '#audit/chain'
import type { Db, Tx } from './open.ts'

export type AuditAction =
  | 'first_account'
  | 'sign_in'
  | 'sign_in_failed'
  | 'sign_out'
  | 'staff_created'
  | 'role_changed'
  | 'office_named'
  | 'facility_created'
  | 'secret_rotated'
  | 'stick_accepted'
  | 'receipt_taken'
  | 'overview_viewed'
  | 'visits_viewed'
  | 'contacts_viewed'
  | 'villages_viewed'
  | 'file_taken'
  | 'participants_set'
  | 'targets_set'
  | 'patients_viewed'
  | 'same_people_decided'

export type AuditEntry = {
  at: Date
  /** Null when nobody was signed in. */
  staff: string | null
  action: AuditAction
  detail: Record<string, unknown>
}

/** `detail` as its text stands in the database. */
type Row = { seq: number; at: Date; staff: string | null; action: string; detail: string; hash: string }

function fieldsOf({ seq, at, staff, action, detail }: Omit<Row, 'hash'>) {
  return [seq, at.getTime(), staff, action, detail] as const
}

/**
 * Who did or saw what on the dashboard; what facilities wrote stands in `deliveries`. Rows are chained one after another
 * (`audit/chain`): whoever appends holds the chain until commit, and is to ask for no row afterwards that others wait with.
 */
export async function appendAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('audit'))`.execute(tx)
  const last = await tx
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row = { ...entry, seq: (last?.seq ?? 0) + 1, detail: JSON.stringify(entry.detail) }
  await tx
    .insertInto('audit')
    .values({ ...row, hash: hashOf(last?.hash ?? beginning, fieldsOf(row)) })
    .execute()
}

export type BrokenAudit = { seq: number; at: Date }

/** The first row whose hash does not follow from the one before it, or null when the whole chain holds. */
export async function findBrokenAudit(db: Db, signal: AbortSignal): Promise<BrokenAudit | null> {
  const readRows = async (after: number, limit: number) => {
    signal.throwIfAborted()
    return await db
      .selectFrom('audit')
      .select(['seq', 'at', 'staff', 'action', 'hash', sql<string>`detail::text`.as('detail')])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit)
      .execute()
  }
  const broken = await findBreak<Row>(readRows, fieldsOf)
  return broken && { seq: broken.seq, at: broken.at }
}
