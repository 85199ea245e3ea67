import { sql } from 'kysely'
import type { Db, Tx } from './open.ts'

export type Facility = { id: string; code: string; name: string }
/** What is kept of a client secret: its digest, and what follows from it for sticks (`stick/keys`). */
export type Trust = { client_secret_hash: string; stick_contents: string; stick_verifier: string }
export type FacilityRow = Facility & {
  client_id: string
  last_contact_at: Date | null
  waiting: number | null
}

const columns = ['id', 'code', 'name', 'client_id', 'last_contact_at', 'waiting'] as const

export async function listFacilities(db: Db): Promise<FacilityRow[]> {
  return await db.selectFrom('facilities').select(columns).orderBy('name').orderBy('code').execute()
}

/** Null when the code is taken. */
export async function insertFacility(
  tx: Tx,
  facility: Facility & Trust & { client_id: string; created_at: Date },
): Promise<FacilityRow | null> {
  const row = await tx
    .insertInto('facilities')
    .values({ ...facility, last_contact_at: null, waiting: null })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning(columns)
    .executeTakeFirst()
  return row ?? null
}

/** Also ends every token made with the old secret. Null when there is no such facility. */
export async function changeSecret(tx: Tx, id: string, trust: Trust): Promise<FacilityRow | null> {
  await tx.deleteFrom('access_tokens').where('facility', '=', id).execute()
  const row = await tx
    .updateTable('facilities')
    .set(trust)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
  return row ?? null
}

export async function findClient(db: Db, clientId: string, secretHash: string): Promise<Facility | null> {
  const row = await db
    .selectFrom('facilities')
    .select(['id', 'code', 'name'])
    .where('client_id', '=', clientId)
    .where('client_secret_hash', '=', secretHash)
    .executeTakeFirst()
  return row ?? null
}

/** Notes the contact and holds the row until commit: one facility's writes happen one after another. */
export async function lockFacility(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('facilities').set({ last_contact_at: now }).where('id', '=', id).execute()
}

/** As the Puskesmas says itself; null where it can no longer be known. */
export async function noteWaiting(tx: Tx, id: string, waiting: number | null): Promise<void> {
  await tx.updateTable('facilities').set({ waiting }).where('id', '=', id).execute()
}

export async function insertToken(
  tx: Tx,
  token: { token_hash: string; facility: string; expires_at: Date },
  now: Date,
): Promise<void> {
  await lockFacility(tx, token.facility, now)
  await tx.deleteFrom('access_tokens').where('expires_at', '<=', now).execute()
  await tx.insertInto('access_tokens').values(token).execute()
}

export async function findTokenOwner(db: Db, tokenHash: string, now: Date): Promise<Facility | null> {
  const row = await db
    .selectFrom('access_tokens as token')
    .innerJoin('facilities as facility', 'facility.id', 'token.facility')
    .select(['facility.id', 'facility.code', 'facility.name'])
    .where('token.token_hash', '=', tokenHash)
    .where('token.expires_at', '>', now)
    .executeTakeFirst()
  return row ?? null
}

export type Delivery = {
  id: string
  facility: string
  at: Date
  new_visits: number
  created: number
  updated: number
  unchanged: number
  refused: number
}

export async function insertDelivery(tx: Tx, delivery: Delivery): Promise<void> {
  await tx.insertInto('deliveries').values(delivery).execute()
}

export type Delivered = {
  facility: string
  new_visits: number
  created: number
  updated: number
  refused: number
}

export async function sumDeliveries(db: Db, since: Date): Promise<Delivered[]> {
  const sum = (column: 'new_visits' | 'created' | 'updated' | 'refused') =>
    sql<number>`sum(${sql.ref(column)})::integer`.as(column)
  return await db
    .selectFrom('deliveries')
    .select(['facility', sum('new_visits'), sum('created'), sum('updated'), sum('refused')])
    .where('at', '>=', since)
    .groupBy('facility')
    .execute()
}
