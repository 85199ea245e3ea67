import type { FhirType } from './fhir.ts'

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
