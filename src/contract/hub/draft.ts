import { z } from 'zod'
import { deskClerks } from '../access.ts'
import { base } from '../base.ts'

/** What a clerk has typed and not yet saved, kept per person so that it survives a crash, a restart and a sign-out. */
export const draftKinds = ['patient', 'visit'] as const
const kind = z.enum(draftKinds)

export const drafts = {
  load: base
    .meta({ access: deskClerks })
    .input(z.object({ kind }))
    .output(z.object({ body: z.string().nullable() })),
  save: base
    .meta({ access: deskClerks })
    .input(z.object({ kind, body: z.string().max(64_000) }))
    .output(z.object({ saved: z.literal(true) })),
  discard: base
    .meta({ access: deskClerks })
    .input(z.object({ kind }))
    .output(z.object({ discarded: z.literal(true) })),
}
