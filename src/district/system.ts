import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** The only file that asks the machine for time, chance or ids; tests pass their own clock. */
export type System = {
  now: () => Date
  newId: () => string
  /** URL-safe random text of 192 bits. */
  newToken: () => string
}

export const machine: System = {
  now: () => new Date(),
  newId: () => v7(),
  newToken: () => randomBytes(24).toString('base64url'),
}

/** Codes, tokens and client secrets are 192 random bits: a plain digest is enough, unlike for passwords. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
