import type { Db, Tx } from './open.ts'

/** Body by kind; an older version may have left other kinds. */
export async function readDrafts<Kind extends string>(
  db: Db,
  staffId: string,
  kinds: readonly Kind[],
): Promise<Partial<Record<Kind, string>>> {
  const rows = await db
    .selectFrom('drafts')
    .select(['kind', 'body'])
    .where('staff_id', '=', staffId)
    .where('kind', 'in', kinds)
    .execute()
  return Object.fromEntries(rows.map(({ kind, body }) => [kind, body])) as Partial<Record<Kind, string>>
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
