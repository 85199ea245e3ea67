import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { newSecretBytes } from '#hub/system'

const ivBytes = 12
const tagBytes = 16

/** A key of its own for secrets in the settings, so that a copied settings row says nothing without the database key. */
export function sealingKey(databaseKeyHex: string): Buffer {
  const key = hkdfSync('sha256', Buffer.from(databaseKeyHex, 'hex'), '', 'loket sync destination secret', 32)
  return Buffer.from(key)
}

/** AES-256-GCM; base64 of iv, tag and cipher text. */
export function seal(text: string, key: Buffer): string {
  const iv = newSecretBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Null where the key is another one or the text was changed. */
export function unseal(sealed: string, key: Buffer): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < ivBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
  try {
    return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}
