import { sql } from 'kysely'
import { rewriteMemberKeys } from './families.ts'
import type { Db, Tx } from './open.ts'
import type { FamilyKeys } from './patient-search.ts'
import { type Bulk, insertAll } from './patients-bulk.ts'

/** The families whose cards have these numbers, by the number. */
export async function readFamilyIds(db: Db, kkNos: readonly string[]): Promise<Map<string, string>> {
  if (kkNos.length === 0) return new Map()
  const { rows } = await sql<{ id: string; kkNo: string }>`
    SELECT families.id, families.kk_no AS kkNo FROM json_each(${JSON.stringify([...new Set(kkNos)])}) AS wanted
    CROSS JOIN families ON families.kk_no = wanted.value`.execute(db)
  return new Map(rows.map(({ id, kkNo }) => [kkNo, id]))
}

/** What is on the card of each of these families. */
export async function readCards(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, FamilyKeys & { headId: string | null }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    kkNo: string | null
    headId: string | null
    headName: string | null
  }>`
    SELECT families.id, families.kk_no AS kkNo, head.id AS headId, head.name AS headName
    FROM json_each(${JSON.stringify([...new Set(ids)])}) AS wanted
    CROSS JOIN families ON families.id = wanted.value
    LEFT JOIN patients AS head ON head.id = families.head_id`.execute(db)
  return new Map(rows.map(({ id, ...card }) => [id, card]))
}

export type Card = { id: string; kkNo: string | null }
/** `isOwn`: begun by this import. */
export type Family = { id: string; isOwn: boolean; head: { id: string; name: string } | null }

/**
 * The families that these cards stand for, by the id the import has for them: one of the same number that is on file by
 * now, or a new one.
 */
export async function openCards(
  { tx, driver }: Bulk,
  cards: readonly Card[],
  { importId, at }: { importId: string; at: number },
): Promise<Map<string, Family>> {
  if (cards.length === 0) return new Map()
  const { rows } = await sql<{
    wanted: string
    id: string
    own: 0 | 1
    head: string | null
    name: string | null
  }>`
    SELECT wanted.value ->> 'id' AS wanted, families.id, families.import_id IS ${importId} AS own, head.id AS head, head.name
    FROM json_each(${JSON.stringify(cards)}) AS wanted
    CROSS JOIN families ON families.id = wanted.value ->> 'id' OR families.kk_no = wanted.value ->> 'kkNo'
    LEFT JOIN patients AS head ON head.id = families.head_id AND head.family_id = families.id`.execute(tx)
  const found = new Map<string, Family>(
    rows.map(({ wanted, id, own, head, name }) => [
      wanted,
      { id, isOwn: own === 1, head: head === null ? null : { id: head, name: name ?? '' } },
    ]),
  )
  const missing = [...new Map(cards.map((card) => [card.id, card])).values()].filter(
    ({ id }) => !found.has(id),
  )
  for (const { id } of missing) found.set(id, { id, isOwn: true, head: null })
  insertAll(
    driver,
    'families',
    missing.map(({ id, kkNo }) => ({
      id,
      kk_no: kkNo,
      head_id: null,
      area: null,
      serial: null,
      revision: 1,
      created_at: at,
      import_id: importId,
    })),
  )
  return found
}

/** Those who came on file head their families from now on; members who were there before are found by them too. */
export async function nameHeads({ tx, driver }: Bulk, families: Iterable<Family>): Promise<void> {
  const update = driver.prepare('UPDATE families SET head_id = ? WHERE id = ? AND head_id IS NULL')
  for (const { id, isOwn, head } of families) {
    if (!head) continue
    const { changes } = update.run(head.id, id)
    if (!isOwn && changes > 0) await rewriteMemberKeys(tx, id)
  }
}

/** Before people of an import go: their families have nobody at their head. */
export async function leaveHeads(tx: Tx, personIds: readonly string[]): Promise<void> {
  await tx.updateTable('families').set({ head_id: null }).where('head_id', 'in', personIds).execute()
}

/** Cards that an import brought along, this one or one that was taken back before, once nobody is on them any more. */
export async function removeEmptyCards(tx: Tx, familyIds: readonly string[]): Promise<void> {
  if (familyIds.length === 0) return
  await tx
    .deleteFrom('families')
    .where('import_id', 'is not', null)
    .where('id', 'in', familyIds)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('patients').select('rid').whereRef('patients.family_id', '=', 'families.id'))),
    )
    .execute()
}
