import { beginning, findBreak, hashOf } from '#audit/chain'
import type { Db, Tx } from './open.ts'

export type AuditEntry = {
  at: number
  staffId: string | null
  deviceId: string | null
  /** view, search, input, correct, print, cancel, override, sign_in … (Permenkes 24/2022 Pasal 30: input, correct, view). */
  action: string
  subject:
    | 'patient'
    | 'family'
    | 'visit'
    | 'leg'
    | 'booking'
    | 'consent'
    | 'staff'
    | 'facility'
    | 'day'
    | 'sync'
    | 'page'
    | 'session'
    | 'device'
    | 'lan'
    | 'list'
    | 'import'
  subjectId: string | null
  detail: Record<string, unknown>
}

type Row = {
  seq: number
  at: number
  staff_id: string | null
  device_id: string | null
  action: string
  subject: string
  subject_id: string | null
  detail: string
}

function fieldsOf({ seq, at, staff_id, device_id, action, subject, subject_id, detail }: Row) {
  return [seq, at, staff_id, device_id, action, subject, subject_id, detail] as const
}

export async function appendAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const last = await tx
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row: Row = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    staff_id: entry.staffId,
    device_id: entry.deviceId,
    action: entry.action,
    subject: entry.subject,
    subject_id: entry.subjectId,
    detail: JSON.stringify(entry.detail),
  }
  await tx
    .insertInto('audit')
    .values({ ...row, hash: hashOf(last?.hash ?? beginning, fieldsOf(row)) })
    .execute()
}

/** The first row whose hash does not follow from the one before it, or null when the whole chain holds. */
export async function findBrokenAudit(db: Db): Promise<number | null> {
  const readRows = (after: number, limit: number) =>
    db.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute()
  return (await findBreak(readRows, fieldsOf))?.seq ?? null
}
