import { z } from 'zod'
import { deskHead, roles } from '../access.ts'
import { base } from '../base.ts'
import { person } from './session.ts'
import { newPassword, username } from './setup.ts'
import { id, text } from './shapes.ts'

const member = person.extend({ username: z.string(), active: z.boolean() })

export const staff = {
  list: base.meta({ access: deskHead }).output(z.array(member)),
  create: base
    .meta({ access: deskHead })
    .input(
      z.object({
        name: text(80).pipe(z.string().min(1)),
        username,
        password: newPassword,
        role: z.enum(roles),
      }),
    )
    .output(member),
  /** Sets a new password, switches an account on or off; history keeps its name. */
  change: base
    .meta({ access: deskHead })
    .input(z.object({ id, password: newPassword.optional(), active: z.boolean().optional() }))
    .output(member),
}
