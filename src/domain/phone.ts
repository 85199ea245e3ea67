import { type ProblemOf, problem } from './errors.ts'

/** Digits as they are dialled inside Indonesia: +62 812-3456-7890 becomes 081234567890. */
export function normalizePhone(text: string): string {
  if (/^0\d*$/.test(text)) return text
  return text.replace(/[\s().-]/g, '').replace(/^\+?62(?=\d)/, '0')
}

/** Eight to fifteen digits; spaces, dots, hyphens, brackets and +62 may be typed. */
export function checkPhone(text: string): ProblemOf<'phone_invalid'> | null {
  return /^\+?[0-9]{8,15}$/.test(normalizePhone(text)) ? null : problem('phone_invalid')
}
