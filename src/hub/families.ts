import type { Family } from '#contract/hub/family'
import { problem, Refusal, refuse } from '#domain/errors'
import type { FamilyRelation } from '#domain/family'
import { changedFields } from './changed-fields.ts'
import { auditAs, type StaffContext } from './context.ts'
import { followMembership } from './memberships.ts'
import {
  findFamilyByKk,
  insertFamily,
  listChildren,
  listMembers,
  livesWith,
  readFamily,
  rewriteMemberKeys,
  type StoredFamily,
  sharesPayer,
  updateFamily,
} from './store/families.ts'
import type { Db, Tx } from './store/open.ts'
import { queueForDistrict } from './store/outbox.ts'
import { readPatient, type StoredPatient, updatePatient } from './store/patients.ts'
import { followPerson } from './store/visits-of-person.ts'
import { isInsideArea } from './store/working-area.ts'

type Place = Pick<StoredPatient, 'familyId' | 'familyRelation'>
type Wanted = { familyId: string | null; kkNo: string | null; familyRelation: FamilyRelation | null }

/**
 * The family a person is said to belong to: that of the card number, begun here when nobody of it is on file yet; or
 * the one of the id. A family whose card was not at hand learns its number. Refuses a second head.
 */
export async function settleFamily(
  tx: Tx,
  staff: StaffContext,
  wanted: Wanted,
  patientId: string,
): Promise<Place> {
  const family = await familyOf(tx, staff, wanted, patientId)
  if (!family) return { familyId: null, familyRelation: null }
  if (wanted.familyRelation === 'kepala') {
    const head = await headOf(tx, family)
    if (head && head.id !== patientId)
      throw new Refusal(problem('family_has_head', { head: head.name }), 'familyRelation')
  }
  return { familyId: family.id, familyRelation: wanted.familyRelation }
}

async function familyOf(
  tx: Tx,
  staff: StaffContext,
  { familyId, kkNo }: Wanted,
  patientId: string,
): Promise<StoredFamily | null> {
  const byCard = kkNo === null ? null : await findFamilyByKk(tx, kkNo)
  if (byCard) return byCard
  const known = familyId === null ? null : ((await readFamily(tx, familyId)) ?? refuse('family_unknown'))
  if (kkNo === null) return known
  if (!known || known.kkNo !== null) return beginFamily(tx, staff, kkNo)
  await renumberFamily(tx, staff, known, kkNo, patientId)
  return known
}

export async function beginFamily(tx: Tx, staff: StaffContext, kkNo: string | null): Promise<StoredFamily> {
  const family = await insertFamily(tx, { id: staff.system.newId(), kkNo, at: staff.system.now() })
  await auditAs(tx, staff, { action: 'input', subject: 'family', subjectId: family.id, detail: { kkNo } })
  return family
}

/**
 * The card's number is one of every member's identifiers, so each of them is told to the district anew; all but
 * `exceptId`, who is being saved anyway.
 */
export async function renumberFamily(
  tx: Tx,
  staff: StaffContext,
  family: StoredFamily,
  kkNo: string,
  exceptId: string | null = null,
): Promise<void> {
  if (family.kkNo === kkNo) return
  const taken = await findFamilyByKk(tx, kkNo)
  if (taken) {
    const head = await headOf(tx, taken)
    throw new Refusal(problem('kk_taken', { head: head?.name ?? 'lain' }), 'kkNo')
  }
  await updateFamily(tx, family.id, { kkNo })
  await auditFamily(tx, staff, family, { kkNo: family.kkNo })
  for (const member of await listMembers(tx, family))
    if (member.id !== exceptId) await changeMember(tx, staff, member, {})
}

/** Once a person is on file as `after`: who heads the old family and the new one, and what members are found by. */
export async function followFamily(
  tx: Tx,
  staff: StaffContext,
  before: StoredPatient | null,
  after: StoredPatient,
): Promise<void> {
  const isHead = after.familyRelation === 'kepala'
  const old = before?.familyId ? await readFamily(tx, before.familyId) : null
  if (old?.headId === after.id && !(isHead && after.familyId === old.id)) await nameHead(tx, staff, old, null)
  const now = after.familyId ? await readFamily(tx, after.familyId) : null
  if (now && isHead && now.headId !== after.id) await nameHead(tx, staff, now, after.id)
  else if (now?.headId === after.id && before?.name !== after.name) await rewriteMemberKeys(tx, now.id)
}

/** Makes this member the head; the one who was it becomes what the new card says. */
export async function changeHead(
  tx: Tx,
  staff: StaffContext,
  family: StoredFamily,
  member: StoredPatient,
  formerHead: FamilyRelation,
): Promise<void> {
  const former = await headOf(tx, family)
  if (former?.id === member.id) return
  if (former) await changeMember(tx, staff, former, { familyRelation: formerHead })
  await changeMember(tx, staff, member, { familyRelation: 'kepala' })
  await nameHead(tx, staff, family, member.id)
}

