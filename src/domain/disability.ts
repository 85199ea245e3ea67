/** The kinds of disability of UU 8/2016, pasal 4, with the senses told apart as care needs it. */
export const disabilities = ['fisik', 'netra', 'rungu', 'wicara', 'intelektual', 'mental'] as const
export type Disability = (typeof disabilities)[number]

export const disabilityLabels: Record<Disability, string> = {
  fisik: 'Fisik (gerak)',
  netra: 'Netra (penglihatan)',
  rungu: 'Rungu (pendengaran)',
  wicara: 'Wicara',
  intelektual: 'Intelektual',
  mental: 'Mental',
}

/** What the one who calls or serves does differently; null where nothing can be said for everybody. */
export const disabilityHelp: Record<Disability, string | null> = {
  fisik: 'mungkin perlu dibantu berjalan',
  netra: 'tidak melihat layar: jemput dan tuntun',
  rungu: 'tidak mendengar panggilan: jemput',
  wicara: 'beri waktu, boleh menulis',
  intelektual: null,
  mental: null,
}
