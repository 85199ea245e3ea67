import { sentenceOf } from '#domain/errors'
import type { LocalDate } from '#domain/local-date'
import { checkNik, compareNik } from '#domain/nik'
import type { Sex } from '#domain/sex'

/** What a complete NIK says beside the form: it suggests only what is still empty, and fills in nothing by itself. */
export type NikHint = {
  suggested: { birthDate: LocalDate | null; sex: Sex | null } | null
  /** Birth date and sex are filled in as the NIK has them. */
  agrees: boolean
  warnings: string[]
}

export type BesideNik = { birthDate: LocalDate | null; birthTyped: boolean; sex: Sex | null }

export function hintFromNik(nik: string, beside: BesideNik, today: LocalDate): NikHint {
  const checked = checkNik(nik, today)
  if ('error' in checked) return { suggested: null, agrees: false, warnings: [] }
  const birthDate = beside.birthTyped ? null : checked.birthDate
  const sex = beside.sex ? null : checked.sex
  const differing = compareNik(checked.nik, { birth: beside.birthDate, sex: beside.sex }, today)
  const warnings = [...checked.warnings, ...differing].map((warning) => warning.sentence)
  return {
    agrees: beside.birthDate !== null && beside.sex !== null && warnings.length === 0,
    suggested: birthDate || sex ? { birthDate, sex } : null,
    warnings,
  }
}

/** The refusal of a NIK that is typed to its end, or null while digits are still coming. */
export function refusalWhileTyping(nik: string): string | null {
  const checked = nik === '' ? null : checkNik(nik)
  if (!checked || !('error' in checked)) return null
  const stillTyping = checked.error.code === 'nik_length' && nik.length < 16
  return stillTyping ? null : sentenceOf(checked.error)
}