async function nameHead(
  tx: Tx,
  staff: StaffContext,
  family: StoredFamily,
  headId: string | null,
): Promise<void> {
  await updateFamily(tx, family.id, { headId })
  await auditFamily(tx, staff, family, { headId: family.headId })
}

/** A merged record heads nothing any more, although it stands there. */
async function headOf(db: Db, { id, headId }: StoredFamily): Promise<StoredPatient | null> {
  const head = headId === null ? null : await readPatient(db, headId)
  return head?.familyId === id ? head : null
}

/** One person's correction made from their family: written, told to the district, and in the audit trail. */
export async function changeMember(
  tx: Tx,
  staff: StaffContext,
  before: StoredPatient,
  change: Partial<StoredPatient>,
): Promise<StoredPatient> {
  const at = staff.system.now()
  const after = { ...before, ...change, revision: before.revision + 1, updatedAt: at }
  if (!(await updatePatient(tx, after, before.revision))) refuse('patient_changed')
  await queueForDistrict(tx, { kind: 'patient', recordId: after.id, revision: after.revision, at })
  await auditAs(tx, staff, {
    action: 'correct',
    subject: 'patient',
    subjectId: after.id,
    detail: { changed: changedFields(before, after), familyId: after.familyId ?? before.familyId },
  })
  return after
}

/** Children are found, and known at the district, by the name and NIK of their mother: both follow her. */
export async function followMother(
  tx: Tx,
  staff: StaffContext,
  before: StoredPatient,
  mother: StoredPatient,
): Promise<void> {
  if (before.name === mother.name && before.nik === mother.nik) return
  for (const child of await listChildren(tx, mother.id))
    await changeMember(tx, staff, child, { motherName: mother.name, motherNik: mother.nik })
}

/** Moves those of the family along who lived at the old address; whoever lived elsewhere stays there. */
export async function moveHousehold(
  tx: Tx,
  staff: StaffContext,
  before: StoredPatient,
  after: StoredPatient,
): Promise<void> {
  const family = after.familyId === null ? null : await readFamily(tx, after.familyId)
  if (!family) return
  const { villageCode, address, rt, rw } = after
  for (const member of await listMembers(tx, family)) {
    if (member.id === after.id || !livesWith(member, before)) continue
    const moved = await changeMember(tx, staff, member, { villageCode, address, rt, rw })
    await followPerson(tx, member, moved, { since: staff.today, at: moved.updatedAt })
  }
}

/** A new payer, with the letter it rests on, also for those for whom the old one paid; a card is everybody's own. */
export async function sharePayer(
  tx: Tx,
  staff: StaffContext,
  before: StoredPatient,
  after: StoredPatient,
): Promise<void> {
  const family = after.familyId === null ? null : await readFamily(tx, after.familyId)
  if (!family) return
  const { payer, payerRef } = after
  if (payer === before.payer && payerRef === before.payerRef) return
  for (const member of await listMembers(tx, family)) {
    if (member.id === after.id || !sharesPayer(member, before)) continue
    const changed = await changeMember(tx, staff, member, { payer, payerRef })
    await followPerson(tx, member, changed, { since: staff.today, at: changed.updatedAt })
    await followMembership(tx, staff, member.id)
  }
}

export async function presentFamily(db: Db, staff: StaffContext, family: StoredFamily): Promise<Family> {
  const members = await listMembers(db, family)
  const first =
    members.find(({ villageCode, address }) => villageCode !== null || address !== null) ?? members[0]
  return {
    id: family.id,
    kkNo: family.kkNo,
    members: members.map((member) => ({
      id: member.id,
      recordNo: member.recordNo,
      name: member.name,
      sex: member.sex,
      birth: member.birth,
      relation: member.familyRelation,
      isHead: member.id === family.headId,
      temporary: member.temporary,
      deceasedOn: member.deceasedOn,
    })),
    home: first ? await homeOf(db, staff, first) : null,
  }
}

async function homeOf(
  db: Db,
  { areas, today }: StaffContext,
  { villageCode, address, rt, rw, payer }: StoredPatient,
): Promise<NonNullable<Family['home']>> {
  const village = villageCode === null ? null : (areas.villageByCode(villageCode)?.label ?? null)
  return {
    villageCode,
    village,
    insideArea: await isInsideArea(db, villageCode, today),
    address,
    rt,
    rw,
    payer,
  }
}

function auditFamily(
  tx: Tx,
  staff: StaffContext,
  { id }: StoredFamily,
  changed: Partial<StoredFamily>,
): Promise<void> {
  return auditAs(tx, staff, { action: 'correct', subject: 'family', subjectId: id, detail: { changed } })
}
