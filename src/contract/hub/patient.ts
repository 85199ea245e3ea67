import { z } from 'zod'
import { isForeignCountry } from '#domain/country'
import { disabilities } from '#domain/disability'
import { duplicateLevels } from '#domain/duplicate'
import { checkKk, familyRelations } from '#domain/family'
import { membershipAnswers, membershipStates } from '#domain/membership'
import { checkName, displayName } from '#domain/name-key'
import { checkNikText, nikReasons } from '#domain/nik'
import { checkPassport } from '#domain/passport'
import { checkCard } from '#domain/payer'
import { checkPhone } from '#domain/phone'
import { checkRecordNo } from '#domain/record-number'
import { religions } from '#domain/religion'
import { deskClerks } from '../access.ts'
import { base, ruledBy } from '../base.ts'
import { birth, id, localDate, payer, sex, text } from './shapes.ts'

/** So many hits are answered first, and at most so many where a clerk asks for more. */
export const hitsOfPage = 20
export const mostHits = 100
/** What stands in the search box. */
export const searchText = z.string().max(120)

/** How a search hit was found, so that the list can say why it stands there. */
export const matchKinds = [
  'nik',
  'nik_ibu',
  'rm',
  'rm_lama',
  'nomor_lama',
  'kartu',
  'telepon',
  'kk',
  'paspor',
  'nama',
  'nama_lama',
  'bayi',
  'ibu',
  'kepala_keluarga',
  'desa',
  'lahir',
  'bunyi',
  'salah_ketik',
] as const

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
  deceasedOn: localDate.nullable(),
})
const searchHit = patientHit.extend({
  headName: z.string().nullable(),
  matched: z.enum(matchKinds),
  /** The name of a record that was merged into this one, where that is what met. */
  formerName: z.string().nullable(),
  /** What met the words searched for, for marking: beginnings of folded words of the names, and what narrowed. */
  found: z.object({
    words: z.array(z.string()),
    born: z.boolean(),
    village: z.boolean(),
    hamlet: z.boolean(),
    /** Which of the numbers ends as was asked beside a name. */
    number: z.enum(matchKinds).nullable(),
  }),
})

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
  /** Of the SKTM, the regional scheme or the other insurer. */
  payerRef: text(40).nullable().default(null),
  familyId: id.nullable().default(null),
  familyRelation: z.enum(familyRelations).nullable().default(null),
  /** 1 for the first-born of twins; null for a single birth. */
  birthOrder: z.int().min(1).max(9).nullable().default(null),
  passport: z.string().superRefine(ruledBy(checkPassport)).nullable().default(null),
  /** ISO 3166-1 alpha-2; null for a citizen. */
  nationality: z.string().refine(isForeignCountry).nullable().default(null),
  religion: z.enum(religions).nullable().default(null),
  disabilities: z.array(z.enum(disabilities)).default([]),
  /** The language this person needs help in; null when Indonesian will do. */
  language: text(40).nullable().default(null),
  deceasedOn: localDate.nullable().default(null),
})
export type PatientFields = z.output<typeof patientFields>

/** Of the JKN: what a clerk saw, on which day of the facility's calendar and at what time there (`07.42`), and who. `checked` is null until then. */
const membership = z.object({
  state: z.enum(membershipStates),
  checked: z.object({ on: localDate, clock: z.string(), by: z.string() }).nullable(),
})

export const patient = patientFields.extend({
  id,
  recordNo: z.string(),
  motherNik: z.string().nullable(),
  village: z.string().nullable(),
  insideArea: z.boolean().nullable(),
  sameNikReason: z.string().nullable(),
  temporary: z.boolean(),
  revision: z.int(),
  nikWarnings: z.array(z.string()),
  family: z
    .object({
      kkNo: z.string().nullable(),
      headName: z.string().nullable(),
      members: z.int(),
      /** Of the others, how many live where this person lives. */
      sameAddress: z.int(),
      /** Of the others who live, for how many the same payer pays. */
      samePayer: z.int(),
    })
    .nullable(),
  membership,
})
export type Patient = z.infer<typeof patient>

