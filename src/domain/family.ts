import { type ProblemOf, problem } from './errors.ts'

/** The column «status hubungan dalam keluarga» of the family card. */
export const familyRelations = [
  'kepala',
  'suami',
  'istri',
  'anak',
  'menantu',
  'cucu',
  'orang_tua',
  'mertua',
  'famili_lain',
  'pembantu',
  'lainnya',
] as const
export type FamilyRelation = (typeof familyRelations)[number]

export const familyRelationLabels: Record<FamilyRelation, string> = {
  kepala: 'Kepala keluarga',
  suami: 'Suami',
  istri: 'Istri',
  anak: 'Anak',
  menantu: 'Menantu',
  cucu: 'Cucu',
  orang_tua: 'Orang tua',
  mertua: 'Mertua',
  famili_lain: 'Famili lain',
  pembantu: 'Pembantu',
  lainnya: 'Lainnya',
}

/** A family card number has 16 digits like a NIK, with the day of issue where a NIK has the birth date. */
export function checkKk(text: string): ProblemOf<'kk_invalid'> | null {
  return /^(?!(.)\1*$)[0-9]{16}$/.test(text) ? null : problem('kk_invalid')
}

/** What a child is to the head of the family, by what the mother is. */
export function relationOfChild(mother: FamilyRelation | null): FamilyRelation | null {
  if (mother === null) return null
  if (mother === 'kepala' || mother === 'istri') return 'anak'
  return mother === 'anak' || mother === 'menantu' ? 'cucu' : 'famili_lain'
}
