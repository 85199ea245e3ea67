import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { problem, Refusal } from '#domain/errors'
import type { Issued } from './lan/issue.ts'
import { limitConnections } from './lan/limits.ts'
import type { Listener } from './listener.ts'

/** One place where requests come in. */
export type Entrance = {
  listener: Listener
  /** 0 takes a free one. */
  port: number
  /** By which names and addresses a page may have come; read at each request, because a router may give new ones. */
  names: () => readonly string[]
  /** Makes it https. */
  tls?: Issued
}

/** What is behind an entrance. `isOwn` refuses a rebound name in Host, and in Origin another site or another port. */
export type Behind = {
  answer: (request: IncomingMessage, response: ServerResponse, isOwn: IsOwn) => void
  /** Live sockets; returns how to end them. */
  attach: (server: Server, isOwn: IsOwn) => () => void
  onFault: (fault: Error) => void
}
type IsOwn = (request: IncomingMessage) => boolean

export type Listening = {
  port: number
  /** Shows this certificate from the next handshake on. */
  renew: (tls: Issued) => void
  /** Resolves when nobody is connected any more and nobody can. */
  close: () => Promise<void>
}

const handshakeTimeout = 10_000

/** Listens on this computer only, or for `lan` and `secure` on all of its networks. Refuses `port_in_use`. */
export async function openEntrance(entrance: Entrance, behind: Behind): Promise<Listening> {
  const { listener, names, tls } = entrance
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    behind.answer(request, response, isOwn)
  const server = tls ? createSecureServer({ ...pemOf(tls), handshakeTimeout }, answer) : createServer(answer)
  const scheme = tls ? 'https' : 'http'
  const hangUp = listener === 'loopback' ? () => server.closeAllConnections() : limitConnections(server)
  const port = await bind(server, entrance.port, listener === 'loopback' ? '127.0.0.1' : '0.0.0.0')

  function isOwn({ headers: { host, origin } }: IncomingMessage): boolean {
    const isKnown = names().some((name) => `${name}:${port}` === host?.toLowerCase())
    return isKnown && (origin === undefined || origin === `${scheme}://${host}`)
  }

  server.on('error', behind.onFault)
  const endLive = behind.attach(server, isOwn)
  return {
    port,
    renew: (issued) => 'setSecureContext' in server && server.setSecureContext(pemOf(issued)),
    close: () =>
      new Promise((resolve) => {
        endLive()
        server.close(() => resolve())
        hangUp()
      }),
  }
}

const pemOf = ({ certificate, key }: Issued) => ({ cert: certificate, key })

function bind(
  server: Server | SecureServer,
  port: number,
  address: '127.0.0.1' | '0.0.0.0',
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) =>
      reject(fault.code === 'EADDRINUSE' ? new Refusal(problem('port_in_use', { port })) : fault),
    )
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port))
  })
}
