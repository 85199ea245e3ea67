import type { IncomingMessage } from 'node:http'
import { createGunzip } from 'node:zlib'
import { problem } from '#domain/errors'
import { refuseFhir } from './fhir/fault.ts'

export const mostMegabytes = 5
const mostBytes = mostMegabytes * 1024 * 1024

/** The body as text, unzipped where it came gzipped. Refuses more than 5 MB, counted after unzipping (zip bombs). */
export async function readText(request: IncomingMessage): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'gzip' && encoding !== 'identity') {
    refuseFhir(
      415,
      'not-supported',
      problem('fhir_unsupported', { what: `Content-Encoding ${encoding.slice(0, 20)}` }),
    )
  }
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) refuseTooLarge()
  const source = encoding === 'gzip' ? request.pipe(createGunzip()) : request
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > mostBytes) refuseTooLarge()
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')) {
      refuseFhir(400, 'structure', problem('fhir_unreadable'))
    }
    throw cause
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Refuses what is not declared as JSON, or is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/(fhir\+)?json\b/.test(type)) {
    refuseFhir(
      415,
      'not-supported',
      problem('fhir_unsupported', { what: `Content-Type ${type.slice(0, 40) || 'kosong'}` }),
    )
  }
  const text = await readText(request)
  try {
    return JSON.parse(text)
  } catch {
    refuseFhir(400, 'structure', problem('fhir_unreadable'))
  }
}

function refuseTooLarge(): never {
  refuseFhir(413, 'too-long', problem('fhir_too_large', { megabytes: mostMegabytes }))
}
