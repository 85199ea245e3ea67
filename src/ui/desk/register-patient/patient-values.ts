import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { checkDeath } from '#domain/birth'
import { readBirthText, writeBirthText } from '#domain/birth-text'
import type { Disability } from '#domain/disability'
import { type Problem, problem, sentenceOf } from '#domain/errors'
import { checkKk, type FamilyRelation } from '#domain/family'
import { formatDate, type LocalDate, readTypedDate } from '#domain/local-date'
import { checkName } from '#domain/name-key'
import { checkNikText, isKtpAge, type NikReason } from '#domain/nik'
import { checkPassport } from '#domain/passport'
import { asksReference, checkCard, type Payer } from '#domain/payer'
import { checkPhone } from '#domain/phone'
import { checkRecordNo } from '#domain/record-number'
import type { Religion } from '#domain/religion'
import { readSearch, type SearchText, searchedBirth } from '#domain/search-text'
import type { Sex } from '#domain/sex'
import { shortenVillage } from '#ui/shared/format.ts'
import { isSame } from '#ui/shared/is-same.ts'

export type Patient = HubOutputs['patients']['open']
export type PatientFields = Omit<HubInputs['patients']['register'], 'recordNo' | 'sameNikReason'>

export type ChosenMother = { id: string; name: string; recordNo: string; nik: string | null }

/** The family on file that a card number was recognised as. */
export type KnownFamily = NonNullable<Patient['family']> & { id: string }

/** The form as typed. Text stays as the clerk wrote it; `village` and `mother` are what was chosen for their text. */
export type PatientValues = {
  name: string
  newborn: boolean
  motherText: string
  mother: ChosenMother | null
  nik: string
  nikReason: NikReason | ''
  birth: string
  /** On file without a birth date: it may stay so until the person can be asked. */
  undated: boolean
  sex: Sex | ''
  motherName: string
  /** 1 for the first-born of twins; `siblingNext` while another is registered after this one. */
  birthOrder: number | null
  siblingNext: boolean
  recordNo: string
  kkNo: string
  family: KnownFamily | null
  relation: FamilyRelation | ''
  villageText: string
  villageCode: string | null
  insideArea: boolean | null
  address: string
  rt: string
  rw: string
  /** The corrected address is that of the others of the family too. */
  addressForFamily: boolean
  payerForFamily: boolean
  phone: string
  withGuardian: boolean
  guardianName: string
  guardianRelation: string
  guardianPhone: string
  payer: Payer | ''
  cardNo: string
  payerRef: string
  nationality: string
  passport: string
  religion: Religion | ''
  language: string
  disabilities: Disability[]
  deceasedOn: string
}
export type PatientErrors = Partial<Record<keyof PatientValues, string>>

export const emptyValues: PatientValues = {
  name: '',
  newborn: false,
  motherText: '',
  mother: null,
  nik: '',
  nikReason: '',
  birth: '',
  undated: false,
  sex: '',
  motherName: '',
  birthOrder: null,
  siblingNext: false,
  recordNo: '',
  kkNo: '',
  family: null,
  relation: '',
  villageText: '',
  villageCode: null,
  insideArea: null,
  address: '',
  rt: '',
  rw: '',
  addressForFamily: false,
  payerForFamily: false,
  phone: '',
  withGuardian: false,
  guardianName: '',
  guardianRelation: '',
  guardianPhone: '',
  payer: '',
  cardNo: '',
  payerRef: '',
  nationality: '',
  passport: '',
  religion: '',
  language: '',
  disabilities: [],
  deceasedOn: '',
}

/** What was typed into the search box goes where it belongs: a NIK has 16 digits, a JKN card 13, a mobile begins with 08, a passport
 * with letters; what else looks like a number is a record number. */
export function valuesFromSearch(text: string): PatientValues {
  const digits = text.replace(/[\s.-]/g, '')
  if (/^\d{16}$/.test(digits)) return { ...emptyValues, nik: digits }
  if (/^(0|\+?62)8\d{7,12}$/.test(digits)) return { ...emptyValues, phone: digits }
  if (/^\d{13}$/.test(digits)) return { ...emptyValues, cardNo: digits }
  if (passportLike.test(text.trim())) return { ...emptyValues, passport: text.trim().toUpperCase() }
  if (isRecordNo(text.trim())) return { ...emptyValues, recordNo: text.trim().toUpperCase() }
  const asked = readSearch(text)
  const isName = /\p{L}/u.test(text) && !/^\S*\d\S*$/.test(text)
  const name = isName ? nameIn(asked).join(' ') : ''
  return { ...emptyValues, name: name.toLocaleUpperCase('id'), birth: searchedBirth(asked) ?? '' }
}

