import { hasJknCard, type Payer, payerLabels, payers } from './payer.ts'

/** What a looked-up membership covers: a segment of JKN, JKN of unknown segment, or the region's own scheme. */
export type CoverageType = Exclude<Payer, 'umum' | 'program' | 'lain'> | 'jkn'

/**
 * Of which cover a check of the membership speaks; null where there is none. Who pays cash today may still have shown
 * a JKN card: the check is about the card.
 */
export function coverageTypeOf(payer: Payer, cardNo: string | null): CoverageType | null {
  if (isSegment(payer)) return payer
  if (cardNo !== null) return 'jkn'
  return payer === 'jamkesda' ? 'jamkesda' : null
}

export const coverageTypes: readonly CoverageType[] = [...payers.filter(isSegment), 'jkn', 'jamkesda']

export const coverageLabels: Record<CoverageType, string> = {
  ...payerLabels,
  jkn: 'JKN, segmen belum diketahui',
}

function isSegment(payer: Payer): payer is Exclude<CoverageType, 'jkn' | 'jamkesda'> {
  return hasJknCard(payer)
}

/** The insurer behind it. */
export function insurerOf(type: CoverageType): string {
  return type === 'jamkesda' ? 'Jamkesda' : 'BPJS Kesehatan'
}
