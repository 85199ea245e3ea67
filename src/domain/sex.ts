/** As on the KTP: L laki-laki, P perempuan. */
export type Sex = 'L' | 'P'

export const sexLabels: Record<Sex, string> = { L: 'Laki-laki', P: 'Perempuan' }
