import { once } from 'node:events'
import { createServer, type IncomingMessage, request as requestTo, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pass } from 'node:timers/promises'

/** What went over a line in both directions, headers included. */
export type Traffic = { requests: number; bytes: number }
export type Line = {
  origin: string
  /** Since it was last asked. */
  taken: () => Traffic
  close: () => Promise<void>
}

/**
 * The line between a Puskesmas and its district. `kbitPerSecond` lets that much through, one direction at a time, as a
 * sync with one request under way uses it; `zipped: false` hides that the server takes zipped bodies.
 */
export async function openLine(
  target: string,
  { kbitPerSecond, zipped }: { kbitPerSecond: number | null; zipped: boolean },
): Promise<Line> {
  const sockets = new Set<Socket>()
  let gone = 0
  let before = 0
  let requests = 0
  const total = () => [...sockets].reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, gone)
  const server = createServer((request, response) => {
    void forward(request, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      gone += socket.bytesRead + socket.bytesWritten
    })
  })
  const travel = async (bytes: number) => {
    if (kbitPerSecond !== null) await pass((bytes * 8) / kbitPerSecond)
  }

  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1
    const sent = await readAll(request)
    await travel(sent.length + sizeOfHead(request))
    const { host } = new URL(target)
    const onward = requestTo(`${target}${request.url}`, {
      method: request.method,
      headers: { ...request.headers, host },
    })
    onward.end(sent)
    const [reply] = (await once(onward, 'response')) as [IncomingMessage]
    const answer = await readAll(reply)
    await travel(answer.length + sizeOfHead(reply))
    const { 'accept-encoding': codings, ...headers } = reply.headers
    response.writeHead(reply.statusCode ?? 502, {
      ...headers,
      ...(zipped && codings !== undefined ? { 'accept-encoding': codings } : {}),
    })
    response.end(answer)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: () => {
      const traffic = { requests, bytes: total() - before }
      requests = 0
      before = total()
      return traffic
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function sizeOfHead({ rawHeaders }: IncomingMessage): number {
  return rawHeaders.reduce((sum, text) => sum + text.length + 2, 0)
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
