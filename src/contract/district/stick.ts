import { z } from 'zod'
import { base, managers } from './base.ts'

const accepted = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  /** When the Puskesmas wrote it, and when it was taken in: milliseconds since 1970 UTC. */
  madeAt: z.int(),
  at: z.int(),
  by: z.string(),
  /** Records that the district has now, among them those it had already; and those it would not take. */
  stored: z.int(),
  refused: z.int(),
})
export type AcceptedStick = z.infer<typeof accepted>

/** As much as a first stick of a large Puskesmas. */
export const mostStickBytes = 200 * 1024 * 1024

/** For Puskesmas without a line: their records come in a file, and a receipt goes back. */
export const sticks = {
  list: base.route({ method: 'GET', path: '/sticks' }).meta({ access: managers }).output(z.array(accepted)),
  /** Refuses `stick_unreadable`, `stick_unknown_sender` and `stick_forged`; nothing is stored then. */
  accept: base
    .route({ method: 'POST', path: '/sticks' })
    .meta({ access: managers })
    .input(z.object({ file: z.file().max(mostStickBytes) }))
    .output(accepted),
  /** For the Puskesmas alone: encrypted with what its secret was when the stick came. Refuses `stick_unknown`. */
  receipt: base
    .route({ method: 'GET', path: '/sticks/{id}/receipt' })
    .meta({ access: managers })
    .input(z.object({ id: z.uuid() }))
    .output(z.file()),
}
