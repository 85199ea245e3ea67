import { sql } from 'kysely'
import type { FhirType } from '#contract/fhir'
import type { Db, Tx } from './open.ts'

/** One record by the facility's own identifier. */
export type Named = { type: FhirType; recordId: string }

export async function noteRefused(
  tx: Tx,
  facility: string,
  records: readonly Named[],
  since: Date,
): Promise<void> {
  if (records.length === 0) return
  await tx
    .insertInto('refused_records')
    .values(records.map(({ type, recordId }) => ({ facility, type, record_id: recordId, since })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What has arrived is mended. */
export async function forgetRefused(tx: Tx, facility: string, records: readonly Named[]): Promise<void> {
  if (records.length === 0) return
  await sql`
    delete from refused_records as refused
    using jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as arrived (type text, "recordId" text)
    where refused.facility = ${facility} and refused.type = arrived.type
      and refused.record_id = arrived."recordId"`.execute(tx)
}

export async function forgetAllRefused(tx: Tx, facility: string): Promise<void> {
  await tx.deleteFrom('refused_records').where('facility', '=', facility).execute()
}

/** How many of each facility; none where there is no row. */
export async function countRefused(db: Db): Promise<{ facility: string; count: number }[]> {
  return await db
    .selectFrom('refused_records')
    .select(['facility', sql<number>`count(*)::integer`.as('count')])
    .groupBy('facility')
    .execute()
}
