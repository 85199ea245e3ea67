import { sql } from 'kysely'
import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'

export type SyncRunRow = Schema['sync_runs']

/** In the order of beginning, whatever a clock that was set back made of the times. */
const inOrder = sql`sync_runs.rowid`

export async function insertRun(tx: Tx, run: SyncRunRow): Promise<void> {
  await tx.insertInto('sync_runs').values(run).execute()
}

export async function updateRun(tx: Tx, id: string, change: Partial<Omit<SyncRunRow, 'id'>>): Promise<void> {
  await tx.updateTable('sync_runs').set(change).where('id', '=', id).execute()
}

export async function readLastRun(db: Db): Promise<SyncRunRow | null> {
  const row = await db
    .selectFrom('sync_runs')
    .selectAll()
    .orderBy(inOrder, 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export async function readRun(db: Db, id: string): Promise<SyncRunRow | null> {
  return (await db.selectFrom('sync_runs').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** More than anybody looks through on a screen. */
const mostRuns = 400

/** The runs that began after a moment, the last one first. */
export async function listRunsSince(db: Db, at: number): Promise<SyncRunRow[]> {
  return await db
    .selectFrom('sync_runs')
    .selectAll()
    .where('started_at', '>=', at)
    .orderBy(inOrder, 'desc')
    .limit(mostRuns)
    .execute()
}

/** Every run, the last one first. */
export function listRuns(db: Db): Promise<SyncRunRow[]> {
  return db.selectFrom('sync_runs').selectAll().orderBy(inOrder, 'desc').execute()
}
