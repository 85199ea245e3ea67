import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'

export type RecordKind = Schema['outbox']['kind']

/** Records of one layer refer only to records of earlier layers, so each batch needs no transaction at the server. */
export const layerOf: Record<RecordKind, number> = { organization: 0, location: 1, patient: 2, encounter: 3 }

/** Announces a change in the transaction that makes it; a newer revision replaces a waiting one and frees a held one. */
export async function queueForDistrict(
  tx: Tx,
  change: { kind: RecordKind; recordId: string; revision: number; at: number },
): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({
      kind: change.kind,
      record_id: change.recordId,
      layer: layerOf[change.kind],
      revision: change.revision,
      queued_at: change.at,
      held: 0,
      attempts: 0,
      words: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'record_id'])
        .doUpdateSet({ revision: change.revision, queued_at: change.at, held: 0, attempts: 0, words: null }),
    )
    .execute()
}

export async function countWaiting(db: Db): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}
