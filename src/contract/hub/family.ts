import { z } from 'zod'
import { familyRelations } from '#domain/family'
import { deskClerks } from '../access.ts'
import { base } from '../base.ts'
import { kkNo } from './patient.ts'
import { birth, id, localDate, payer, sex } from './shapes.ts'

const relation = z.enum(familyRelations)

const member = z.object({
  id,
  recordNo: z.string(),
  name: z.string(),
  sex: sex.nullable(),
  birth: birth.nullable(),
  relation: relation.nullable(),
  isHead: z.boolean(),
  temporary: z.boolean(),
  deceasedOn: localDate.nullable(),
})
export type FamilyMember = z.infer<typeof member>

/** Those on one family card. */
export const family = z.object({
  id,
  kkNo: z.string().nullable(),
  /** The head first, then as on the card, the old before the young. */
  members: z.array(member),
  /** What a new member is offered: where the head lives, or else the first whose address is known, and who pays. */
  home: z
    .object({
      villageCode: z.string().nullable(),
      village: z.string().nullable(),
      insideArea: z.boolean().nullable(),
      address: z.string().nullable(),
      rt: z.string().nullable(),
      rw: z.string().nullable(),
      payer,
    })
    .nullable(),
})
export type Family = z.infer<typeof family>

/** Families on one card (KK). Seeing one is a view and stands in the audit trail; nothing here deletes anybody. */
export const families = {
  ofPerson: base
    .meta({ access: deskClerks })
    .input(z.object({ patientId: id }))
    .output(family.nullable()),
  byCard: base.meta({ access: deskClerks }).input(z.object({ kkNo })).output(family.nullable()),
  /** Into the family of this card or id, out of the one before; without either, a family begins, its number unknown. */
  join: base
    .meta({ access: deskClerks })
    .input(
      z.object({
        patientId: id,
        familyId: id.nullable(),
        kkNo: kkNo.nullable(),
        relation: relation.nullable(),
      }),
    )
    .output(family),
  /** What this member is to the head; `kepala` makes them the head, and the former one `formerHead`. */
  relate: base
    .meta({ access: deskClerks })
    .input(z.object({ patientId: id, relation, formerHead: relation.exclude(['kepala']).nullable() }))
    .output(family),
  leave: base
    .meta({ access: deskClerks })
    .input(z.object({ patientId: id }))
    .output(z.object({ left: z.literal(true) })),
  /** The number of a card that was not at hand before, or of a new one. */
  renumber: base
    .meta({ access: deskClerks })
    .input(z.object({ familyId: id, kkNo }))
    .output(family),
}
