import { z } from 'zod'
import { checkPassword, checkUsername } from '#domain/account'
import { ruledBy } from '../base.ts'
import { base, roles } from './base.ts'

export const person = z.object({ id: z.uuid(), name: z.string(), role: z.enum(roles) })

/** `setup`: no account exists yet; `canSetUp` tells whether this page was opened by code and may make the first one. */
const current = z.discriminatedUnion('state', [
  z.object({ state: z.literal('setup'), canSetUp: z.boolean() }),
  z.object({ state: z.literal('signed_out') }),
  z.object({ state: z.literal('signed_in'), person }),
])

export const username = z.string().superRefine(ruledBy(checkUsername))
export const newPassword = z.string().max(200).superRefine(ruledBy(checkPassword))
export const displayName = z.string().trim().min(1).max(80)

export const session = {
  me: base.route({ method: 'GET', path: '/session' }).meta({ access: 'public' }).output(current),
  /** Signs the new manager in. Refuses `first_account_exists`. */
  createFirstAccount: base
    .route({ method: 'POST', path: '/session/first-account' })
    .meta({ access: 'opened' })
    .input(z.object({ name: displayName, username, password: newPassword }))
    .output(person),
  /** Refuses `sign_in_failed`, and `locked_out` after five failures in a row. */
  signIn: base
    .route({ method: 'POST', path: '/session' })
    .meta({ access: 'public' })
    .input(z.object({ username: z.string().max(60), password: z.string().max(200) }))
    .output(person),
  signOut: base
    .route({ method: 'DELETE', path: '/session' })
    .meta({ access: 'public' })
    .output(z.object({ signedOut: z.literal(true) })),
}
