import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import { type Problem, problem } from '#domain/errors'

type Pace = { burst: number; perSecond: number }

/** What asks the database or guesses a code. */
const calls: Pace = { burst: 500, perSecond: 50 }
/** A television loads its page and some two hundred voice clips at once, and so does each one behind the same router. */
const files: Pace = { burst: 4000, perSecond: 400 }
/** A page comes only while its scripts and styles will come too: half a page would stay dead. */
const filesOfPage = 50
const largestBody = 1024 * 1024
/** Six connections for each page, and a router may show a whole corridor under one address. */
const connectionsEach = 120
const connectionsAll = 1000

export type Limits = {
  refuse: (request: IncomingMessage) => { status: 413 | 429; problem: Problem } | null
}

/** What one device of the network may ask: token buckets for each remote address, and bodies of a known, small size. */
export function createLimits(now: () => number): Limits {
  const [mayCall, mayHaveFiles] = [createBuckets(now, calls), createBuckets(now, files)]

  function isGranted({ url, socket: { remoteAddress: address = '' } }: IncomingMessage): boolean {
    // Read as the routes read it: `/voice/../api` is a call.
    const path = URL.parse(url ?? '/', 'http://loket')?.pathname ?? '/'
    if (path.startsWith('/api/')) return mayCall(address, 1)
    if (/^\/[a-z]+\/$/.test(path)) return mayHaveFiles(address, filesOfPage)
    const isFile = /^\/([a-z]+\/)?assets\/|^\/(voice|media)\//.test(path)
    return isFile ? mayHaveFiles(address, 1) : mayCall(address, 1)
  }

  return {
    refuse: (request) => {
      if (!isGranted(request)) return { status: 429, problem: problem('too_many_requests') }
      const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
      // A body that does not say how long it is would have to be counted while it comes.
      if (encoding !== undefined || !(Number(length) <= largestBody)) {
        return { status: 413, problem: problem('too_large') }
      }
      return null
    },
  }
}

/** Takes one token of that address, where there are as many as needed. */
function createBuckets(
  now: () => number,
  { burst, perSecond }: Pace,
): (address: string, needed: number) => boolean {
  const buckets = new Map<string, { tokens: number; at: number }>()

  function forgetFull(at: number): void {
    const fullMs = (burst / perSecond) * 1000
    for (const [address, bucket] of buckets) if (at - bucket.at > fullMs) buckets.delete(address)
  }

  return (address, needed) => {
    const at = now()
    const before = buckets.get(address) ?? { tokens: burst, at }
    // A clock that was set back must not empty the bucket.
    const refilled = Math.min(burst, before.tokens + (Math.max(0, at - before.at) / 1000) * perSecond)
    const granted = refilled >= needed
    buckets.set(address, { tokens: granted ? refilled - 1 : refilled, at })
    if (buckets.size > 1000) forgetFull(at)
    return granted
  }
}

/**
 * So that one device cannot hold all the doors open, nor a slow one its own for ever. The answer hangs up on everybody,
 * also on those who are still at the handshake, whom `closeAllConnections` does not know.
 */
export function limitConnections(server: HttpServer | HttpsServer): () => void {
  const open = new Map<string, Set<Socket>>()
  server.maxConnections = connectionsAll
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const sockets = open.get(address) ?? new Set()
    if (sockets.size >= connectionsEach) {
      socket.destroy()
      return
    }
    open.set(address, sockets.add(socket))
    socket.once('close', () => {
      sockets.delete(socket)
      if (sockets.size === 0) open.delete(address)
    })
  })
  return () => {
    for (const socket of [...open.values()].flatMap((sockets) => [...sockets])) socket.destroy()
  }
}
