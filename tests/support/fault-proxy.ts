import { once } from 'node:events'
import { createServer, type IncomingMessage, request as requestTo, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request on its way to the server, and what the server said, as far as it has come. */
type Passing = { method: string; path: string; body: string }
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
  close: () => Promise<void>
}

/** A real HTTP proxy on loopback in front of `target`, which injects what networks and servers do to a sync. */
export async function openFaultProxy(target: string): Promise<FaultProxy> {
  const seen: Answered[] = []
  let decide: Parameters<FaultProxy['decide']>[0] = null
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy())
  })

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request)
    const passing = { method: request.method ?? '', path: request.url ?? '', body }
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
    const { status, headers, answer } = await forward(request, body)
    const answered = { ...passing, status, answer }
    seen.push(answered)
    if (fault && 'cut' in fault) {
      response.destroy()
      return
    }
    const text = fault && 'rewrite' in fault ? fault.rewrite(answered) : answer
    response.writeHead(status, { 'content-type': headers['content-type'] ?? '' }).end(text)
  }

  async function forward(request: IncomingMessage, body: string) {
    const { host } = new URL(target)
    const onward = requestTo(`${target}${request.url}`, {
      method: request.method,
      headers: { ...request.headers, host, 'content-length': Buffer.byteLength(body) },
    })
    onward.end(body)
    const [reply] = (await once(onward, 'response')) as [IncomingMessage]
    return { status: reply.statusCode ?? 0, headers: reply.headers, answer: await readAll(reply) }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    decide: (fault) => {
      decide = fault
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readAll(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
