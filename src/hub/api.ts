import type { IncomingMessage, ServerResponse } from 'node:http'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { hubContract } from '#contract/hub/hub'
import { accessOf, denyAccess, identifyPage, isWorkedOn, mayShow } from './access.ts'
import type { CallContext, HubContext } from './context.ts'
import { area } from './handlers/area.ts'
import { bookings } from './handlers/bookings.ts'
import { care } from './handlers/care.ts'
import { contingency } from './handlers/contingency.ts'
import { counter } from './handlers/counter.ts'
import { days } from './handlers/days.ts'
import { devices } from './handlers/devices.ts'
import { display } from './handlers/display.ts'
import { documents } from './handlers/documents.ts'
import { drafts } from './handlers/drafts.ts'
import { facility } from './handlers/facility.ts'
import { families } from './handlers/families.ts'
import { imports } from './handlers/imports.ts'
import { kiosk } from './handlers/kiosk.ts'
import { lan } from './handlers/lan.ts'
import { lists } from './handlers/lists.ts'
import { merges } from './handlers/merges.ts'
import { pages } from './handlers/pages.ts'
import { patients } from './handlers/patients.ts'
import { queue } from './handlers/queue.ts'
import { recordNumbers } from './handlers/record-numbers.ts'
import { rooms } from './handlers/rooms.ts'
import { session } from './handlers/session.ts'
import { settings } from './handlers/settings.ts'
import { setup } from './handlers/setup.ts'
import { staff } from './handlers/staff.ts'
import { sync } from './handlers/sync.ts'
import { visits } from './handlers/visits.ts'
import { hub } from './implement.ts'
import type { Listener } from './listener.ts'
import { describeFault } from './log.ts'
import { errorOf, errorOfDenial, errorOfUnexpected } from './refusals.ts'
import { sendToHttps } from './send-problem.ts'
import type { Caller } from './store/devices.ts'

const router = hub.router({
  setup,
  session,
  staff,
  area,
  patients,
  families,
  visits,
  queue,
  care,
  counter,
  kiosk,
  bookings,
  documents,
  contingency,
  display,
  devices,
  lan,
  merges,
  settings,
  facility,
  recordNumbers,
  rooms,
  pages,
  drafts,
  days,
  lists,
  sync,
  imports,
})

const slowCallMs = 200

/** Serves `/api/*`: who is calling, may they, what came of it. Resolves false when no procedure has that path. */
export function createApi(context: HubContext) {
  const handler = new OpenAPIHandler(router, {
    clientInterceptors: [
      async ({ procedure, context: call, next, path }) => {
        const started = performance.now()
        try {
          const denial = denyAccess(accessOf(procedure['~orpc'].meta), (call as { page: Caller }).page)
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

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    listener: Listener,
  ): Promise<boolean> {
    const now = context.system.now()
    response.setHeader('loket-now', String(now))
    const pageId = headerOf(request, 'loket-page')
    const page = await identifyPage(context.store.db, pageId, request.headers.cookie, now)
    if (page && page !== 'revoked') {
      if (isWorkedOn(page)) context.lastWorkAt = now
      context.presence.touch(page.deviceId)
      if (!mayShow(listener, page.surface)) {
        sendToHttps(context, request, response)
        return true
      }
    }
    // The interceptor above refuses a missing page before any handler can see it.
    const call = { ...context, page, listener } as CallContext
    const { matched } = await handler.handle(request, response, { prefix: '/api', context: call })
    return matched
  }

  return (request: IncomingMessage, response: ServerResponse, listener: Listener): Promise<boolean> =>
    context.calls.during(() => answer(request, response, listener))
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
