import { z } from 'zod'
import { deskClerks } from '../access.ts'
import { base } from '../base.ts'
import { id, localDate, text, time } from './shapes.ts'
import { arrival } from './visit.ts'

const block = z.object({
  id,
  series: z.string(),
  first: z.int(),
  last: z.int(),
  /** As printed: «A-801». */
  numbers: z.array(z.string()),
  /** As on the displays: the sheet is handed out. */
  rooms: z.array(z.string()),
  printedAt: time,
  printedBy: z.string(),
})
export type ReservedBlock = z.infer<typeof block>

const entered = z.object({
  visitId: id,
  number: z.string(),
  patientId: id,
  patientName: z.string(),
  /** Only a name so far, to be completed. */
  temporary: z.boolean(),
  roomName: z.string(),
  /** When the power went, as far as the clerk knows. */
  at: time,
  status: z.enum(['open', 'finished', 'cancelled']),
  /** Some room has served this visit: what is entered here no longer decides about it. */
  served: z.boolean(),
})
export type PaperVisit = z.infer<typeof entered>

/** Numbers on paper for the hours without power, and the way back into the day's series. */
export const contingency = {
  blocks: base.meta({ access: deskClerks }).output(z.array(block)),
  reserve: base
    .meta({ access: deskClerks })
    .input(z.object({ series: z.string().regex(/^[A-Z]$/), count: z.int().min(5).max(60) }))
    .output(block),
  /** What was entered for a day, in the order of the numbers. */
  entered: base
    .meta({ access: deskClerks })
    .input(z.object({ day: localDate }))
    .output(z.array(entered)),
  /**
   * One line of the paper list, in any order. Today's people join the line of their room in the order of their numbers:
   * behind who was registered before the power went, before who was registered afterwards. Those of a past day (at most
   * seven back), and who has gone home, are recorded as finished, their service not recorded.
   */
  enter: base
    .meta({ access: deskClerks })
    .input(
      z.object({
        day: localDate,
        /** When the power went that day, in minutes after midnight, facility time. */
        since: z.int().min(0).max(1439),
        number: z.string().max(8),
        /** On file, or only a name: a record to be completed later. */
        person: z.union([z.object({ patientId: id }), z.object({ name: text(80) })]),
        arrival,
        complaint: text(300),
        /** Has gone home already. */
        finished: z.boolean(),
      }),
    )
    .output(entered),
  /** Takes back a line that was entered as finished; one that still waits is cancelled by `visits.cancel`. */
  strike: base
    .meta({ access: deskClerks })
    .input(z.object({ visitId: id, reason: text(160) }))
    .output(z.object({ number: z.string() })),
}
