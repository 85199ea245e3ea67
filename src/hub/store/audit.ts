import { createHash } from 'node:crypto'
import type { Db, Tx } from './open.ts'

export type AuditEntry = {
  at: number
  staffId: string | null
  deviceId: string | null
  /** view, search, input, correct, cancel, override, sign_in … (Permenkes 24/2022 Pasal 30: input, correct, view). */
  action: string
  subject: 'patient' | 'visit' | 'leg' | 'staff' | 'facility' | 'day' | 'sync' | 'page' | 'session'
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

const beginning = '0'.repeat(64)

/** Each row's hash covers the row and the hash before it: a row changed or taken out breaks the chain from there on. */
function hashOf(previous: string, row: Row): string {
  const { seq, at, staff_id, device_id, action, subject, subject_id, detail } = row
  const body = JSON.stringify([previous, seq, at, staff_id, device_id, action, subject, subject_id, detail])
  return createHash('sha256').update(body).digest('hex')
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
    .values({ ...row, hash: hashOf(last?.hash ?? beginning, row) })
    .execute()
}

/** The first row whose hash does not follow from the one before it, or null when the whole chain holds. */
export async function findBrokenAudit(db: Db, batch = 5000): Promise<number | null> {
  let previous = beginning
  let seq = 0
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(batch)
      .execute()
    for (const row of rows) {
      if (row.seq !== seq + 1 || row.hash !== hashOf(previous, row)) return row.seq
      previous = row.hash
      seq = row.seq
    }
    if (rows.length < batch) return null
  }
}
