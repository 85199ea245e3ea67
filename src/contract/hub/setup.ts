import { z } from 'zod'
import { checkPassword, checkUsername } from '#domain/account'
import { deskPage } from '../access.ts'
import { base, ruledBy } from '../base.ts'
import { clusterLabel, room, text } from './shapes.ts'

export const username = z.string().superRefine(ruledBy(checkUsername))
export const newPassword = z.string().superRefine(ruledBy(checkPassword))

export const timeZones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const

export const roomDraft = room.omit({ id: true, active: true, ratio: true })

const presets = z.object({
  schemes: z.array(z.object({ code: z.string(), name: z.string(), clusters: z.array(clusterLabel) })),
  rooms: z.array(z.object({ code: z.string(), name: z.string(), rooms: z.array(roomDraft) })),
})

export const setup = {
  presets: base.meta({ access: deskPage }).output(presets),
  complete: base
    .meta({ access: deskPage })
    .input(
      z.object({
        name: text(80),
        code: z.string().regex(/^[A-Z0-9-]{4,20}$/i),
        timeZone: z.enum(timeZones),
        villages: z.array(z.string().regex(/^\d{10}$/)).min(1),
        scheme: z.string(),
        suspectsGoToK4: z.boolean(),
        rooms: z.array(roomDraft).min(1).max(60),
        account: z.object({ name: text(80), username, password: newPassword }),
      }),
    )
    .output(z.object({ done: z.literal(true) })),
}
