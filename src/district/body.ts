import type { IncomingMessage } from 'node:http'
import { createGunzip } from 'node:zlib'
import { problem } from '#domain/errors'
import { refuseFhir } from './fhir/fault.ts'

type Most = { bytes: number; words: string }
const ofResources: Most = { bytes: 5 * 1024 * 1024, words: '5 MB' }
/** A search or a sign-in, which a stranger may send as well. */
const ofForm: Most = { bytes: 64 * 1024, words: '64 KB' }

/** Told how many bytes a body came to after unzipping, whether it was taken or not. */
export type Weigh = (bytes: number) => void

/** The body as text, unzipped where it came gzipped. Refuses more than `most`, counted after unzipping (zip bombs). */
async function readText(request: IncomingMessage, most: Most, weigh: Weigh): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'gzip' && encoding !== 'identity') {
    refuseFhir(
      415,
      'not-supported',
      problem('fhir_unsupported', { what: `Content-Encoding ${encoding.slice(0, 20)}` }),
    )
  }
  if (Number(request.headers['content-length'] ?? 0) > most.bytes) refuseTooLarge(most)
  const source =
    encoding === 'gzip' ? request.pipe(createGunzip()) : request.iterator({ destroyOnReturn: false })
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > most.bytes) refuseTooLarge(most)
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')) {
      refuseFhir(400, 'structure', problem('fhir_unreadable'))
    }
    throw cause
  } finally {
    weigh(bytes)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    // Stored with a character put in its place, a name would no longer be the name.
    refuseFhir(400, 'structure', problem('fhir_unreadable'))
  }
}

/** Refuses what is not declared as JSON, or is not JSON. */
export async function readJson(request: IncomingMessage, weigh: Weigh): Promise<unknown> {
  demandType(request, /^application\/(fhir\+)?json\b/i)
  const text = await readText(request, ofResources, weigh)
  try {
    return JSON.parse(text)
  } catch {
    refuseFhir(400, 'structure', problem('fhir_unreadable'))
  }
}

/** Refuses what is not declared as a form. */
export async function readForm(request: IncomingMessage, weigh: Weigh): Promise<URLSearchParams> {
  demandType(request, /^application\/x-www-form-urlencoded\b/i)
  return new URLSearchParams(await readText(request, ofForm, weigh))
}

function demandType({ headers }: IncomingMessage, wanted: RegExp): void {
  const type = headers['content-type'] ?? ''
  if (wanted.test(type)) return
  const what = `Content-Type ${type.slice(0, 40) || 'kosong'}`
  refuseFhir(415, 'not-supported', problem('fhir_unsupported', { what }))
}

function refuseTooLarge({ words }: Most): never {
  refuseFhir(413, 'too-long', problem('fhir_too_large', { most: words }))
}
