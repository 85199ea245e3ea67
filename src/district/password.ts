import { hash, verify } from '@node-rs/argon2'

/** argon2id with the package's defaults: 19 MiB, 2 passes, as OWASP's password storage sheet asks at least. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password)
}

let decoy: Promise<string> | undefined

/** Without an account (null) it takes as long as with one, so that user names cannot be found out by timing. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password')
  return (await verify(passwordHash ?? (await decoy), password)) && passwordHash !== null
}
