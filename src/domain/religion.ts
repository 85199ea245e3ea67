/** As on the KTP; «kepercayaan» since the Constitutional Court's ruling 97/PUU-XIV/2016. */
export const religions = [
  'islam',
  'kristen',
  'katolik',
  'hindu',
  'buddha',
  'khonghucu',
  'kepercayaan',
] as const
export type Religion = (typeof religions)[number]

export const religionLabels: Record<Religion, string> = {
  islam: 'Islam',
  kristen: 'Kristen',
  katolik: 'Katolik',
  hindu: 'Hindu',
  buddha: 'Buddha',
  khonghucu: 'Khonghucu',
  kepercayaan: 'Kepercayaan terhadap Tuhan YME',
}
