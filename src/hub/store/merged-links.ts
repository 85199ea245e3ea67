import { confirmSent, type Link, saveLink } from './links.ts'
import type { Db, Tx } from './open.ts'
import { queueForDistrict } from './outbox.ts'

type Sent = {
  recordId: string
  revision: number
  link: Link
  /** The server's ids of patients that were named in what was sent. */
  names: readonly string[]
}

/**
 * As `confirmSent`, for a patient. Records that were merged name each other within their layer, and one may have gone
 * before the server had said what it calls the other: whatever went without a name that is known now is queued again.
 * How many records that were.
 */
export async function confirmPatient(
  tx: Tx,
  target: string,
  { recordId, revision, link, names }: Sent,
  at: number,
): Promise<number> {
  const others = await listMergedWith(tx, target, recordId)
  const isNew = !(await isKnownAs(tx, target, recordId, link.serverId))
  await confirmSent(tx, target, { kind: 'patient', recordId }, link, revision)
  const lacksName = others.some(({ serverId }) => !names.includes(serverId))
  const again = [...(lacksName ? [recordId] : []), ...(isNew ? others.map(({ id }) => id) : [])]
  for (const id of again) await queueAsItIs(tx, id, at)
  return again.length
}

/** As `saveLink`, for a patient whom the server has, but not as it is here: who is to name it is queued again. How many. */
export async function linkPatient(
  tx: Tx,
  target: string,
  { recordId, link }: Pick<Sent, 'recordId' | 'link'>,
  at: number,
): Promise<number> {
  const isNew = !(await isKnownAs(tx, target, recordId, link.serverId))
  await saveLink(tx, target, { kind: 'patient', recordId }, link, 0)
  const again = isNew ? await listMergedWith(tx, target, recordId) : []
  for (const { id } of again) await queueAsItIs(tx, id, at)
  return again.length
}

/** Records that this one was merged into, or that were merged into it, with what the server calls them. */
async function listMergedWith(
  db: Db,
  target: string,
  recordId: string,
): Promise<{ id: string; serverId: string }[]> {
  // Two look-ups: for an OR across both SQLite reads every link there is, for every patient.
  const survivor = await db
    .selectFrom('patients')
    .innerJoin('links', 'links.record_id', 'patients.merged_into')
    .select(['links.record_id as id', 'links.server_id as serverId'])
    .where('patients.id', '=', recordId)
    .where('links.target', '=', target)
    .where('links.kind', '=', 'patient')
    .execute()
  return [...survivor, ...(await listMergedInto(db, target, [recordId]))]
}

/** Records that were merged into any of these, with what the server calls them, in the order of their ids. */
export async function listMergedInto(
  db: Db,
  target: string,
  ids: readonly string[],
): Promise<{ id: string; survivor: string | null; serverId: string }[]> {
  // CROSS: SQLite would rather begin with the links, every one of them.
  return await db
    .selectFrom('patients')
    .crossJoin('links')
    .select(['patients.id', 'patients.merged_into as survivor', 'links.server_id as serverId'])
    .where('patients.merged_into', 'in', ids)
    .where('links.target', '=', target)
    .where('links.kind', '=', 'patient')
    .whereRef('links.record_id', '=', 'patients.id')
    .orderBy('patients.id')
    .execute()
}

/** Whether this was the server's id of it before, so that others have named it or are queued to. */
async function isKnownAs(db: Db, target: string, recordId: string, serverId: string): Promise<boolean> {
  const row = await db
    .selectFrom('links')
    .select('server_id')
    .where('target', '=', target)
    .where('kind', '=', 'patient')
    .where('record_id', '=', recordId)
    .where('server_id', '=', serverId)
    .executeTakeFirst()
  return row !== undefined
}

async function queueAsItIs(tx: Tx, recordId: string, at: number): Promise<void> {
  const { revision } = await tx
    .selectFrom('patients')
    .select('revision')
    .where('id', '=', recordId)
    .executeTakeFirstOrThrow()
  await queueForDistrict(tx, { kind: 'patient', recordId, revision, at })
}
