import { writeBirthText } from '#domain/birth-text'
import { relationOfChild } from '#domain/family'
import type { LocalDate } from '#domain/local-date'
import { inheritAddress, inheritFamily } from './inherit.ts'
import { emptyValues, type Patient, type PatientValues } from './patient-values.ts'

/** "By. Ny. SITI" until the child has a name of its own; twins are "By. Ny. SITI I" and "By. Ny. SITI II". */
export function newbornName(motherName: string, birthOrder: number | null = null): string {
  return ['By. Ny.', motherName, sayOrder(birthOrder)].filter(Boolean).join(' ')
}

const romans = 'I II III IV V VI VII VIII IX'.split(' ')

/** I, II, III …; nothing for a single birth. */
export function sayOrder(birthOrder: number | null): string {
  return birthOrder === null ? '' : (romans[birthOrder - 1] ?? '')
}

/** A child just born, begun from the mother in front: only the sex is left to ask. */
export function valuesOfNewborn(mother: Patient, today: LocalDate): PatientValues {
  const birth = writeBirthText({ date: today, precision: 'exact' })
  return inheritFromMother({ ...emptyValues, newborn: true, birth }, mother)
}

/** More than one child: this one becomes the first, or, of those registered one after the other, not the last. */
export function toggleTwins(values: PatientValues): PatientValues {
  if (values.birthOrder === null) return ofOrder({ ...values, siblingNext: true }, 1)
  if (values.birthOrder === 1) return ofOrder({ ...values, siblingNext: false }, null)
  return { ...values, siblingNext: !values.siblingNext && values.birthOrder < romans.length }
}

/** The form for the next twin: everything but sex and numbers is the same. */
export function nextTwin(values: PatientValues): PatientValues {
  const family = values.family && { ...values.family, members: values.family.members + 1 }
  const next = { ...values, family, nik: '', sex: '' as const, recordNo: '', siblingNext: false }
  return ofOrder(next, (values.birthOrder ?? 1) + 1)
}

/** A name that the clerk has typed stays as it is. */
function ofOrder(values: PatientValues, birthOrder: number | null): PatientValues {
  const given = values.mother && newbornName(values.mother.name, values.birthOrder)
  const name =
    values.mother && values.name === given ? newbornName(values.mother.name, birthOrder) : values.name
  return { ...values, name, birthOrder }
}

/**
 * What a newborn takes from the mother where the clerk has typed nothing: name, address, family, payer (the first 28 days are
 * covered by hers), and the mother as the one who answers. The mother's NIK becomes an identifier of the child in the hub.
 */
export function inheritFromMother(values: PatientValues, mother: Patient): PatientValues {
  return {
    ...values,
    ...inheritAddress(values, mother),
    ...inheritFamily(values, mother, relationOfChild(mother.familyRelation)),
    name: values.name.trim() === '' ? newbornName(mother.name, values.birthOrder) : values.name,
    mother: { id: mother.id, name: mother.name, recordNo: mother.recordNo, nik: mother.nik },
    motherText: mother.name,
    motherName: mother.name,
    nikReason: 'bayi_baru_lahir',
    phone: values.phone || (mother.phone ?? ''),
    payer: values.payer || mother.payer,
    guardianName: values.guardianName || mother.name,
    guardianRelation: values.guardianRelation || 'Ibu',
    guardianPhone: values.guardianPhone || (mother.phone ?? ''),
  }
}
