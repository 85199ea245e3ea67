import { refuse } from '#domain/errors'
import { asStaff, auditAs, type CallContext, type StaffContext } from '#hub/context'
import {
  beginFamily,
  changeHead,
  changeMember,
  followFamily,
  presentFamily,
  renumberFamily,
  settleFamily,
} from '#hub/families'
import { hub } from '#hub/implement'
import { findFamilyByKk, readFamily, type StoredFamily } from '#hub/store/families'
import type { Db, Tx } from '#hub/store/open'
import { readPatient } from '#hub/store/patients'

export const families = {
  ofPerson: hub.families.ofPerson.handler(async ({ input, context }) => {
    const patient = (await readPatient(context.store.db, input.patientId)) ?? refuse('patient_unknown')
    return view(context, patient.familyId && (await readFamily(context.store.db, patient.familyId)))
  }),

  byCard: hub.families.byCard.handler(async ({ input, context }) =>
    view(context, await findFamilyByKk(context.store.db, input.kkNo)),
  ),

  join: hub.families.join.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    return change(staff, async (tx) => {
      const { patientId, familyId, kkNo } = input
      const before = (await readPatient(tx, patientId)) ?? refuse('patient_unknown')
      const isNew = familyId === null && kkNo === null
      const wanted = {
        kkNo,
        familyId: isNew ? (await beginFamily(tx, staff, null)).id : familyId,
        familyRelation: input.relation,
      }
      const place = await settleFamily(tx, staff, wanted, before.id)
      await followFamily(tx, staff, before, await changeMember(tx, staff, before, place))
      return place.familyId
    })
  }),

  relate: hub.families.relate.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    return change(staff, async (tx) => {
      const member = await memberOf(tx, input.patientId)
      const family = (await readFamily(tx, member.familyId)) ?? refuse('family_unknown')
      if (input.relation === 'kepala')
        await changeHead(tx, staff, family, member, input.formerHead ?? 'lainnya')
      else {
        const after = await changeMember(tx, staff, member, { familyRelation: input.relation })
        await followFamily(tx, staff, member, after)
      }
      return family.id
    })
  }),

  leave: hub.families.leave.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await context.store.write(async (tx) => {
      const member = await memberOf(tx, input.patientId)
      const after = await changeMember(tx, staff, member, { familyId: null, familyRelation: null })
      await followFamily(tx, staff, member, after)
    })
    return { left: true as const }
  }),

  renumber: hub.families.renumber.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    return change(staff, async (tx) => {
      const family = (await readFamily(tx, input.familyId)) ?? refuse('family_unknown')
      await renumberFamily(tx, staff, family, input.kkNo)
      return family.id
    })
  }),
}

/** A look at a family is a look at all its members. */
async function view(context: CallContext, family: StoredFamily | null | '') {
  const staff = await asStaff(context)
  if (!family) return null
  await context.store.write((tx) =>
    auditAs(tx, staff, { action: 'view', subject: 'family', subjectId: family.id, detail: {} }),
  )
  return presentFamily(context.store.db, staff, family)
}

/** Makes a change in one transaction; answers with the family as it is afterwards. */
async function change(staff: StaffContext, work: (tx: Tx) => Promise<string | null>) {
  const id = await staff.store.write(work)
  const family = id === null ? null : await readFamily(staff.store.db, id)
  return presentFamily(staff.store.db, staff, family ?? refuse('family_unknown'))
}

async function memberOf(db: Db, patientId: string) {
  const patient = (await readPatient(db, patientId)) ?? refuse('patient_unknown')
  return { ...patient, familyId: patient.familyId ?? refuse('family_missing') }
}
