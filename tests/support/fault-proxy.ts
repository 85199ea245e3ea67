import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestTo,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** A request on its way to the server (its body unzipped), and what the server said, as far as it has come. */
export type Passing = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
type Answered = Passing & { status: number; answer: string }

/**
 * What to do with one request. `cut` after the server has answered is the lost response of F1; `cut` before is an
 * unplugged cable.
 */
export type Fault =
  | { cut: 'before' | 'after' }
  | { answer: { status: number; body: string; headers?: Record<string, string> } }
  | { rewrite: (answered: Answered) => string }

export type FaultProxy = {
  origin: string
  /** All requests that came, in order. */
  seen: Answered[]
  /** Asked for each request; null passes it through untouched. */
  decide: (fault: ((passing: Passing) => Fault | null | Promise<Fault | null>) | null) => void
  /** How far the server's clock is ahead of this computer's, as its answers tell. */
  setClock: (aheadMs: number) => void
  close: () => Promise<void>
}

/** A real HTTP proxy on loopback in front of `target`, which injects what networks and servers do to a sync. */
export async function openFaultProxy(target: string): Promise<FaultProxy> {
  const seen: Answered[] = []
  let decide: Parameters<FaultProxy['decide']>[0] = null
  let aheadMs = 0
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy())
  })

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await readAll(request)
    response.setHeader('date', new Date(Date.now() + aheadMs).toUTCString())
    const { method = '', url: path = '', headers: asked } = request
    const unzipped = asked['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
    const passing = { method, path, headers: asked, body: unzipped.toString('utf8') }
    const fault = (await decide?.(passing)) ?? null
    if (fault && 'answer' in fault) {
      seen.push({ ...passing, status: fault.answer.status, answer: fault.answer.body })
      response.writeHead(fault.answer.status, fault.answer.headers ?? {}).end(fault.answer.body)
      return
    }
    if (fault && 'cut' in fault && fault.cut === 'before') {
      response.destroy()
      return
    }
    const { status, headers, answer } = await forward(request, sent)
    const answered = { ...passing, status, answer }
    seen.push(answered)
    if (fault && 'cut' in fault) {
      response.destroy()
      return
    }
    const text = fault && 'rewrite' in fault ? fault.rewrite(answered) : answer
    const { 'content-type': type = '', 'accept-encoding': codings } = headers
    response.writeHead(status, { 'content-type': type, ...(codings ? { 'accept-encoding': codings } : {}) })
    response.end(text)
  }

  async function forward(request: IncomingMessage, body: Buffer) {
    const { host } = new URL(target)
    const onward = requestTo(`${target}${request.url}`, {
      method: request.method,
      headers: { ...request.headers, host, 'content-length': body.length },
    })
    onward.end(body)
    const [reply] = (await once(onward, 'response')) as [IncomingMessage]
    const came = await readAll(reply)
    const unzipped = reply.headers['content-encoding'] === 'gzip' ? gunzipSync(came) : came
    return {
      status: reply.statusCode ?? 0,
      headers: reply.headers,
      // As behind any front, the server goes by this address.
      answer: unzipped.toString('utf8').replaceAll(target, `http://${request.headers.host}`),
    }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    decide: (fault) => {
      decide = fault
    },
    setClock: (ms) => {
      aheadMs = ms
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
