import { slipBetween } from './digit-slip.ts'
import { type Finding, nothingToCompare, weight } from './duplicate-finding.ts'
import { normalizePhone } from './phone.ts'

export type NumberLikeness = 'same' | 'near' | 'other' | 'unknown'
export type NumberFinding = Finding & { likeness: NumberLikeness }

const unknown: NumberFinding = { ...nothingToCompare, likeness: 'unknown' }

/** Area and birth date; the four digits behind them count the people of that day and area. */
const sharedPart = 12

/**
 * One person has one NIK for life. Where the slip is in the serial, district and birth date agree: that is not counted
 * twice with `birthBits`, and little is left, because twins and others born on one day there have neighbouring serials.
 */
export function weighNik(a: string | null, b: string | null, birthBits: number): NumberFinding {
  if (a === null || b === null) return unknown
  if (a === b) return { likeness: 'same', bits: weight(0.9, 0.000001), words: 'NIK sama' }
  const slip = slipBetween(a, b)
  if (!slip) return { likeness: 'other', bits: weight(0.02, 0.98), words: 'NIK beda' }
  const words = slip === 'one_digit' ? 'NIK beda satu angka' : 'dua angka NIK tertukar'
  const inSerial = a.slice(0, sharedPart) === b.slice(0, sharedPart)
  if (!inSerial) return { likeness: 'near', bits: weight(0.035, 0.00001), words }
  const [alone, besideBirth] = [weight(0.012, 0.00002), weight(0.012, 0.004)]
  return { likeness: 'near', bits: Math.max(besideBirth, alone - Math.max(0, birthBits)), words }
}

/** A JKN card stays with the person too, but more people than with a NIK have had two; a family has neighbouring ones. */
export function weighCards(a: string | null, b: string | null): NumberFinding {
  if (a === null || b === null) return unknown
  if (a === b) return { likeness: 'same', bits: weight(0.9, 0.000002), words: 'nomor kartu JKN sama' }
  const slip = slipBetween(a, b)
  if (!slip) return { likeness: 'other', bits: weight(0.08, 0.98), words: 'nomor kartu JKN beda' }
  const words = slip === 'one_digit' ? 'nomor kartu JKN beda satu angka' : 'dua angka kartu JKN tertukar'
  return { likeness: 'near', bits: weight(0.04, 0.005), words }
}

/** A passport that was renewed has another number. */
export function weighPassports(a: string | null, b: string | null): NumberFinding {
  if (a === null || b === null) return unknown
  if (a === b) return { likeness: 'same', bits: weight(0.8, 0.000002), words: 'nomor paspor sama' }
  return { likeness: 'other', bits: weight(0.2, 0.98), words: 'nomor paspor beda' }
}

/** Numbers are shared in a house and changed often: another one says next to nothing. */
export function weighPhones(a: string | null, b: string | null): Finding {
  if (a === null || b === null) return nothingToCompare
  if (normalizePhone(a) === normalizePhone(b)) return { bits: weight(0.5, 0.02), words: 'telepon sama' }
  return { bits: weight(0.5, 0.7), words: null }
}
