import { z } from 'zod'
import { base, managers, roles } from './base.ts'
import { displayName, newPassword, person, username } from './session.ts'

const member = person.extend({ username: z.string() })

export const staff = {
  list: base.route({ method: 'GET', path: '/staff' }).meta({ access: managers }).output(z.array(member)),
  /** Refuses `username_taken`. */
  create: base
    .route({ method: 'POST', path: '/staff' })
    .meta({ access: managers })
    .input(z.object({ name: displayName, username, password: newPassword, role: z.enum(roles) }))
    .output(member),
  /** Holds at once, also where that account is signed in. Refuses `member_unknown` and `last_manager`. */
  setRole: base
    .route({ method: 'PUT', path: '/staff/{id}/role' })
    .meta({ access: managers })
    .input(z.object({ id: z.uuid(), role: z.enum(roles) }))
    .output(member),
}
