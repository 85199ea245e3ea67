import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorCodes, type Problem, sentenceOf } from '#domain/errors'
import type { Meta } from './access.ts'

/** One refusal on the wire. `field` is the input path it concerns, as `address.rt`, or null. */
export const refusedProblem = z.object({
  code: z.enum(errorCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  sentence: z.string(),
  field: z.string().nullable(),
})
export type RefusedProblem = z.infer<typeof refusedProblem>

const refused = z.object({ problems: z.array(refusedProblem).min(1) })

export const errors = {
  REFUSED: { status: 422, data: refused },
  UNAUTHORIZED: { status: 401, data: refused },
  FORBIDDEN: { status: 403, data: refused },
  UNEXPECTED: { status: 500, data: refused },
} as const

/** Every procedure starts here; without `.meta({ access })` the hub refuses all callers. */
export const base = oc.$meta<Meta>({}).errors(errors)

export function asRefused(problem: Problem, field: string | null = null): RefusedProblem {
  return { code: problem.code, params: problem.params, sentence: sentenceOf(problem), field }
}

/** Lets a schema speak with the domain's voice: form, HTTP and import refuse the same things with the same sentence. */
export function ruledBy<T>(check: (value: T) => Problem | null) {
  return (value: T, ctx: z.core.$RefinementCtx<T>) => {
    const found = check(value)
    if (found) ctx.addIssue({ code: 'custom', message: sentenceOf(found), params: { problem: found } })
  }
}