/** A record number typed from an old card, or null for the next of the template. */
const recordNo = z.string().superRefine(ruledBy(checkRecordNo)).nullable()
/** Of the family this person belongs to; one that is on no file yet begins with this person. */
export const kkNo = z
  .string()
  .transform((text) => text.replace(/[\s.-]/g, ''))
  .superRefine(ruledBy(checkKk))
/** Why a second person may carry a NIK that is already on file; null refuses it. */
const sameNikReason = text(160).pipe(z.string().min(1)).nullable()

/** Nothing shorter is asked about: it would only be the beginning of strangers' numbers. */
const digits = (length: number) => z.string().regex(new RegExp(`^\\d{${length}}$`))

export const patients = {
  search: base
    .meta({ access: deskClerks })
    .input(z.object({ text: searchText, limit: z.int().min(1).max(mostHits).default(hitsOfPage) }))
    .output(z.array(searchHit)),
  /** Whom this person last opened or registered, newest first. */
  recent: base.meta({ access: deskClerks }).output(z.array(patientHit)),
  /** Whom a scanned number belongs to; several where a family card or a NIK is shared. */
  scan: base
    .meta({ access: deskClerks })
    .input(z.object({ code: z.string().max(120) }))
    .output(z.array(searchHit)),
  /** Opening a person is a view and stands in the audit trail. */
  open: base.meta({ access: deskClerks }).input(z.object({ id })).output(patient),
  nextRecordNo: base
    .meta({ access: deskClerks })
    .input(
      patientFields.pick({ familyId: true, familyRelation: true }).extend({
        villageCode: patientFields.shape.villageCode.default(null),
        motherId: patientFields.shape.motherId.default(null),
        birth: patientFields.shape.birth.default(null),
      }),
    )
    .output(z.object({ recordNo: z.string() })),
  /** Who on file may be the person being typed, likeliest first; strongest evidence first. */
  duplicates: base
    .meta({ access: deskClerks })
    .input(
      z.object({
        name: z.string().max(200),
        sex: sex.nullable(),
        birth: birth.nullable(),
        nik: digits(16).nullable(),
        cardNo: digits(13).nullable(),
        passport: z.string().max(40).nullable(),
        motherId: id.nullable(),
        motherName: z.string().max(200).nullable(),
        birthOrder: z.int().nullable(),
        familyId: id.nullable(),
        villageCode: z.string().max(10).nullable(),
        rt: z.string().max(3).nullable(),
        rw: z.string().max(3).nullable(),
        phone: z.string().max(40).nullable(),
        /** The record being corrected. */
        exceptId: id.nullable(),
      }),
    )
    .output(
      z.array(
        patientHit.extend({
          level: z.enum(duplicateLevels),
          evidence: z.array(z.object({ agrees: z.boolean(), words: z.string() })),
        }),
      ),
    ),
  register: base
    .meta({ access: deskClerks })
    .input(patientFields.extend({ recordNo, sameNikReason, kkNo: kkNo.nullable().default(null) }))
    .output(patient),
  /** What looking up the JKN membership came to; nothing about the person is changed. */
  noteMembership: base
    .meta({ access: deskClerks })
    .input(z.object({ id, state: z.enum(membershipAnswers) }))
    .output(membership),
  correct: base
    .meta({ access: deskClerks })
    .input(
      patientFields.extend({
        id,
        revision: z.int(),
        sameNikReason,
        kkNo: kkNo.nullable().default(null),
        /** A new address also for those of the family who lived at the old one. */
        addressForFamily: z.boolean().default(false),
        /** A new payer also for those of the family for whom the old one paid. */
        payerForFamily: z.boolean().default(false),
      }),
    )
    .output(patient),
}
