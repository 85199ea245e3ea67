import { type ProblemOf, problem } from './errors.ts'
import { ageOn, formatDate, type LocalDate, latestPast } from './local-date.ts'
import { type Sex, sexLabels } from './sex.ts'

/** Sixteen digits: area of first registration (6), DDMMYY (6; women DD + 40), serial (4). It has no check digit. */
export type Nik = string & { readonly __brand: 'Nik' }

const KTP_AGE_YEARS = 17

/** From 17 a person has a KTP; a child is known by the KIA, the KK, and those who bring it (UU 24/2013, pasal 63). */
export function isKtpAge(birth: LocalDate, today: LocalDate): boolean {
  return ageOn(birth, today).years >= KTP_AGE_YEARS
}

/** Why a person on file has no NIK (ilp.md §6.4). */
export const nikReasons = [
  'bayi_baru_lahir',
  'belum_punya',
  'tidak_dibawa',
  'wna',
  'tidak_dikenal',
  'lainnya',
] as const
export type NikReason = (typeof nikReasons)[number]

export const nikReasonLabels: Record<NikReason, string> = {
  bayi_baru_lahir: 'Bayi baru lahir (pakai NIK ibu)',
  belum_punya: 'Belum punya NIK',
  tidak_dibawa: 'KTP/KK tidak dibawa',
  wna: 'Warga negara asing',
  tidak_dikenal: 'Identitas tidak diketahui',
  lainnya: 'Alasan lain',
}

/** Worth a second look, never a refusal: a NIK stays the same when the birth date or the sex is corrected. */
export type NikWarning = {
  code: 'province_unknown' | 'date_impossible' | 'birth_differs' | 'sex_differs'
  sentence: string
}

export type NikProblem = ProblemOf<'nik_length' | 'nik_not_digits' | 'nik_impossible'>
export type NikCheck =
  | { nik: Nik; birthDate: LocalDate | null; sex: Sex | null; warnings: NikWarning[] }
  | { error: NikProblem }

/** Kemendagri province codes, including the Papuan provinces of 2022. */
const provinceRanges = [
  [11, 19],
  [21, 21],
  [31, 36],
  [51, 53],
  [61, 65],
  [71, 76],
  [81, 82],
  [91, 97],
] as const

/** Refuses only what cannot be a NIK (ilp.md §6.1). */
export function checkNikText(text: string): NikProblem | null {
  if (!/^[0-9]*$/.test(text)) return problem('nik_not_digits')
  if (text.length !== 16) return problem('nik_length', { digits: text.length })
  return /^(.)\1*$/.test(text) || text.endsWith('0000') ? problem('nik_impossible') : null
}

/** Checks a NIK and reads what it suggests. Without `today` the century is unknown and `birthDate` is null. */
export function checkNik(text: string, today?: LocalDate): NikCheck {
  const error = checkNikText(text)
  if (error) return { error }
  const nik = text as Nik
  const { day, month, year, sex } = readParts(nik)
  // judged in this century: a date that exists in the last one exists here too
  const possible = latestPast(year, month, day, '2099-12-31' as LocalDate) !== null
  const warnings: NikWarning[] = []
  if (!isKnownProvince(Number(nik.slice(0, 2)))) warnings.push(provinceUnknown)
  if (!possible) warnings.push(dateImpossible)
  return {
    nik,
    birthDate: possible && today ? latestPast(year, month, day, today) : null,
    sex: possible ? sex : null,
    warnings,
  }
}

/**
 * Compares with what the person says. Pass null for a birth date that is not exact.
 * The century is not compared, because the NIK does not carry it.
 */
export function compareNik(
  nik: Nik,
  person: { birth: LocalDate | null; sex: Sex | null },
  today: LocalDate,
): NikWarning[] {
  const { day, month, year, sex } = readParts(nik)
  const suggested = latestPast(year, month, day, today)
  if (!suggested) return []
  const warnings: NikWarning[] = []
  if (person.birth && person.birth.slice(2) !== suggested.slice(2)) {
    const sentence = `NIK menunjukkan lahir ${formatDate(suggested)}, yang diisi ${formatDate(person.birth)}. Cocokkan dengan KTP atau KK.`
    warnings.push({ code: 'birth_differs', sentence })
  }
  if (person.sex && person.sex !== sex) {
    const sentence = `NIK menunjukkan ${sexLabels[sex].toLowerCase()}, yang diisi ${sexLabels[person.sex].toLowerCase()}. Cocokkan dengan KTP atau KK.`
    warnings.push({ code: 'sex_differs', sentence })
  }
  return warnings
}

const provinceUnknown: NikWarning = {
  code: 'province_unknown',
  sentence: 'Dua angka pertama NIK bukan kode provinsi yang dikenal. Periksa lagi pada KTP atau KK.',
}

const dateImpossible: NikWarning = {
  code: 'date_impossible',
  sentence: 'Tanggal lahir di dalam NIK tidak ada di kalender. Periksa lagi pada KTP atau KK.',
}

function readParts(nik: Nik): { day: number; month: number; year: number; sex: Sex } {
  const day = Number(nik.slice(6, 8))
  const [month, year] = [Number(nik.slice(8, 10)), Number(nik.slice(10, 12))]
  return day > 40 ? { day: day - 40, month, year, sex: 'P' } : { day, month, year, sex: 'L' }
}

function isKnownProvince(code: number): boolean {
  return provinceRanges.some(([first, last]) => code >= first && code <= last)
}
