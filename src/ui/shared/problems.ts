import { ORPCError } from '@orpc/client'
import { asRefused, errors, type RefusedProblem } from '#contract/base'
import { type ErrorCode, problem } from '#domain/errors'

/** The refusals in anything that was thrown, always at least one, always in Indonesian. */
export function problemsOf(error: unknown): RefusedProblem[] {
  if (isUnreachable(error)) return [asRefused(problem('hub_silent'))]
  if (error instanceof ORPCError) {
    const read = errors.REFUSED.data.safeParse(error.data)
    if (read.success) return read.data.problems
    return [asRefused(problem('unexpected', { reference: `JAWABAN-${error.status}` }))]
  }
  return [asRefused(problem('unexpected', { reference: referenceOf(error) }))]
}

export function sentencesOf(error: unknown): string[] {
  return problemsOf(error).map(({ sentence }) => sentence)
}

/** The sentences that belong to no field a form shows. `fields` are input paths, as `arrival.deliveredOn`. */
export function sentencesOutside(problems: readonly RefusedProblem[], fields: readonly string[]): string[] {
  return problems
    .filter(({ field }) => field === null || !fields.includes(field))
    .map(({ sentence }) => sentence)
}

export function hasProblem(error: unknown, code: ErrorCode): boolean {
  return problemsOf(error).some((found) => found.code === code)
}

/** `fetch` throws a TypeError when there is nobody at the other end. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && !(error instanceof ORPCError) && /fetch|network/i.test(error.message)
}

/** The same fault of a screen gives the same code, so that two reports can be known as one. */
export function referenceOf(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  let hash = 0
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0
  return `LAYAR-${hash.toString(36).toUpperCase()}`
}
