import type { Db, Tx } from './open.ts'

export async function readDraft(db: Db, staffId: string, kind: string): Promise<string | null> {
  const row = await db
    .selectFrom('drafts')
    .select('body')
    .where('staff_id', '=', staffId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row?.body ?? null
}

export async function writeDraft(
  tx: Tx,
  draft: { staffId: string; kind: string; body: string; at: number },
): Promise<void> {
  await tx
    .insertInto('drafts')
    .values({ staff_id: draft.staffId, kind: draft.kind, body: draft.body, updated_at: draft.at })
    .onConflict((conflict) =>
      conflict.columns(['staff_id', 'kind']).doUpdateSet({ body: draft.body, updated_at: draft.at }),
    )
    .execute()
}

export async function deleteDraft(tx: Tx, staffId: string, kind: string): Promise<void> {
  await tx.deleteFrom('drafts').where('staff_id', '=', staffId).where('kind', '=', kind).execute()
}
