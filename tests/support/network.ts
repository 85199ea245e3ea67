import { type Agent, request as askPlain, type IncomingHttpHeaders } from 'node:http'
import { request as askSecure } from 'node:https'
import { type ConnectionOptions, connect, type PeerCertificate } from 'node:tls'
import { WebSocket } from 'ws'
import type { TestPage } from './hub.ts'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string; bytes: Buffer }

type Question = {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** The only authority that is believed, PEM. */
  ca?: string
  /** Shares its connections with other requests. */
  agent?: Agent
}

/** One request, usually on a connection of its own, with a Host, an Origin and a cookie as the test wishes. */
export function ask(url: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, ca, agent = false } = question
  const send = url.startsWith('https:') ? askSecure : askPlain
  return new Promise((resolve, reject) => {
    // The certificate is judged by this name, so that Host may be anything.
    const tls = ca !== undefined && { ca, servername: 'localhost' }
    const request = send(url, { method, headers, agent, ...tls }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode = 0, headers: answered } = response
        const bytes = Buffer.concat(chunks)
        resolve({ status: statusCode, headers: answered, body: bytes.toString(), bytes })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** A call of the contract as this page makes it, at another entrance of the hub. */
export function callAs(page: Pick<TestPage, 'id' | 'cookie'>, origin: string, path: string, ca?: string) {
  return ask(`${origin}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'loket-page': page.id, cookie: page.cookie, origin },
    body: '{}',
    ...(ca !== undefined && { ca }),
  })
}

/** The certificate that the server shows to somebody who believes only `ca`; fails as a browser would. */
export function shakeHands(port: number, options: ConnectionOptions): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ...options }, () => {
      resolve(socket.getPeerCertificate())
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

/** The live socket of this page at that entrance, once it is open; null where it is refused. */
export function openLive(
  page: Pick<TestPage, 'id' | 'cookie'>,
  origin: string,
  ca?: string,
): Promise<WebSocket | null> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/live?p=${page.id}`, {
    headers: { cookie: page.cookie, origin },
    ...(ca !== undefined && { ca }),
  })
  return new Promise((resolve) => {
    socket.once('open', () => resolve(socket))
    socket.once('error', () => resolve(null))
  })
}
