import { z } from 'zod'
import { base, managers } from './base.ts'

export const audit = {
  /** What the look through the whole audit trail found that the server makes when it starts; waits for its end. */
  check: base
    .route({ method: 'GET', path: '/audit/check' })
    .meta({ access: managers })
    .output(
      z.object({
        /** The first row that does not follow from the one before it, and when it says it was written (ms since 1970). */
        broken: z.object({ row: z.int(), at: z.int() }).nullable(),
      }),
    ),
}
