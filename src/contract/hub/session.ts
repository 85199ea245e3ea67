import { z } from 'zod'
import { roles, staffPages, surfaces } from '../access.ts'
import { base } from '../base.ts'
import { timeZones } from './setup.ts'
import { clusterLabel, id, localDate, room } from './shapes.ts'

export const person = z.object({ id, name: z.string(), role: z.enum(roles) })

const current = z.object({
  surface: z.enum(surfaces),
  /** The room this page was opened for; null on the desk. */
  roomId: id.nullable(),
  staff: person.nullable(),
  today: localDate,
  /** Of this program, as in package.json. */
  version: z.string(),
  facility: z
    .object({
      name: z.string(),
      code: z.string(),
      timeZone: z.enum(timeZones),
      clusters: z.array(clusterLabel),
      rooms: z.array(room),
    })
    .nullable(),
})

export const session = {
  current: base.meta({ access: staffPages }).output(current),
  signIn: base
    .meta({ access: staffPages })
    .input(z.object({ username: z.string().max(60), password: z.string().max(200) }))
    .output(person),
  signOut: base.meta({ access: staffPages }).output(z.object({ signedOut: z.literal(true) })),
}
