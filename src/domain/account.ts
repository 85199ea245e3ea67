import { type Problem, problem } from './errors.ts'

export function checkUsername(text: string): Problem | null {
  return /^[a-z0-9.]{3,30}$/.test(text) ? null : problem('username_invalid')
}

/** Length only: composition rules make people write passwords on the monitor (NIST SP 800-63B). */
export function checkPassword(text: string): Problem | null {
  const least = 8
  return [...text].length >= least ? null : problem('password_weak', { least })
}
