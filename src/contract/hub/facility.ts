import { z } from 'zod'
import { deskHead } from '../access.ts'
import { base } from '../base.ts'
import { village } from './area.ts'

export const facilityRules = z.object({
  /** Kemendagri codes of the working area. */
  villages: z
    .array(z.string().regex(/^\d{10}$/))
    .min(1)
    .max(500),
  scheme: z.string().max(40),
  suspectsGoToK4: z.boolean(),
})
export type FacilityRules = z.infer<typeof facilityRules>

/** What setup asked of the house and a decree may change; it holds from the day it is saved, past days keep theirs. */
export const facility = {
  rules: base.meta({ access: deskHead }).output(
    z.object({
      rules: facilityRules,
      /** Every village of the districts that the working area reaches into. */
      known: z.array(village),
    }),
  ),
  saveRules: base.meta({ access: deskHead }).input(facilityRules).output(facilityRules),
}
