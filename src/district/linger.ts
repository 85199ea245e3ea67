import type { IncomingMessage, ServerResponse } from 'node:http'

const mostMs = 5_000
const mostBytes = 64 * 1024 * 1024

/**
 * Ends an answer that is ready before the body has come. Closed at once, the line would be reset under a sender that is
 * still writing, and the answer lost with it: so what comes is thrown away for a while first. The line closes then, as
 * the rest of the body would be taken for the next request on it.
 */
export async function endUnread(
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
): Promise<void> {
  response.setHeader('connection', 'close')
  response.setHeader('content-length', Buffer.byteLength(text))
  response.write(text)
  const { promise: enough, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, mostMs)
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostBytes) resolve()
  })
  request.once('close', resolve)
  request.resume()
  await enough
  clearTimeout(timer)
  response.end()
}
