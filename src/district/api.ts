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
import { describeAudit } from './handlers/audit.ts'
import {
  describeFacilities,
  listContacts,
  listVillages,
  listVisits,
  setTargets,
  takeFile,
} from './handlers/dashboard.ts'
import { changeParticipants, createFacility, listFacilities, rotateSecret } from './handlers/facility.ts'
import { describeOffice, renameOffice } from './handlers/office.ts'
import { decideSamePeople, listSamePeople } from './handlers/same-people.ts'
import { createFirstAccount, describeSession, signIn, signOut } from './handlers/session.ts'
import { createMember, listMembers, setMemberRole } from './handlers/staff.ts'
import { acceptStick, listSticks, sendReceipt } from './handlers/stick.ts'

/** Of a call that carries no file. */
export const mostBytes = 64 * 1024

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
    setRole: guarded.staff.setRole.handler(({ context, input }) => setMemberRole(context, input)),
  },
  audit: {
    check: guarded.audit.check.handler(({ context }) => describeAudit(context)),
  },
  office: {
    describe: guarded.office.describe.handler(({ context }) => describeOffice(context)),
    rename: guarded.office.rename.handler(({ context, input }) => renameOffice(context, input)),
  },
  facilities: {
    list: guarded.facilities.list.handler(({ context }) => listFacilities(context)),
    create: guarded.facilities.create.handler(({ context, input }) => createFacility(context, input)),
    rotateSecret: guarded.facilities.rotateSecret.handler(({ context, input }) =>
      rotateSecret(context, input),
    ),
    setParticipants: guarded.facilities.setParticipants.handler(({ context, input }) =>
      changeParticipants(context, input),
    ),
  },
  sticks: {
    list: guarded.sticks.list.handler(({ context }) => listSticks(context)),
    accept: guarded.sticks.accept.handler(({ context, input }) => acceptStick(context, input)),
    receipt: guarded.sticks.receipt.handler(({ context, input }) => sendReceipt(context, input)),
  },
  dashboard: {
    overview: guarded.dashboard.overview.handler(({ context }) => describeFacilities(context)),
    visits: guarded.dashboard.visits.handler(({ context, input }) => listVisits(context, input)),
    contacts: guarded.dashboard.contacts.handler(({ context, input }) => listContacts(context, input)),
    villages: guarded.dashboard.villages.handler(({ context, input }) => listVillages(context, input)),
    setTargets: guarded.dashboard.setTargets.handler(({ context, input }) => setTargets(context, input)),
    take: guarded.dashboard.take.handler(({ context, input }) => takeFile(context, input)),
  },
  samePeople: {
    list: guarded.samePeople.list.handler(({ context, input }) => listSamePeople(context, input)),
    decide: guarded.samePeople.decide.handler(({ context, input }) => decideSamePeople(context, input)),
  },
})

export type Api = OpenAPIHandler<Context>

export function openApi(reportUnexpected: (cause: unknown) => string, maxBodySize: number): Api {
  return new OpenAPIHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize })],
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
