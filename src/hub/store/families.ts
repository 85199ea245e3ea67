import type { Patient } from '#contract/hub/patient'
import { familyRelations } from '#domain/family'
import type { Db, Tx } from './open.ts'
import { replaceSearchKeys } from './patient-search.ts'
import { fromRow, type StoredPatient } from './patients.ts'

/** Those on one family card. The head is one of its members, or nobody yet. */
export type StoredFamily = { id: string; kkNo: string | null; headId: string | null }

const columns = ['id', 'kk_no as kkNo', 'head_id as headId'] as const

export async function readFamily(db: Db, id: string): Promise<StoredFamily | null> {
  const row = await db.selectFrom('families').select(columns).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

export async function findFamilyByKk(db: Db, kkNo: string): Promise<StoredFamily | null> {
  const row = await db.selectFrom('families').select(columns).where('kk_no', '=', kkNo).executeTakeFirst()
  return row ?? null
}

/** The head is named once the first member is on file. */
export async function insertFamily(
  tx: Tx,
  { id, kkNo, at }: { id: string; kkNo: string | null; at: number },
): Promise<StoredFamily> {
  await tx
    .insertInto('families')
    .values({
      id,
      kk_no: kkNo,
      head_id: null,
      area: null,
      serial: null,
      revision: 1,
      created_at: at,
      import_id: null,
    })
    .execute()
  return { id, kkNo, headId: null }
}

/** Members are found by card and head, so their search keys follow in the same transaction. */
export async function updateFamily(
  tx: Tx,
  id: string,
  change: Partial<Pick<StoredFamily, 'kkNo' | 'headId'>>,
): Promise<void> {
  await tx
    .updateTable('families')
    .set((eb) => ({
      ...(change.kkNo !== undefined && { kk_no: change.kkNo }),
      ...(change.headId !== undefined && { head_id: change.headId }),
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  await rewriteMemberKeys(tx, id)
}

/** Writes the search keys of everybody in a family anew: its card, its head, or the head's name is another. */
export async function rewriteMemberKeys(tx: Tx, familyId: string): Promise<void> {
  const rows = await tx
    .selectFrom('patients')
    .selectAll()
    .where('family_id', '=', familyId)
    .where('merged_into', 'is', null)
    .execute()
  for (const row of rows) await replaceSearchKeys(tx, row.rid, row)
}

/** Everybody in a family: the head first, then as on the card, the old before the young. */
export async function listMembers(db: Db, { id, headId }: StoredFamily): Promise<StoredPatient[]> {
  const rows = await db
    .selectFrom('patients')
    .selectAll()
    .where('family_id', '=', id)
    .where('merged_into', 'is', null)
    .orderBy('birth_date')
    .orderBy('rid')
    .execute()
  const placeOf = ({ id, familyRelation }: StoredPatient) => {
    if (id === headId) return -1
    return familyRelation === null ? familyRelations.length : familyRelations.indexOf(familyRelation)
  }
  return rows.map(fromRow).toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** Whose mother is this record. */
export async function listChildren(db: Db, motherId: string): Promise<StoredPatient[]> {
  const rows = await db
    .selectFrom('patients')
    .selectAll()
    .where('mother_id', '=', motherId)
    .where('merged_into', 'is', null)
    .orderBy('rid')
    .execute()
  return rows.map(fromRow)
}

/** What is told of a family wherever one of its members stands in front. */
export async function summarizeFamily(db: Db, patient: StoredPatient): Promise<Patient['family']> {
  const family = patient.familyId === null ? null : await readFamily(db, patient.familyId)
  if (!family) return null
  const members = await listMembers(db, family)
  const others = members.filter(({ id }) => id !== patient.id)
  return {
    kkNo: family.kkNo,
    headName: members.find(({ id }) => id === family.headId)?.name ?? null,
    members: members.length,
    sameAddress: others.filter((other) => livesWith(other, patient)).length,
    samePayer: others.filter((other) => sharesPayer(other, patient)).length,
  }
}

/** For whom the same payer pays on the same letter; a temporary record's payer was never the person's own, and the dead need none. */
export function sharesPayer(one: StoredPatient, other: StoredPatient): boolean {
  const same = one.payer === other.payer && one.payerRef === other.payerRef
  return same && !one.temporary && one.deceasedOn === null
}

/** Whose address is the very same, and known. */
export function livesWith(one: StoredPatient, other: StoredPatient): boolean {
  return (
    (one.villageCode !== null || one.address !== null) &&
    one.villageCode === other.villageCode &&
    one.address === other.address &&
    one.rt === other.rt &&
    one.rw === other.rw
  )
}
