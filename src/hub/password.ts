import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's minimum (19 MiB, 2 passes, 1 lane): about 40 ms on an old desk PC. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), options)
}

/** An unknown user costs the same time as a wrong password. */
let stranger: Promise<string> | undefined

export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  stranger ??= hashPassword('nobody')
  const fits = await verify(passwordHash ?? (await stranger), password.normalize('NFC'))
  return passwordHash !== null && fits
}
