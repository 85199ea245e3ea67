import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/**
 * Sends one file, or the part of it that a film player asks for; resolves false when there is no such file. sirv is not
 * used here: it lets the descriptor of every range that a player breaks off stay open, and an unreadable file ends the hub.
 */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  type: string,
): Promise<boolean> {
  const stats = await stat(file).catch(() => null)
  if (!stats?.isFile()) return false
  const { size, mtimeMs } = stats
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`
  response.setHeader('etag', etag)
  response.setHeader('cache-control', 'no-cache')
  response.setHeader('accept-ranges', 'bytes')
  response.setHeader('content-type', type)
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end()
    return true
  }
  const range = rangeOf(request.headers.range, size)
  if (range === 'outside') {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end()
    return true
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  if (range) response.setHeader('content-range', `bytes ${start}-${end}/${size}`)
  response.writeHead(range ? 206 : 200, { 'content-length': end - start + 1 })
  if (request.method === 'HEAD' || size === 0) response.end()
  // A player that breaks off, or a stick that is pulled out: both ends are closed, and nobody needs to know.
  else await pipeline(createReadStream(file, { start, end }), response).catch(() => response.destroy())
  return true
}

/** `bytes=200-`, `bytes=200-399` or `bytes=-500`; null, so the whole file, for what is none of them. */
function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'outside' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end ? 'outside' : { start, end }
}