/** Without the village and the family, where they are told apart: «siti desa ketapang». */
function nameIn({ words, roles }: SearchText): string[] {
  if (roles === null) return words
  return roles.own.length > 0 ? roles.own : roles.all
}

/** An old card's number: digits, perhaps with separators or letters before them, and no date. */
function isRecordNo(text: string): boolean {
  const { number, birthDates } = readSearch(text)
  const known = number !== null && number.length >= 6 && birthDates.length === 0
  return known && checkRecordNo(text) === null
}

const passportLike = /^[a-z]{1,2}\d{6,8}$/i

/** A temporary name was never the person's own, so it is not offered as one. */
export function valuesFromPatient(patient: Patient): PatientValues {
  return {
    ...emptyValues,
    name: patient.temporary ? '' : patient.name,
    nik: patient.nik ?? '',
    nikReason: patient.temporary ? '' : (patient.nikReason ?? ''),
    birth: writeBirthText(patient.birth),
    undated: !patient.temporary && patient.birth === null,
    sex: patient.sex ?? '',
    motherName: patient.motherName ?? '',
    birthOrder: patient.birthOrder,
    recordNo: patient.recordNo,
    kkNo: patient.family?.kkNo ?? '',
    family: patient.family && patient.familyId ? { ...patient.family, id: patient.familyId } : null,
    relation: patient.familyRelation ?? '',
    villageText: shortenVillage(patient.village),
    villageCode: patient.villageCode,
    insideArea: patient.insideArea,
    address: patient.address ?? '',
    rt: patient.rt ?? '',
    rw: patient.rw ?? '',
    phone: patient.phone ?? '',
    withGuardian: patient.guardian !== null,
    guardianName: patient.guardian?.name ?? '',
    guardianRelation: patient.guardian?.relation ?? '',
    guardianPhone: patient.guardian?.phone ?? '',
    payer: patient.temporary ? '' : patient.payer,
    cardNo: patient.cardNo ?? '',
    payerRef: patient.payerRef ?? '',
    nationality: patient.nationality ?? '',
    passport: patient.passport ?? '',
    religion: patient.religion ?? '',
    language: patient.language ?? '',
    disabilities: patient.disabilities,
    deceasedOn: patient.deceasedOn === null ? '' : formatDate(patient.deceasedOn),
    ...(patient.motherId && {
      newborn: patient.nikReason === 'bayi_baru_lahir',
      motherText: patient.motherName ?? '',
      mother: {
        id: patient.motherId,
        name: patient.motherName ?? '',
        recordNo: '',
        nik: patient.motherNik,
      },
    }),
  }
}

/** Somebody answers for a child that has no KTP yet. */
export function needsGuardian(values: PatientValues, today: LocalDate): boolean {
  const read = readBirthText(values.birth, today)
  return values.newborn || (read !== null && 'birth' in read && !isKtpAge(read.birth.date, today))
}

/** A foreigner without a NIK is known by country and passport, which are then asked for in its place. */
export function goesByPassport({ nik, nikReason, newborn }: PatientValues): boolean {
  return nik === '' && nikReason === 'wna' && !newborn
}

/** «Keterangan lain» is not hidden from whoever opens the form when something is filled in there. */
export function showsMore(values: PatientValues): boolean {
  const { nationality, passport, religion, language, deceasedOn, disabilities } = values
  const papers = goesByPassport(values) ? [] : [nationality, passport]
  return [...papers, religion, language, deceasedOn, ...disabilities].some((text) => text !== '')
}

/** What was typed about whoever answers for the person stays in sight, and is kept. */
export function hasGuardian(values: PatientValues): boolean {
  const { guardianName, guardianRelation, guardianPhone } = values
  return [guardianName, guardianRelation, guardianPhone].some((text) => text.trim() !== '')
}

/** What the hub is asked to keep, or the sentence for each field that cannot be kept yet. */
export function readPatient(
  values: PatientValues,
  today: LocalDate,
): { fields: PatientFields } | { errors: PatientErrors } {
  const errors = findErrors(values, today)
  if (Object.keys(errors).length > 0 || values.payer === '') return { errors }
  const read = readBirthText(values.birth, today)
  return {
    fields: {
      name: values.name,
      nik: orNull(values.nik),
      nikReason: values.nik === '' ? (values.newborn ? 'bayi_baru_lahir' : values.nikReason || null) : null,
      birth: read && 'birth' in read ? read.birth : null,
      sex: values.sex || null,
      motherId: linkedMother(values),
      motherName: orNull(values.newborn ? (values.mother?.name ?? '') : values.motherName),
      birthOrder: values.birthOrder,
      ...familyOf(values),
      villageCode: values.villageCode,
      address: orNull(values.address),
      rt: orNull(values.rt),
      rw: orNull(values.rw),
      phone: orNull(values.phone),
      guardian:
        values.guardianName.trim() !== ''
          ? {
              name: values.guardianName,
              relation: values.guardianRelation,
              phone: orNull(values.guardianPhone),
            }
          : null,
      payer: values.payer,
      cardNo: orNull(values.cardNo),
      payerRef: asksReference(values.payer) ? orNull(values.payerRef) : null,
      nationality: orNull(values.nationality),
      passport: orNull(values.passport),
      religion: values.religion || null,
      language: orNull(values.language),
      disabilities: values.disabilities,
      deceasedOn: readTypedDate(values.deceasedOn, today),
    },
  }
}

