/** Why two records may be one person. Evidence only: the clerk decides. */
export const duplicateEvidence = [
  'same_nik',
  'same_card',
  'same_name_and_birth',
  'same_name_and_mother',
] as const
export type DuplicateEvidence = (typeof duplicateEvidence)[number]

/** In the clerk's words; the key of a name already folds spelling, so names are alike, not equal. */
export function describeEvidence(evidence: DuplicateEvidence): string {
  return sentences[evidence]
}

const sentences: Record<DuplicateEvidence, string> = {
  same_nik: 'NIK sama',
  same_card: 'Nomor kartu JKN sama',
  same_name_and_birth: 'Nama mirip dan tanggal lahir sama',
  same_name_and_mother: 'Nama mirip dan ibu sama',
}
