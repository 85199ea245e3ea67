import { z } from 'zod'
import { consentKinds } from '#domain/consent'
import { deskAndRooms } from '../access.ts'
import { base } from '../base.ts'

/** What somebody has typed and not yet saved, kept per account so that it survives a crash, a restart and a sign-out. */
export const draftKinds = [
  'patient',
  'visit',
  'emergency',
  'booking',
  'paper',
  ...consentKinds,
  'merge',
  'family',
  'member',
  'familyCard',
  'care',
  'move',
  'queue',
  'numbering',
  'room',
  'area',
  'account',
  'district',
  'device',
  'import',
  'reason',
] as const
const kind = z.enum(draftKinds)

export const drafts = {
  /** All of whoever asks, so that no form waits for its own. */
  load: base.meta({ access: deskAndRooms }).output(z.partialRecord(kind, z.string())),
  save: base
    .meta({ access: deskAndRooms })
    .input(z.object({ kind, body: z.string().max(64_000) }))
    .output(z.object({ saved: z.literal(true) })),
  discard: base
    .meta({ access: deskAndRooms })
    .input(z.object({ kind }))
    .output(z.object({ discarded: z.literal(true) })),
}
