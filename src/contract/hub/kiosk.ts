import { z } from 'zod'
import { deskClerks, kioskPage } from '../access.ts'
import { base, refusedProblem } from '../base.ts'
import { arrivalTicket } from './counter.ts'
import { chosenPriority, estimate, id, time } from './shapes.ts'

/** `printed: false` without a problem: there is no printer at the hub, the page prints by itself. */
export const printOutcome = z.object({ printed: z.boolean(), problem: refusedProblem.nullable() })

/** A class that a person may press; `needsReason` asks why. Ages in years, where the class is one of age. */
const kioskPriority = z.object({
  code: z.string(),
  label: z.string(),
  ageFrom: z.int().nullable(),
  ageBelow: z.int().nullable(),
  needsReason: z.boolean(),
})

const start = z.object({
  facility: z.string(),
  timeZone: z.string(),
  now: time,
  roomLabel: z.string(),
  priorities: z.array(kioskPriority),
  waiting: z.int().nonnegative(),
  estimate: estimate.nullable(),
  paperWidth: z.union([z.literal(58), z.literal(80)]),
  /** The number holds only until the counter, which gives a new one. */
  newNumberLater: z.boolean(),
})
export type KioskStart = z.infer<typeof start>

/** Since when the hub's printer prints no tickets, why, and whose numbers are without paper. */
const printerTrouble = z.object({ since: time, problem: refusedProblem, numbers: z.array(z.string()) })

const requestId = id

/** A number without a name, in two steps: what is taken is never lost to a printer. */
export const kiosk = {
  start: base.meta({ access: kioskPage }).output(start),
  /** Asked twice with the same `requestId`, the hub answers with the same number. */
  take: base
    .meta({ access: kioskPage })
    .input(
      z.object({
        requestId,
        priority: chosenPriority.nullable(),
        returning: z.boolean().nullable(),
        payer: z.enum(['jkn', 'umum']).nullable(),
      }),
    )
    .output(z.object({ ticket: arrivalTicket })),
  /** Nobody was shown the number of this request in time, and nobody holds it: it leaves the line. */
  giveBack: base
    .meta({ access: kioskPage })
    .input(z.object({ requestId }))
    .output(z.object({ gone: z.boolean() })),
  /** Prints once, and tells what came of it however often it is asked; `again` prints anew. */
  print: base
    .meta({ access: kioskPage })
    .input(z.object({ arrivalId: id, again: z.boolean() }))
    .output(printOutcome),
  /** The guard's number, from the desk. */
  hand: base
    .meta({ access: deskClerks })
    .input(z.object({ requestId, priority: chosenPriority.nullable() }))
    .output(z.object({ ticket: arrivalTicket, print: printOutcome })),
  /** Null: tickets print, or there is no printer at the hub. */
  printer: base.meta({ access: deskClerks }).output(printerTrouble.nullable()),
}
