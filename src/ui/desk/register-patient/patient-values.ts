import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { readBirthText, writeBirthText } from '#domain/birth-text'
import { type Problem, problem, sentenceOf } from '#domain/errors'
import type { LocalDate } from '#domain/local-date'
import { checkName } from '#domain/name-key'
import { checkNikText, isKtpAge, type NikReason } from '#domain/nik'
import { checkCard, type Payer } from '#domain/payer'
import { checkPhone } from '#domain/phone'
import { checkRecordNo } from '#domain/record-number'
import type { Sex } from '#domain/sex'
import { shortenVillage } from '#ui/shared/format.ts'

export type Patient = HubOutputs['patients']['open']
export type PatientFields = Omit<HubInputs['patients']['register'], 'recordNo' | 'sameNikReason'>

export type ChosenMother = { id: string; name: string; recordNo: string; nik: string | null }

/** The form as typed. Text stays as the clerk wrote it; `village` and `mother` are what was chosen for their text. */
export type PatientValues = {
  name: string
  newborn: boolean
  motherText: string
  mother: ChosenMother | null
  nik: string
  nikReason: NikReason | ''
  birth: string
  sex: Sex | ''
  motherName: string
  recordNo: string
  villageText: string
  villageCode: string | null
  insideArea: boolean | null
  address: string
  rt: string
  rw: string
  phone: string
  withGuardian: boolean
  guardianName: string
  guardianRelation: string
  guardianPhone: string
  payer: Payer | ''
  cardNo: string
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
  sex: '',
  motherName: '',
  recordNo: '',
  villageText: '',
  villageCode: null,
  insideArea: null,
  address: '',
  rt: '',
  rw: '',
  phone: '',
  withGuardian: false,
  guardianName: '',
  guardianRelation: '',
  guardianPhone: '',
  payer: '',
  cardNo: '',
}

/** What was typed into the search box goes where it belongs: a NIK has 16 digits, a JKN card 13, a mobile begins with 08. */
export function valuesFromSearch(text: string): PatientValues {
  const digits = text.replace(/[\s.-]/g, '')
  if (/^\d{16}$/.test(digits)) return { ...emptyValues, nik: digits }
  if (/^(0|\+?62)8\d{7,12}$/.test(digits)) return { ...emptyValues, phone: digits }
  if (/^\d{13}$/.test(digits)) return { ...emptyValues, cardNo: digits }
  const name = /\p{L}/u.test(text) ? text.replace(/\d+/g, ' ').replace(/\s+/g, ' ').trim() : ''
  return { ...emptyValues, name: name.toLocaleUpperCase('id') }
}

/** A temporary name was never the person's own, so it is not offered as one. */
export function valuesFromPatient(patient: Patient): PatientValues {
  return {
    ...emptyValues,
    name: patient.temporary ? '' : patient.name,
    nik: patient.nik ?? '',
    nikReason: patient.temporary ? '' : (patient.nikReason ?? ''),
    birth: writeBirthText(patient.birth),
    sex: patient.sex ?? '',
    motherName: patient.motherName ?? '',
    recordNo: patient.recordNo,
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
    },
  }
}

/** What is wrong with one field by itself, or null. */
export function errorOf(values: PatientValues, field: keyof PatientValues, today: LocalDate): string | null {
  return findErrors(values, today)[field] ?? null
}

function findErrors(values: PatientValues, today: LocalDate): PatientErrors {
  const read = readBirthText(values.birth, today)
  const birthProblem = read === null ? problem('birth_missing') : 'problem' in read ? read.problem : null
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
  if (values.villageText.trim() !== '' && !values.villageCode) note('villageText', problem('village_unknown'))
  if (values.phone !== '') note('phone', checkPhone(values.phone))
  if (hasGuardian(values) && values.guardianName.trim() === '')
    errors.guardianName =
      'Nama penanggung jawab belum diisi. Isi namanya, atau kosongkan hubungan dan teleponnya.'
  if (values.guardianPhone !== '') note('guardianPhone', checkPhone(values.guardianPhone))
  note('payer', values.payer === '' ? problem('payer_missing') : null)
  if (values.cardNo !== '') note('cardNo', checkCard(values.cardNo))
  return errors
}

/** By content: values come from JSON as often as from the form. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
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
