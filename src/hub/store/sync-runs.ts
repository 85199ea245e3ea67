import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'

export type SyncRunRow = Schema['sync_runs']

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
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
