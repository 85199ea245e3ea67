import type { IncomingMessage, ServerResponse } from 'node:http'
import { asRefused } from '#contract/base'
import { type Problem, problem, sentenceOf } from '#domain/errors'
import type { HubContext } from './context.ts'
import { sendText } from './screens.ts'

/** A refusal before any procedure is reached: in the contract's shape where a screen asks, else as a page to read. */
export function sendProblem(
  request: IncomingMessage,
  response: ServerResponse,
  status: 403 | 413 | 429,
  why: Problem,
): void {
  if (!request.url?.startsWith('/api/')) {
    sendText(response, status, sentenceOf(why))
    return
  }
  response.statusCode = status
  response.setHeader('content-type', 'application/json')
  const code = status === 403 ? 'FORBIDDEN' : 'REFUSED'
  const data = { problems: [asRefused(why)] }
  response.end(JSON.stringify({ defined: true, code, status, message: code, data }))
}

/** What shows identity has to come by the https address, which the sentence names. */
export function sendToHttps(context: HubContext, request: IncomingMessage, response: ServerResponse): void {
  const address = context.lan.secureOrigin(request.headers.host) ?? ''
  sendProblem(request, response, 403, problem('needs_https', { address }))
}
