import { ValidationError } from '@orpc/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { implement, ORPCError } from '@orpc/server'
import { BodyLimitPlugin } from '@orpc/server/node'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { asRefused, type RefusedProblem } from '#contract/base'
import { districtContract } from '#contract/district/district'
import { type Problem, problem, Refusal } from '#domain/errors'
import { admit } from './access.ts'
import type { Context } from './context.ts'
import { describeFacilities, listVisits } from './handlers/dashboard.ts'
import { createFacility, listFacilities, rotateSecret } from './handlers/facility.ts'
import { createFirstAccount, describeSession, signIn, signOut } from './handlers/session.ts'
import { createMember, listMembers } from './handlers/staff.ts'

const mostBytes = 64 * 1024

const guarded = implement(districtContract)
  .$context<Context>()
  .use(async ({ context, procedure, next }) => {
    admit(procedure['~orpc'].meta, context.caller)
    return await next()
  })

/** A procedure of the contract without its line here does not compile. */
const router = guarded.router({
  session: {
    me: guarded.session.me.handler(({ context }) => describeSession(context)),
    createFirstAccount: guarded.session.createFirstAccount.handler(({ context, input }) =>
      createFirstAccount(context, input),
    ),
    signIn: guarded.session.signIn.handler(({ context, input }) => signIn(context, input)),
    signOut: guarded.session.signOut.handler(({ context }) => signOut(context)),
  },
  staff: {
    list: guarded.staff.list.handler(({ context }) => listMembers(context)),
    create: guarded.staff.create.handler(({ context, input }) => createMember(context, input)),
  },
  facilities: {
    list: guarded.facilities.list.handler(({ context }) => listFacilities(context)),
    create: guarded.facilities.create.handler(({ context, input }) => createFacility(context, input)),
    rotateSecret: guarded.facilities.rotateSecret.handler(({ context, input }) =>
      rotateSecret(context, input),
    ),
  },
  dashboard: {
    overview: guarded.dashboard.overview.handler(({ context }) => describeFacilities(context)),
    visits: guarded.dashboard.visits.handler(({ context, input }) => listVisits(context, input)),
  },
})

export type Api = OpenAPIHandler<Context>

export function openApi(reportUnexpected: (cause: unknown) => string): Api {
  return new OpenAPIHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: mostBytes })],
    clientInterceptors: [
      async ({ next }) => {
        try {
          return await next()
        } catch (cause) {
          throw refusalFor(cause, reportUnexpected)
        }
      },
    ],
  })
}

export async function describeApi(): Promise<unknown> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const info = { title: 'Loket, server dinas kesehatan', version: '1' }
  return await generator.generate(districtContract, { info, servers: [{ url: '/api' }] })
}

const statuses = { REFUSED: 422, UNAUTHORIZED: 401, FORBIDDEN: 403, UNEXPECTED: 500 } as const

function refusalFor(cause: unknown, reportUnexpected: (cause: unknown) => string) {
  if (cause instanceof Refusal) {
    const refused = cause.problems.map(({ problem, field }) => asRefused(problem, field))
    return inContract(kindOf(cause.problems[0].problem), refused)
  }
  const isInput =
    cause instanceof ORPCError && cause.code === 'BAD_REQUEST' && cause.cause instanceof ValidationError
  if (isInput) return inContract('REFUSED', (cause.cause as ValidationError).issues.map(problemOfIssue))
  return inContract('UNEXPECTED', [asRefused(problem('unexpected', { reference: reportUnexpected(cause) }))])
}

function kindOf({ code }: Problem): keyof typeof statuses {
  if (code === 'signed_out') return 'UNAUTHORIZED'
  return code === 'not_allowed' || code === 'first_account_by_link' ? 'FORBIDDEN' : 'REFUSED'
}

function inContract(code: keyof typeof statuses, problems: RefusedProblem[]) {
  return new ORPCError(code, { status: statuses[code], data: { problems } })
}

/** A rule of the domain speaks for itself (`ruledBy`); anything else is an input that cannot be read. */
function problemOfIssue(issue: ValidationError['issues'][number]): RefusedProblem {
  const field =
    issue.path?.map((part) => String(typeof part === 'object' ? part.key : part)).join('.') ?? null
  const told = 'params' in issue ? (issue.params as { problem?: Problem } | undefined)?.problem : undefined
  return asRefused(told ?? problem('input_invalid'), field)
}
