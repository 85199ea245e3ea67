import { z } from 'zod'
import { duplicateEvidence } from '#domain/duplicate'
import { checkName, displayName } from '#domain/name-key'
import { checkNikText, nikReasons } from '#domain/nik'
import { checkCard } from '#domain/payer'
import { checkPhone } from '#domain/phone'
import { checkRecordNo } from '#domain/record-number'
import { deskClerks } from '../access.ts'
import { base, ruledBy } from '../base.ts'
import { birth, id, localDate, payer, sex, text } from './shapes.ts'

/** How a search hit was found, so that the list can say why it stands there. */
export const matchKinds = ['nik', 'nik_ibu', 'rm', 'kartu', 'telepon', 'nama', 'ibu'] as const

export const patientHit = z.object({
  id,
  recordNo: z.string(),
  name: z.string(),
  sex: sex.nullable(),
  birth: birth.nullable(),
  motherName: z.string().nullable(),
  village: z.string().nullable(),
  rt: z.string().nullable(),
  rw: z.string().nullable(),
  nikTail: z.string().nullable(),
  lastVisit: localDate.nullable(),
  temporary: z.boolean(),
})
const searchHit = patientHit.extend({ matched: z.enum(matchKinds) })

const guardian = z.object({ name: text(120), relation: text(40), phone: z.string().nullable() })

const patientFields = z.object({
  name: z.string().transform(displayName).superRefine(ruledBy(checkName)),
  nik: z.string().superRefine(ruledBy(checkNikText)).nullable(),
  nikReason: z.enum(nikReasons).nullable(),
  birth: birth.nullable(),
  sex: sex.nullable(),
  motherId: id.nullable(),
  motherName: text(120).nullable(),
  villageCode: z
    .string()
    .regex(/^\d{10}$/)
    .nullable(),
  address: text(160).nullable(),
  rt: z
    .string()
    .regex(/^\d{1,3}$/)
    .nullable(),
  rw: z
    .string()
    .regex(/^\d{1,3}$/)
    .nullable(),
  phone: z.string().superRefine(ruledBy(checkPhone)).nullable(),
  guardian: guardian.nullable(),
  payer,
  cardNo: z.string().superRefine(ruledBy(checkCard)).nullable(),
})

const patient = patientFields.extend({
  id,
  recordNo: z.string(),
  motherNik: z.string().nullable(),
  village: z.string().nullable(),
  insideArea: z.boolean().nullable(),
  sameNikReason: z.string().nullable(),
  temporary: z.boolean(),
  revision: z.int(),
  nikWarnings: z.array(z.string()),
})
export type Patient = z.infer<typeof patient>

/** A record number typed from an old card, or null for the next of the template. */
const recordNo = z.string().superRefine(ruledBy(checkRecordNo)).nullable()
/** Why a second person may carry a NIK that is already on file; null refuses it. */
const sameNikReason = text(160).pipe(z.string().min(1)).nullable()

export const patients = {
  search: base
    .meta({ access: deskClerks })
    .input(z.object({ text: z.string().max(120) }))
    .output(z.array(searchHit)),
  /** Opening a person is a view and stands in the audit trail. */
  open: base.meta({ access: deskClerks }).input(z.object({ id })).output(patient),
  nextRecordNo: base.meta({ access: deskClerks }).output(z.object({ recordNo: z.string() })),
  duplicates: base
    .meta({ access: deskClerks })
    .input(
      z.object({
        name: z.string().max(200),
        birthDate: localDate.nullable(),
        nik: z.string().nullable(),
        cardNo: z.string().nullable(),
        motherName: z.string().max(200).nullable(),
        exceptId: id.nullable(),
      }),
    )
    .output(z.array(patientHit.extend({ evidence: z.array(z.enum(duplicateEvidence)).min(1) }))),
  register: base
    .meta({ access: deskClerks })
    .input(patientFields.extend({ recordNo, sameNikReason }))
    .output(patient),
  correct: base
    .meta({ access: deskClerks })
    .input(patientFields.extend({ id, revision: z.int(), sameNikReason }))
    .output(patient),
}
