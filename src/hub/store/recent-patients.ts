import { sql } from 'kysely'
import type { Db } from './open.ts'

/** Far enough back for a morning of one clerk among others; the trail has no index by person. */
const trailRead = 3000

/** The people whom this person last opened, registered or corrected, newest first, on whatever screen. */
export async function recentPatientRids(db: Db, staffId: string, limit: number): Promise<number[]> {
  const { rows } = await sql<{ rid: number }>`
    SELECT patients.rid FROM audit JOIN patients ON patients.id = audit.subject_id
    WHERE audit.seq > (SELECT max(seq) FROM audit) - ${trailRead} AND audit.staff_id = ${staffId}
      AND audit.subject = 'patient' AND audit.action IN ('view', 'input', 'correct') AND patients.merged_into IS NULL
    GROUP BY patients.rid ORDER BY max(audit.seq) DESC LIMIT ${limit}
  `.execute(db)
  return rows.map(({ rid }) => rid)
}
