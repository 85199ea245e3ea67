import { rewriteMemberKeys, updateFamily } from './families.ts'
import type { Db, Tx } from './open.ts'

/** A family whose head is another since a merge. */
export type MovedHead = { id: string; before: string | null; after: string | null }

/** The head of a family is one of its members: the surviving record where it is said to be the head there, else nobody yet. */
export async function moveHeads(tx: Tx, keptId: string, goneId: string): Promise<MovedHead[]> {
  const kept = await readPlace(tx, keptId)
  const families = await tx
    .selectFrom('families')
    .select(['id', 'head_id'])
    .where((eb) => eb.or([eb('head_id', 'in', [keptId, goneId]), eb('id', '=', kept.familyId)]))
    .execute()
  const moved: MovedHead[] = []
  for (const { id, head_id: before } of families) {
    const isFree = before === null || before === keptId || before === goneId
    const heads = kept.familyId === id && kept.relation === 'kepala'
    const after = isFree ? (heads ? keptId : null) : before
    if (after !== before) {
      await updateFamily(tx, id, { headId: after })
      moved.push({ id, before, after })
    } else if (after === keptId) await rewriteMemberKeys(tx, id)
  }
  return moved
}

/** Once both records are as they were: whoever headed a family heads it again, unless it has got another head since. */
export async function returnHeads(tx: Tx, keptId: string, moved: readonly MovedHead[]): Promise<void> {
  for (const { id, before, after } of moved) {
    const { head_id: now } = await tx
      .selectFrom('families')
      .select('head_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const place = before === null ? null : await readPlace(tx, before)
    const fits = place === null || (place.familyId === id && place.relation === 'kepala')
    if (now === after || now === null) await updateFamily(tx, id, { headId: fits ? before : null })
  }
  const { familyId } = await readPlace(tx, keptId)
  if (familyId !== null) await rewriteMemberKeys(tx, familyId)
}

async function readPlace(db: Db, id: string): Promise<{ familyId: string | null; relation: string | null }> {
  return await db
    .selectFrom('patients')
    .select(['family_id as familyId', 'family_relation as relation'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}
