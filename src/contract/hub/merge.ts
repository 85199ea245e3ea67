import { z } from 'zod'
import { mergeFields } from '#domain/merge'
import { deskClerks } from '../access.ts'
import { base } from '../base.ts'
import { patient, patientHit } from './patient.ts'
import { id, localDate, text, time } from './shapes.ts'

const field = z.enum(mergeFields)
const named = z.object({ id, name: z.string(), recordNo: z.string() })

/** One of two records side by side: the person in full, and what hangs on the record. */
const side = z.object({
  person: patient.omit({ insideArea: true, nikWarnings: true, family: true, membership: true }),
  kkNo: z.string().nullable(),
  createdAt: time,
  visits: z.int(),
  lastVisit: localDate.nullable(),
  /** Still to come. */
  bookings: z.int(),
  children: z.int(),
  /** Record numbers of records merged into this one. */
  formerNumbers: z.array(z.string()),
})

const settled = z.object({ reason: z.string(), at: time })

export const merges = {
  compare: base
    .meta({ access: deskClerks })
    .input(z.object({ firstId: id, secondId: id }))
    .output(
      z.object({
        first: side,
        second: side,
        /** Somebody has found them to be two people. */
        different: settled.nullable(),
        /** Why they cannot be merged as they stand, whichever stays. */
        obstacle: z.string().nullable(),
      }),
    ),
  /** `take`: the fields whose value comes from the record that goes; the revisions are those that were compared. */
  merge: base
    .meta({ access: deskClerks })
    .input(
      z.object({
        keptId: id,
        goneId: id,
        take: z.array(field),
        keptRevision: z.int(),
        goneRevision: z.int(),
      }),
    )
    .output(z.object({ mergeId: id, visits: z.int(), bookings: z.int(), children: z.int() })),
  /** Within the calendar day; `stayed` are fields of the surviving record that were changed since and keep their value. */
  undo: base
    .meta({ access: deskClerks })
    .input(z.object({ mergeId: id }))
    .output(z.object({ kept: named, gone: named, stayed: z.array(field) })),
  /** What was merged today and stands, the last first. */
  today: base
    .meta({ access: deskClerks })
    .output(z.array(z.object({ id, at: time, staffName: z.string(), kept: named, gone: named }))),
  /** Pairs of records with one NIK that nobody has settled; `total` counts those that are not listed too. */
  sameNik: base.meta({ access: deskClerks }).output(
    z.object({
      total: z.int(),
      pairs: z.array(
        z.object({
          nik: z.string(),
          first: patientHit,
          second: patientHit,
          /** Why one of them was saved nonetheless. */
          reason: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** They are two people: the pair waits no longer. */
  keepApart: base
    .meta({ access: deskClerks })
    .input(z.object({ firstId: id, secondId: id, reason: text(160) }))
    .output(settled),
  /** What was said of two records was a slip: they are compared again like any other pair. */
  takeBack: base
    .meta({ access: deskClerks })
    .input(z.object({ firstId: id, secondId: id }))
    .output(z.object({ takenBack: z.literal(true) })),
  /** Pairs that were found to be two people, the last first; `total` counts those that are not listed too. */
  keptApart: base.meta({ access: deskClerks }).output(
    z.object({
      total: z.int(),
      pairs: z.array(settled.extend({ first: named, second: named, staffName: z.string() })),
    }),
  ),
}
