import { z } from 'zod'
import { deskClerks, deskHead } from '../access.ts'
import { base } from '../base.ts'
import { listFormat } from '../list-format.ts'
import { rowKind } from './import.ts'
import { searchText } from './patient.ts'
import { id, localDate, payer } from './shapes.ts'
import { figure } from './sync.ts'

/** A list that leaves Loket as a file, with what narrows it; what each holds stands in hub/lists/table.ts. */
function list<N extends string, S extends z.ZodRawShape>(name: N, filter: S) {
  return z.object({ name: z.literal(name), ...filter })
}

const onDay = { day: localDate }

/** Null narrows nothing. */
export const peopleFilter = z.object({
  villageCode: z
    .string()
    .regex(/^\d{10}$/)
    .nullable(),
  rt: z
    .string()
    .regex(/^\d{1,3}$/)
    .nullable(),
  rw: z
    .string()
    .regex(/^\d{1,3}$/)
    .nullable(),
  birthYear: z.int().min(1850).max(2200).nullable(),
  payer: payer.nullable(),
})
export type PeopleFilter = z.infer<typeof peopleFilter>

/** What the counter works with. */
export const clerkList = z.discriminatedUnion('name', [
  list('register', onDay),
  list('visits', onDay),
  list('queue', onDay),
  list('notices', onDay),
  list('bookings', onDay),
  list('paper', onDay),
  list('paperBlocks', {}),
  list('temporary', {}),
  list('sameNik', {}),
  list('keptApart', {}),
  list('mergedToday', {}),
  list('devices', {}),
  /** What had to be mended when a run ended; with null, what has to be now. */
  list('heldBack', { runId: id.nullable() }),
  list('syncRecords', figure.shape),
  list('syncRuns', {}),
  /** Those on one family card. */
  list('family', { id }),
  /** Whom the search box finds. */
  list('hits', { text: searchText }),
])

/** Everybody on file, and how the house is set up: the head's to take out. */
export const headList = z.discriminatedUnion('name', [
  list('people', peopleFilter.shape),
  list('staff', {}),
  list('rooms', {}),
  list('imports', {}),
  /** The rows of one kind that the look at a file came to, as long as its import is not over. */
  list('importRows', { id, of: rowKind }),
  /** Who stayed when this import was taken back. */
  list('importKept', { id }),
])

export type ClerkList = z.infer<typeof clerkList>
export type HeadList = z.infer<typeof headList>
export type AnyList = ClerkList | HeadList

/** Any list as a file. Who took which list, how narrowed, how many rows and in what format is in the audit trail. */
export const lists = {
  take: base
    .meta({ access: deskClerks })
    .input(z.object({ list: clerkList, format: listFormat }))
    .output(z.file()),
  takeAsHead: base
    .meta({ access: deskHead })
    .input(z.object({ list: headList, format: listFormat }))
    .output(z.file()),
  /** How many people a file would hold. */
  countPeople: base
    .meta({ access: deskHead })
    .input(peopleFilter)
    .output(z.object({ people: z.int() })),
}
