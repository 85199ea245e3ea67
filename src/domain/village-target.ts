/**
 * Whom a year's targets of a village (sasaran PWS) count, by the stages of life at their visits. A baby is bayi from
 * its first day, a child balita until it goes to school, a youth still of school age.
 */
export const targetGroups = ['hamil', 'nifas', 'bayi', 'balita', 'usia_sekolah', 'dewasa', 'lansia'] as const
export type TargetGroup = (typeof targetGroups)[number]

export const targetGroupLabels: Record<TargetGroup, string> = {
  hamil: 'Ibu hamil',
  nifas: 'Ibu nifas',
  bayi: 'Bayi',
  balita: 'Balita',
  usia_sekolah: 'Usia sekolah',
  dewasa: 'Dewasa',
  lansia: 'Lansia',
}

/** What should be reached by the end of a month (YYYY-MM): a twelfth of the year's target each month. */
export function dueThrough(target: number, month: string): number {
  return Math.ceil((target * Number(month.slice(5))) / 12)
}
