import { z } from 'zod'
import { legStates } from '#domain/leg'
import { deskClerks } from '../access.ts'
import { base } from '../base.ts'
import { callReceipt, estimate, id, localDate, text, time } from './shapes.ts'

/** The paper from the kiosk: a number and what was answered there, never who it is. */
export const arrivalTicket = z.object({
  arrivalId: id,
  number: z.string(),
  facility: z.string(),
  roomLabel: z.string(),
  day: localDate,
  issuedAt: time,
  ahead: z.int().nonnegative(),
  prioritized: z.boolean(),
  estimate: estimate.nullable(),
})

/** A number that waits for the counter. */
export const arrivalCard = z.object({
  legId: id,
  arrivalId: id,
  number: z.string(),
  state: z.enum(legStates),
  priority: z.string().nullable(),
  /** What was said for a class that asks why. */
  priorityReason: z.string().nullable(),
  returning: z.boolean().nullable(),
  payer: z.enum(['jkn', 'umum']).nullable(),
  turn: z.string(),
  /** The counter that called it. */
  room: z.string(),
  enteredAt: time,
  calledAt: time.nullable(),
  timesCalled: z.int(),
  call: callReceipt.nullable(),
})
export type ArrivalCard = z.infer<typeof arrivalCard>

const line = z.object({
  /** Called to or at this counter. */
  active: z.array(arrivalCard),
  waiting: z.array(arrivalCard),
  skipped: z.array(arrivalCard),
  estimate: estimate.nullable(),
})

/** All counters share one line; a call brings the number to the counter that called. */
export const counter = {
  line: base
    .meta({ access: deskClerks })
    .input(z.object({ roomId: id }))
    .output(line),
  callNext: base
    .meta({ access: deskClerks })
    .input(z.object({ roomId: id }))
    .output(arrivalCard),
  /** A registration with this number ends its stay at the counter by itself. */
  move: base
    .meta({ access: deskClerks })
    .input(
      z.object({
        legId: id,
        roomId: id,
        move: z.enum(['call', 'recall', 'serve', 'skip', 'rejoin', 'undo']),
      }),
    )
    .output(arrivalCard),
  /** Has left, or only asked something: the number ends without a visit. */
  dismiss: base
    .meta({ access: deskClerks })
    .input(z.object({ legId: id, roomId: id, reason: text(160) }))
    .output(z.object({ number: z.string() })),
}
