import { type ProblemOf, problem } from './errors.ts'

/** Who pays: JKN by segment, cash, the region's own scheme, a free programme, or another insurer (ilp.md §6.3). */
export const payers = [
  'jkn_pbi',
  'jkn_pbpu_pemda',
  'jkn_ppu',
  'jkn_pbpu',
  'jkn_bp',
  'umum',
  'jamkesda',
  'program',
  'lain',
] as const
export type Payer = (typeof payers)[number]

export const payerLabels: Record<Payer, string> = {
  jkn_pbi: 'JKN PBI',
  jkn_pbpu_pemda: 'JKN dibayar Pemda',
  jkn_ppu: 'JKN pekerja (PPU)',
  jkn_pbpu: 'JKN mandiri (PBPU)',
  jkn_bp: 'JKN bukan pekerja (BP)',
  umum: 'Umum (bayar sendiri)',
  jamkesda: 'Jamkesda / SKTM',
  program: 'Gratis dari program',
  lain: 'Asuransi lain / perusahaan',
}

/** Cash patients, and those who claim from their own insurer afterwards, pass the cashier before the pharmacy. */
export function paysAtCashier(payer: Payer): boolean {
  return payer === 'umum' || payer === 'lain'
}

export function hasJknCard(payer: Payer): boolean {
  return payer.startsWith('jkn_')
}

/** What the number of a payer's own paper is called; null where there is none, or where the JKN card has its own field. */
export const referenceLabels: Partial<Record<Payer, string>> = {
  jamkesda: 'Nomor SKTM / Jamkesda',
  program: 'Program (misalnya TB, KIA)',
  lain: 'Nomor polis / peserta',
}

export function asksReference(payer: Payer | ''): boolean {
  return payer !== '' && payer in referenceLabels
}

/** A JKN card number is 13 digits with leading zeros, so it is text. */
export function checkCard(text: string): ProblemOf<'card_invalid'> | null {
  return /^[0-9]{13}$/.test(text) ? null : problem('card_invalid')
}
