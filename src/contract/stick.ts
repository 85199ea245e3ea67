import { z } from 'zod'
import { fhirTypes } from './fhir.ts'

/** Where there is no line at all, records travel to the district in a file, and its answer travels back in another. */
export const stickHeader = z.object({
  format: z.literal(1),
  kind: z.enum(['kiriman', 'tanda-terima']),
  clientId: z.string().min(1).max(200),
  /** Of the Puskesmas. */
  code: z.string().min(1).max(40),
  madeAt: z.iso.datetime(),
  /** How many hours the days of the Puskesmas are ahead of UTC. */
  offset: z.int().min(-12).max(14),
  /**
   * How often the sender had found the district set back to a backup. A receipt names that of the stick it answers: of an
   * earlier one it tells what the district had, and no longer what it has.
   */
  era: z.int().nonnegative().default(0),
})
export type StickHeader = z.infer<typeof stickHeader>

const record = { type: z.enum(fhirTypes), recordId: z.uuid(), revision: z.int().positive() }

/** One record as it would go over the line, but that whatever it names is named by the sender's own record id. */
export const carried = z.object({ ...record, resource: z.looseObject({ resourceType: z.string() }) })
export type Carried = z.infer<typeof carried>

/** What became of it: stored, under which id and naming whom; or why not, in words for the clerk. */
const receiptLine = z.union([
  z.object({
    ...record,
    serverId: z.string(),
    version: z.string().nullable(),
    /** When the district stored it as it is now. */
    storedAt: z.iso.datetime().nullable().default(null),
    /** The server's ids of the patients whom the stored resource names. */
    names: z.array(z.string()),
  }),
  z.object({ ...record, words: z.string() }),
])
export type ReceiptLine = z.infer<typeof receiptLine>

/** Behind the records of a receipt: what the district then held of a type on a day that the stick had touched (`day-digest`). */
const heldDay = z.object({
  type: z.enum(fhirTypes),
  day: z.iso.date(),
  count: z.int().positive(),
  digest: z.string(),
})
export type HeldDay = z.infer<typeof heldDay>

export const receiptContent = z.union([receiptLine, heldDay])
