import type { Db, Tx } from './open.ts'
import type { RecordRef } from './outbox.ts'

/** What a server calls a record of ours; `version` as its ETag says it, null where it never said one. */
export type Link = { serverId: string; version: string | null }

/** The record is at the server in this revision; it leaves the outbox unless it has changed since (F20). */
export async function confirmSent(
  tx: Tx,
  target: string,
  record: RecordRef,
  link: Link,
  revision: number,
): Promise<void> {
  await saveLink(tx, target, record, link, revision)
  await tx
    .deleteFrom('outbox')
    .where('kind', '=', record.kind)
    .where('record_id', '=', record.recordId)
    .where('revision', '=', revision)
    .execute()
}

/** `sentRevision` 0: the server has the record, but not as it is here. */
export async function saveLink(
  tx: Tx,
  target: string,
  record: RecordRef,
  link: Link,
  sentRevision: number,
): Promise<void> {
  const known = { server_id: link.serverId, version: link.version, sent_revision: sentRevision }
  await tx
    .insertInto('links')
    .values({ target, kind: record.kind, record_id: record.recordId, ...known })
    .onConflict((conflict) => conflict.columns(['target', 'kind', 'record_id']).doUpdateSet(known))
    .execute()
}

export async function readLink(db: Db, target: string, record: RecordRef): Promise<Link | null> {
  const row = await db
    .selectFrom('links')
    .select(['server_id as serverId', 'version'])
    .where('target', '=', target)
    .where('kind', '=', record.kind)
    .where('record_id', '=', record.recordId)
    .executeTakeFirst()
  return row ?? null
}
