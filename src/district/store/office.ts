import type { Db, Tx } from './open.ts'

/** Null until a manager named it. */
export async function readOfficeName(db: Db): Promise<string | null> {
  const row = await db.selectFrom('office').select('name').executeTakeFirst()
  return row?.name ?? null
}

export async function saveOfficeName(tx: Tx, name: string): Promise<void> {
  await tx
    .insertInto('office')
    .values({ one: true, name })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ name }))
    .execute()
}
