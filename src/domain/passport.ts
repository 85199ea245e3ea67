import { type ProblemOf, problem } from './errors.ts'

/** ICAO 9303: a document number has at most nine letters and digits; longer ones of other papers are kept too. */
export function checkPassport(text: string): ProblemOf<'passport_invalid'> | null {
  return /^(?=.*\d)[A-Za-z0-9]{5,20}$/.test(text.trim()) ? null : problem('passport_invalid')
}
