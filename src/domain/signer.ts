import { ageOn, type LocalDate } from './local-date.ts'

/** Who speaks for the patient; married minors speak for themselves (Permenkes 290/2008 Pasal 1). */
export const relations = [
  'sendiri',
  'sendiri_menikah',
  'ibu',
  'ayah',
  'suami_istri',
  'anak',
  'saudara',
  'kakek_nenek',
  'wali',
] as const
export type Relation = (typeof relations)[number]

export const relationLabels: Record<Relation, string> = {
  sendiri: 'Pasien sendiri',
  sendiri_menikah: 'Pasien sendiri, sudah menikah',
  ibu: 'Ibu',
  ayah: 'Ayah',
  suami_istri: 'Suami/istri',
  anak: 'Anak',
  saudara: 'Saudara',
  kakek_nenek: 'Kakek/nenek',
  wali: 'Wali',
}

type Born = { date: LocalDate } | null

/** Below 18, parents or guardian speak for a child (UU 35/2014 Pasal 1; UU 27/2022 Pasal 25). */
export function isMinor(birth: Born, today: LocalDate): boolean {
  return birth !== null && ageOn(birth.date, today).years < 18
}

export function speaksForSelf(relation: Relation): boolean {
  return relation === 'sendiri' || relation === 'sendiri_menikah'
}

/** Who may speak for somebody of that age, the most usual first. */
export function relationsFor(birth: Born, today: LocalDate): Relation[] {
  if (!isMinor(birth, today)) return relations.filter((relation) => relation !== 'sendiri_menikah')
  const ofAge = relations.filter((relation) => !['sendiri', 'sendiri_menikah', 'anak'].includes(relation))
  return [...ofAge, 'sendiri_menikah']
}

type Known = {
  birth: Born
  motherName: string | null
  guardian: { name: string; relation: string } | null
}

/** Who is most likely to sign, from what is on file: an adult; a child's guardian, else the mother. */
export function suggestSigner(
  { birth, motherName, guardian }: Known,
  today: LocalDate,
): { relation: Relation; name: string } {
  if (!isMinor(birth, today)) return { relation: 'sendiri', name: '' }
  if (!guardian) return { relation: 'ibu', name: motherName ?? '' }
  const told = guardian.relation.toLowerCase()
  const named = relationsFor(birth, today).find((relation) => relationLabels[relation].toLowerCase() === told)
  return { relation: named ?? 'wali', name: guardian.name }
}
