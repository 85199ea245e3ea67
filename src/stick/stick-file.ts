import { createCipheriv, createDecipheriv, type KeyObject, sign, verify } from 'node:crypto'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createGunzip, createGzip } from 'node:zlib'
import { type StickHeader, stickHeader } from '#contract/stick'

/**
 * A file that travels on a USB stick: a line that names it, a line of JSON that says whose it is, a signature (Ed25519,
 * over all the rest; empty in a receipt), then iv, tag and AES-256-GCM over gzipped lines of JSON. Both lines in front
 * are authenticated with the contents.
 */
const name = 'LOKET-USB'
export const ivBytes = 12
const tagBytes = 16
const newline = 0x0a
/** 30,000 people take 70 MB unzipped; a file that unfolds into more is not one of ours. */
const mostBytes = 1_000_000_000

export type Sealing = { header: StickHeader; iv: Uint8Array; contents: Buffer; signer: KeyObject | null }

export async function sealLines(
  { header, iv, contents, signer }: Sealing,
  lines: AsyncIterable<unknown> | Iterable<unknown>,
): Promise<Buffer<ArrayBuffer>> {
  const zipped = await buffer(Readable.from(asText(lines)).pipe(createGzip()))
  const front = Buffer.from(`${name}\n${JSON.stringify(header)}\n`)
  const cipher = createCipheriv('aes-256-gcm', contents, iv).setAAD(front)
  const sealed = Buffer.concat([cipher.update(zipped), cipher.final()])
  const body = Buffer.concat([iv, cipher.getAuthTag(), sealed])
  const signature = signer ? sign(null, Buffer.concat([front, body]), signer) : Buffer.alloc(0)
  return Buffer.concat([front, Buffer.of(signature.length), signature, body])
}

async function* asText(lines: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}

export type StickFile = { header: StickHeader; front: Buffer; signature: Buffer; body: Buffer }

/** Null for what is no such file. Says nothing yet about who made it. */
export function readStick(bytes: Buffer): StickFile | null {
  const first = bytes.indexOf(newline)
  const second = bytes.indexOf(newline, first + 1)
  if (first !== name.length || bytes.toString('latin1', 0, first) !== name || second === -1) return null
  const header = stickHeader.safeParse(parse(bytes.toString('utf8', first + 1, second)))
  const length = bytes[second + 1] ?? 0
  const from = second + 2 + length
  if (!header.success || bytes.length < from + ivBytes + tagBytes) return null
  const front = bytes.subarray(0, second + 1)
  const signature = bytes.subarray(second + 2, from)
  return { header: header.data, front, signature, body: bytes.subarray(from) }
}

export function isSignedBy({ front, signature, body }: StickFile, verifier: KeyObject): boolean {
  return signature.length > 0 && verify(null, Buffer.concat([front, body]), verifier, signature)
}

/** Null where the key is another one or a byte was changed. */
export function openStick({ front, body }: StickFile, contents: Buffer): AsyncGenerator<unknown> | null {
  const iv = body.subarray(0, ivBytes)
  const decipher = createDecipheriv('aes-256-gcm', contents, iv).setAAD(front)
  decipher.setAuthTag(body.subarray(ivBytes, ivBytes + tagBytes))
  try {
    return unzipLines(Buffer.concat([decipher.update(body.subarray(ivBytes + tagBytes)), decipher.final()]))
  } catch {
    return null
  }
}

async function* unzipLines(zipped: Buffer): AsyncGenerator<unknown> {
  let bytes = 0
  const input = Readable.from([zipped]).pipe(createGunzip())
  for await (const line of createInterface({ input })) {
    bytes += line.length
    if (bytes > mostBytes) throw new Error('a stick that unfolds into too much')
    yield JSON.parse(line)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
