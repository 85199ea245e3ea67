import { maxHeaderSize, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { problem } from '#domain/errors'
import { type Fault, outcomeOf } from './fhir/fault.ts'

const unreadable: Fault = { status: 400, issue: 'structure', problem: problem('fhir_unreadable') }
/** By the code of the error; whatever else Node's parser refuses is no HTTP. */
const faults: Record<string, Fault> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    issue: 'too-long',
    problem: problem('fhir_too_large', { most: `${maxHeaderSize / 1024} KB di bagian kepalanya` }),
  },
  ERR_HTTP_REQUEST_TIMEOUT: { ...unreadable, status: 408, issue: 'timeout' },
}

/**
 * What Node's parser would not have never becomes a request, so where it was to go is not known: it is answered as
 * everything below /fhir, and the line closed.
 */
export function refuseUnparsed(cause: Error & { code?: string }, socket: Duplex): void {
  if (cause.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const fault = faults[cause.code ?? ''] ?? unreadable
  const body = JSON.stringify(outcomeOf(fault))
  const head = [
    `HTTP/1.1 ${fault.status} ${STATUS_CODES[fault.status]}`,
    'Content-Type: application/fhir+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
