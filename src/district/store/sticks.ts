import { sql } from 'kysely'
import type { FhirType } from '#contract/fhir'
import type { LocalDate } from '#domain/local-date'
import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'

export type StickRow = Schema['sticks']
export type Sender = { id: string; code: string; name: string; contents: string; verifier: string }

/** Null for an unknown client, and for one whose secret is older than sticks. */
export async function findSender(db: Db, clientId: string): Promise<Sender | null> {
  const row = await db
    .selectFrom('facilities')
    .select(['id', 'code', 'name', 'stick_contents as contents', 'stick_verifier as verifier'])
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  if (!row || row.contents === null || row.verifier === null) return null
  return { ...row, contents: row.contents, verifier: row.verifier }
}

export type Known = { id: string; version: number; revision: number; lastUpdated: Date }

/** The facility's records by its own ids, as `Type/recordId`. */
export async function findByRecord(
  db: Db,
  facility: string,
  records: readonly { type: FhirType; recordId: string }[],
): Promise<Map<string, Known>> {
  const found = new Map<string, Known>()
  for (const [type, ofType] of Map.groupBy(records, (record) => record.type)) {
    const rows = await db
      .selectFrom('resources')
      .select(['id', 'version', 'revision', 'record_id', 'last_updated as lastUpdated'])
      .where('facility', '=', facility)
      .where('type', '=', type)
      .where('record_id', 'in', [...new Set(ofType.map(({ recordId }) => recordId))])
      .execute()
    for (const { record_id, ...known } of rows) found.set(`${type}/${record_id}`, known)
  }
  return found
}

/** The days of these visits, by the server's ids, in order. */
export async function listVisitDays(db: Db, facility: string, ids: readonly string[]): Promise<LocalDate[]> {
  const { rows } = await sql<{ day: LocalDate }>`
    select distinct day from encounters
    where facility = ${facility}::uuid and id = any(${ids}::uuid[]) order by day`.execute(db)
  return rows.map(({ day }) => day)
}

export async function insertStick(tx: Tx, row: StickRow): Promise<void> {
  await tx.insertInto('sticks').values(row).execute()
}

export type ListedStick = Omit<StickRow, 'receipt' | 'staff' | 'facility'> & {
  code: string
  name: string
  staffName: string
}

/** The last ones first. */
export async function listSticks(db: Db, limit: number): Promise<ListedStick[]> {
  return await db
    .selectFrom('sticks')
    .innerJoin('facilities', 'facilities.id', 'sticks.facility')
    .innerJoin('staff', 'staff.id', 'sticks.staff')
    .select(['sticks.id', 'sticks.at', 'sticks.made_at', 'sticks.stored', 'sticks.refused'])
    .select(['facilities.code', 'facilities.name', 'staff.name as staffName'])
    .orderBy('sticks.at', 'desc')
    .limit(limit)
    .execute()
}

export async function readReceipt(db: Db, id: string): Promise<{ receipt: Buffer; code: string } | null> {
  const row = await db
    .selectFrom('sticks')
    .innerJoin('facilities', 'facilities.id', 'sticks.facility')
    .select(['sticks.receipt', 'facilities.code'])
    .where('sticks.id', '=', id)
    .executeTakeFirst()
  return row ? { receipt: Buffer.from(row.receipt, 'base64'), code: row.code } : null
}
