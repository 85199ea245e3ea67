import { z } from 'zod'
import { consentKinds } from '#domain/consent'
import { patientPapers } from '#domain/patient-paper'
import { relations } from '#domain/signer'
import { deskClerks } from '../access.ts'
import { base } from '../base.ts'
import { id, text, time } from './shapes.ts'

const point = z.string().max(40)

const consent = z.object({
  id,
  kind: z.enum(consentKinds),
  /** Which text was asked; `points` are the codes of its points said yes to. */
  version: z.string().max(20),
  points: z.array(point).max(40),
  agreed: z.boolean(),
  relation: z.enum(relations),
  signer: z.string(),
  at: time,
  staffName: z.string(),
})
export type Consent = z.infer<typeof consent>

/** Through the printer, a dialog of the browser's in which nobody knows what happens, or into a file. */
export const paperWays = ['printer', 'dialog', 'pdf'] as const

/** Papers about one person, and what they were asked on them. */
export const documents = {
  /** Every answer of this person, the newest first. */
  consents: base
    .meta({ access: deskClerks })
    .input(z.object({ patientId: id }))
    .output(z.array(consent)),
  /** An answer is added, never changed: agreeing, refusing and taking back are each a row of their own. */
  answer: base
    .meta({ access: deskClerks })
    .input(
      consent
        .pick({ kind: true, version: true, points: true, agreed: true, relation: true })
        // Empty for a patient who speaks for themselves: the name on file is theirs.
        .extend({ patientId: id, signer: text(120) }),
    )
    .output(consent),
  /** Asked before a paper leaves, so that none leaves without its row in the audit trail. */
  notePaper: base
    .meta({ access: deskClerks })
    .input(
      z.object({
        patientId: id,
        paper: z.enum(patientPapers),
        copies: z.int().min(1).max(300),
        way: z.enum(paperWays),
      }),
    )
    .output(z.object({ noted: z.literal(true) })),
}
