import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { asRefused } from '#contract/base'
import { type PairAnswer, pairRequest } from '#contract/hub/pair'
import { type Problem, problem } from '#domain/errors'
import { mayShow, pageCookie } from './access.ts'
import type { HubContext } from './context.ts'
import type { Listener } from './listener.ts'
import type { Place } from './pairing.ts'
import { appendAudit } from './store/audit.ts'
import { insertPage } from './store/devices.ts'
import { sha256 } from './system.ts'

const mostBytes = 200

/**
 * `POST /pair {code}`: a device without a page gets its token as a cookie and hears where it goes on. Resolves false
 * for what is not its own, as the page at `/pair/` where the code is typed.
 */
export async function handlePairing(
  context: HubContext,
  request: IncomingMessage,
  response: ServerResponse,
  listener: Listener,
): Promise<boolean> {
  if (request.url !== '/pair') return false
  if (request.method !== 'POST') {
    response.writeHead(303, { location: '/pair/' }).end()
    return true
  }
  const code = await readCode(request)
  if (code === null) {
    send(response, { problems: [asRefused(problem('input_invalid'))] }, 422)
    return true
  }
  const redeemed = context.pairing.redeem(code, request.socket.remoteAddress ?? '', ({ surface }) =>
    mayShow(listener, surface) ? null : seenInClear(context, request),
  )
  if ('problem' in redeemed) {
    send(response, { problems: [asRefused(redeemed.problem)] }, statusOf(redeemed.problem))
    return true
  }
  const { id, token } = await pair(context, redeemed.place)
  response.setHeader('set-cookie', pageCookie(id, token, { listener, lasts: true }))
  send(response, { location: `/${redeemed.place.surface}/?p=${id}` }, 200)
  return true
}

/** The digits typed; null for anything else, and for a body that is long or does not say how long it is. */
async function readCode(request: IncomingMessage): Promise<string | null> {
  if (!(Number(request.headers['content-length']) <= mostBytes)) return null
  try {
    return pairRequest.parse(await json(request)).code
  } catch {
    return null
  }
}

function seenInClear({ lan }: HubContext, request: IncomingMessage): Problem {
  const origin = lan.secureOrigin(request.headers.host)
  return problem('pairing_code_unsafe', { address: origin === null ? '' : `${origin}/pair/` })
}

function statusOf({ code }: Problem): number {
  if (code === 'pairing_too_many') return 429
  return code === 'pairing_code_unsafe' ? 403 : 422
}

async function pair(
  { store, system, live }: HubContext,
  place: Place,
): Promise<{ id: string; token: string }> {
  const { surface, roomId, name, settings } = place
  const [id, token, at] = [system.newId(), system.newToken(), system.now()]
  await store.write(async (tx) => {
    await insertPage(tx, {
      id,
      surface,
      roomId,
      tokenHash: sha256(token),
      at,
      paired: { name, settings },
    })
    await appendAudit(tx, {
      at,
      staffId: null,
      deviceId: id,
      action: 'pair',
      subject: 'device',
      subjectId: id,
      detail: { surface, name },
    })
  })
  live.announce('devices')
  return { id, token }
}

function send(response: ServerResponse, answer: PairAnswer, status: number): void {
  response.statusCode = status
  response.setHeader('content-type', 'application/json')
  response.setHeader('cache-control', 'no-store')
  response.end(JSON.stringify(answer))
}
