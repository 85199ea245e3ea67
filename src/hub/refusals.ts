import { ORPCError, ValidationError } from '@orpc/server'
import { asRefused, type RefusedProblem } from '#contract/base'
import { type Problem, problem, Refusal } from '#domain/errors'
import type { Denial } from './access.ts'

/** The three ways a call can fail on purpose, and the one it can fail by accident, all in the contract's shape. */
function error(code: 'REFUSED' | 'UNAUTHORIZED' | 'FORBIDDEN' | 'UNEXPECTED', problems: RefusedProblem[]) {
  const status = { REFUSED: 422, UNAUTHORIZED: 401, FORBIDDEN: 403, UNEXPECTED: 500 }[code]
  return new ORPCError(code, { defined: true, status, data: { problems } })
}

export function errorOfDenial({ status, problem: why }: Denial) {
  return error(status === 401 ? 'UNAUTHORIZED' : 'FORBIDDEN', [asRefused(why)])
}

export function errorOfUnexpected(reference: string) {
  return error('UNEXPECTED', [asRefused(problem('unexpected', { reference }))])
}

/** A refusal or a failed validation as the contract's error; null for anything that was not meant to happen. */
export function errorOf(fault: unknown): ORPCError<string, unknown> | null {
  if (fault instanceof Refusal) {
    const problems = fault.problems.map(({ problem: why, field }) => asRefused(why, field))
    const unsigned = fault.problems.some(({ problem: why }) => why.code === 'signed_out')
    return error(unsigned ? 'UNAUTHORIZED' : 'REFUSED', problems)
  }
  if (!(fault instanceof ORPCError)) return null
  if (fault.code === 'BAD_REQUEST' && fault.cause instanceof ValidationError) {
    return error('REFUSED', fault.cause.issues.map(problemOfIssue))
  }
  if (fault.code === 'BAD_REQUEST') return error('REFUSED', [asRefused(problem('input_invalid'))])
  return fault.defined ? fault : null
}

type Issue = ValidationError['issues'][number]

/** A schema that asked the domain carries the domain's own problem; any other misfit is simply unreadable. */
function problemOfIssue(issue: Issue): RefusedProblem {
  const path = issue.path?.map((part) => String(typeof part === 'object' ? part.key : part)).join('.') ?? null
  const params = (issue as { params?: { problem?: Problem } }).params
  return asRefused(params?.problem ?? problem('input_invalid'), path)
}
