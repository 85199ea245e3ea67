import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'

/**
 * What a Puskesmas and its district agree on beforehand is the client secret, so everything a stick needs follows from
 * it (HKDF, RFC 5869). The district keeps `contents` and `verifier` beside the secret's digest: it can read what a
 * Puskesmas signed, and could not have signed it.
 */
export type StickKeys = {
  /** AES-256. */
  contents: Buffer
  /** Ed25519; the Puskesmas' alone. */
  signer: KeyObject
  /** Ed25519, as SPKI in base64. */
  verifier: string
}

/** Before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410 §7). */
const privateKeyHead = Buffer.from('302e020100300506032b657004220420', 'hex')

export function stickKeysOf(clientSecret: string): StickKeys {
  const seed = derive(clientSecret, 'loket stick signature')
  const signer = createPrivateKey({
    key: Buffer.concat([privateKeyHead, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const spki = createPublicKey(signer).export({ format: 'der', type: 'spki' })
  return {
    contents: derive(clientSecret, 'loket stick contents'),
    signer,
    verifier: spki.toString('base64'),
  }
}

export function verifierFrom(spki: string): KeyObject {
  return createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
}
