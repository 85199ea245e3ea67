import { sql } from 'kysely'
import type { Db, Tx } from './open.ts'

export type Participants = { facility: string; since: string; participants: number }

/** What holds on a day, per facility. */
export async function listParticipants(db: Db, day: string): Promise<Map<string, Participants>> {
  const { rows } = await sql<Participants>`
    select distinct on (facility) facility, since, participants from participants
    where since <= ${day}::date order by facility, since desc`.execute(db)
  return new Map(rows.map((row) => [row.facility, row]))
}

/** False when there is no such facility. */
export async function setParticipants(
  tx: Tx,
  { facility, since, participants }: Participants,
  by: { staff: string; at: Date },
): Promise<boolean> {
  const known = await tx.selectFrom('facilities').select('id').where('id', '=', facility).executeTakeFirst()
  if (!known) return false
  await tx
    .insertInto('participants')
    .values({ facility, since, participants, set_by: by.staff, set_at: by.at })
    .onConflict((conflict) =>
      conflict.columns(['facility', 'since']).doUpdateSet({ participants, set_by: by.staff, set_at: by.at }),
    )
    .execute()
  return true
}
