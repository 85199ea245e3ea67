import type { FhirType } from '#contract/fhir'

/** What the clerk calls the records of a type; a day of visits is theirs, a day of others when they were recorded. */
export const typeWords: Record<FhirType, { title: string; word: string; onDay: string }> = {
  Organization: { title: 'Puskesmas', word: 'Puskesmas', onDay: 'Puskesmas yang dicatat tanggal' },
  Location: { title: 'Ruangan', word: 'ruangan', onDay: 'ruangan yang dicatat tanggal' },
  Patient: { title: 'Pasien', word: 'pasien', onDay: 'pasien yang dicatat tanggal' },
  Encounter: { title: 'Kunjungan', word: 'kunjungan', onDay: 'kunjungan tanggal' },
  Coverage: { title: 'Kepesertaan', word: 'kepesertaan', onDay: 'kepesertaan yang dicatat tanggal' },
  Immunization: { title: 'Imunisasi', word: 'imunisasi', onDay: 'imunisasi yang dicatat tanggal' },
  Observation: { title: 'Pelayanan', word: 'pelayanan', onDay: 'pelayanan yang dicatat tanggal' },
}

/** What a clerk looks for first comes first: in the order of sending it would stand among the last. */
export function visitsFirst<Row extends { type: FhirType }>(rows: readonly Row[]): Row[] {
  const visits = ({ type }: Row) => type === 'Encounter'
  return [...rows.filter(visits), ...rows.filter((row) => !visits(row)).toReversed()]
}
