import type { Tx } from './open.ts'

export type AuditAction =
  | 'first_account'
  | 'sign_in'
  | 'sign_in_failed'
  | 'sign_out'
  | 'staff_created'
  | 'facility_created'
  | 'secret_rotated'
  | 'overview_viewed'
  | 'visits_viewed'

export type AuditEntry = {
  id: string
  at: Date
  /** Null when nobody was signed in. */
  staff: string | null
  action: AuditAction
  detail: Record<string, unknown>
}

/** Who did or saw what on the dashboard; what facilities wrote stands in `deliveries`. */
export async function insertAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ ...entry, detail: JSON.stringify(entry.detail) })
    .execute()
}