/** What is wrong with one field by itself, or null. */
export function errorOf(values: PatientValues, field: keyof PatientValues, today: LocalDate): string | null {
  return findErrors(values, today)[field] ?? null
}

function findErrors(values: PatientValues, today: LocalDate): PatientErrors {
  const read = readBirthText(values.birth, today)
  const unread = read !== null && 'problem' in read ? read.problem : null
  const birthProblem = read === null && !values.undated ? problem('birth_missing') : unread
  const errors: PatientErrors = {}
  const note = (field: keyof PatientValues, found: Problem | null) => {
    if (found) errors[field] = sentenceOf(found)
  }
  note('name', checkName(values.name))
  note('birth', birthProblem)
  note('sex', values.sex === '' ? problem('sex_missing') : null)
  if (values.newborn) note('motherText', values.mother ? null : problem('mother_missing'))
  if (values.nik !== '') note('nik', checkNikText(values.nik))
  else if (!values.newborn) note('nik', values.nikReason === '' ? problem('nik_or_reason') : null)
  if (values.recordNo !== '') note('recordNo', checkRecordNo(values.recordNo))
  if (values.kkNo !== '') note('kkNo', checkKk(values.kkNo))
  if (values.villageText.trim() !== '' && !values.villageCode) note('villageText', problem('village_unknown'))
  if (values.phone !== '') note('phone', checkPhone(values.phone))
  if (hasGuardian(values) && values.guardianName.trim() === '')
    errors.guardianName =
      'Nama penanggung jawab belum diisi. Isi namanya, atau kosongkan hubungan dan teleponnya.'
  if (values.guardianPhone !== '') note('guardianPhone', checkPhone(values.guardianPhone))
  note('payer', values.payer === '' ? problem('payer_missing') : null)
  if (values.cardNo !== '') note('cardNo', checkCard(values.cardNo))
  if (values.passport !== '') note('passport', checkPassport(values.passport))
  if (goesByPassport(values)) {
    if (values.nationality === '') note('nationality', problem('nationality_missing'))
    if (values.passport === '') note('passport', problem('passport_missing'))
  }
  if (values.deceasedOn.trim() !== '') {
    const on = readTypedDate(values.deceasedOn, today)
    const birth = read && 'birth' in read ? read.birth : null
    note('deceasedOn', on ? checkDeath(on, birth, today) : problem('date_invalid'))
  }
  return errors
}

/**
 * An empty card number leaves the family, unless it is one whose card was never at hand; such a family learns its
 * number when one is typed.
 */
function familyOf({ kkNo, family, relation }: PatientValues) {
  const stays = family !== null && (family.kkNo === null || family.kkNo === kkNo)
  const place = { familyId: stays ? family.id : null, kkNo: orNull(kkNo) }
  return { ...place, familyRelation: stays || kkNo !== '' ? relation || null : null }
}

/** The link to the mother's record holds as long as her name stands in the form. */
function linkedMother(values: PatientValues): string | null {
  return values.mother && (values.newborn || values.motherName === values.mother.name)
    ? values.mother.id
    : null
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

const formFields: Record<string, keyof PatientValues> = {
  nikReason: 'nik',
  motherId: 'motherText',
  familyId: 'kkNo',
  familyRelation: 'relation',
  villageCode: 'villageText',
  'guardian.name': 'guardianName',
  'guardian.relation': 'guardianRelation',
  'guardian.phone': 'guardianPhone',
}

/** The field of the form that a refusal of the hub concerns; null when it concerns none of them. */
export function formFieldOf(inputPath: string | null): keyof PatientValues | null {
  if (inputPath === null) return null
  const known = formFields[inputPath]
  if (known) return known
  const top = inputPath.split('.')[0] ?? ''
  return top in emptyValues ? (top as keyof PatientValues) : null
}

/** After somebody else saved: their value where the clerk changed nothing, the clerk's own typing where she did. */
export function rebaseValues(typed: PatientValues, before: PatientValues, now: PatientValues): PatientValues {
  const untouched = Object.entries(now).filter(([field]) =>
    isSame(typed[field as keyof PatientValues], before[field as keyof PatientValues]),
  )
  return { ...typed, ...Object.fromEntries(untouched) }
}
