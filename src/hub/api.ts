import type { IncomingMessage, ServerResponse } from 'node:http'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { hubContract } from '#contract/hub/hub'
import { accessOf, denyAccess, identifyPage } from './access.ts'
import type { CallContext, HubContext } from './context.ts'
import { area } from './handlers/area.ts'
import { days } from './handlers/days.ts'
import { display } from './handlers/display.ts'
import { drafts } from './handlers/drafts.ts'
import { pages } from './handlers/pages.ts'
import { patients } from './handlers/patients.ts'
import { queue } from './handlers/queue.ts'
import { session } from './handlers/session.ts'
import { setup } from './handlers/setup.ts'
import { staff } from './handlers/staff.ts'
import { sync } from './handlers/sync.ts'
import { visits } from './handlers/visits.ts'
import { hub } from './implement.ts'
import { describeFault } from './log.ts'
import { errorOf, errorOfDenial, errorOfUnexpected } from './refusals.ts'

const router = hub.router({
  setup,
  session,
  staff,
  area,
  patients,
  visits,
  queue,
  display,
  pages,
  drafts,
  days,
  sync,
})

const slowCallMs = 200

/** Serves `/api/*`: who is calling, may they, what came of it. Resolves false when no procedure has that path. */
export function createApi(context: HubContext) {
  const handler = new OpenAPIHandler(router, {
    clientInterceptors: [
      async ({ procedure, context: call, next, path }) => {
        const started = performance.now()
        try {
          const denial = denyAccess(
            accessOf(procedure['~orpc'].meta),
            (call as { page: CallContext['page'] | null }).page,
          )
          if (denial) throw errorOfDenial(denial)
          return await next()
        } catch (fault) {
          throw errorOf(fault) ?? reportUnexpected(context, path, fault)
        } finally {
          const ms = Math.round(performance.now() - started)
          if (ms > slowCallMs) context.log.warn({ path: path.join('.'), ms }, 'slow call')
        }
      },
    ],
  })

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    context.lastCallAt = context.system.now()
    const pageId = headerOf(request, 'loket-page')
    const page = await identifyPage(context.store.db, pageId, request.headers.cookie, context.system.now())
    // The interceptor above refuses a missing page before any handler can see it.
    const call = { ...context, page } as CallContext
    const { matched } = await handler.handle(request, response, { prefix: '/api', context: call })
    return matched
  }
}

function reportUnexpected(context: HubContext, path: readonly string[], fault: unknown) {
  const reference = context.system.newId().slice(-6).toUpperCase()
  context.log.error({ reference, path: path.join('.'), ...describeFault(fault) }, 'unexpected')
  return errorOfUnexpected(reference)
}

export function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' ? value : null
}

/** OpenAPI 3.1, derived from the contract like everything else. */
export function describeApi(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  return generator.generate(hubContract, {
    info: { title: 'Loket hub', version: '1' },
    servers: [{ url: '/api' }],
  })
}
