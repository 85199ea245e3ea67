import { z } from 'zod'
import { targetGroups } from '#domain/village-target'
import { visitDimensions } from '#domain/visit-words'
import { listFormat } from '../list-format.ts'
import { base, managers, readers } from './base.ts'

/** Aggregates only. There is no field here that could carry a person, and the output is parsed. */
const count = z.int().nonnegative()
/** As `domain/small-numbers` shows a count to those who may not see patients; to the others it is always a number. */
const shown = z.union([count, z.enum(['few', 'hidden'])])
/** YYYY-MM-DD, the facility's calendar. */
const day = z.iso.date()
/** YYYY-MM. */
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
/** A code as Loket's dated data names it, as `balita` or `anc`; `tidak_diketahui` where the visit carried none. */
const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const villageCode = z.string().regex(/^(\d{10}|tidak_diketahui)$/)
const place = z.object({ facilityId: z.uuid(), code: z.string(), name: z.string() })

const overview = z.array(
  place.extend({
    /** Milliseconds since 1970 UTC; null when this Puskesmas never called. */
    lastContactAt: z.int().nullable(),
    /** These five as `domain/delivery-days` reads them; counts in fives for those who may not see patients. */
    lastCompleteDay: day.nullable(),
    visitsOnLastCompleteDay: count,
    usualVisitsPerDay: z.number().nonnegative(),
    missingDays: z.array(day),
    openDays: z.array(day),
    /** Records that were refused, whenever it was, and have not come since. */
    unmended: count,
    /** Records that the Puskesmas last said it still has to send; null where it never did. */
    waiting: count.nullable(),
    /** The 24 hours up to now. */
    tonight: z.object({ newVisits: count, created: count, updated: count, refused: count }),
  }),
)

/** Only for those who may not see patients: so few visits that nothing can be told apart, and no row is given. */
const withheld = z.boolean()
/** `leftOut`: how many Puskesmas are in no number of it, because theirs are too small. */
const leftOut = count

const visits = z.object({
  total: shown,
  leftOut,
  /** One entry a day, or a month where the period is longer than `longestByDay` days; none where nobody came. */
  trend: z.object({
    grain: z.enum(['day', 'month']),
    withheld,
    rows: z.array(z.object({ start: day, visits: shown })),
  }),
  facilities: z.array(place.extend({ visits: shown })),
  tables: z.array(
    z.object({
      dimension: z.enum(visitDimensions),
      leftOut,
      withheld,
      /** `name` where the screen cannot know it: a village. */
      rows: z.array(
        z.object({
          value: z.union([code, villageCode, z.enum(['L', 'P'])]),
          name: z.string().nullable(),
          visits: shown,
        }),
      ),
    }),
  ),
})

const contacts = z.array(
  place.extend({
    /** Everybody seen in the month, and of them those whose visit a JKN card pays. */
    people: shown,
    jknPeople: shown,
    /** JKN participants registered at this Puskesmas, as a manager set them for this month; null when nobody did. */
    participants: count.nullable(),
    /** Per mille of `participants`; null where one of the two is not known or too small to show. */
    rate: z.number().nonnegative().nullable(),
    rateBefore: z.number().nonnegative().nullable(),
  }),
)

const target = z.int().positive().max(1_000_000)

/** Of the year up to the end of a month; only groups with a target. `due` is a twelfth of it for each month. */
const reached = z.partialRecord(z.enum(targetGroups), z.object({ target, due: count, people: shown }))

const villageRow = z.object({
  visits: shown,
  people: shown,
  /** Only what is not zero; null where so few came that nothing can be told apart. */
  lifeStages: z.record(code, shown).nullable(),
  programmes: z.record(code, shown).nullable(),
})

const villages = z.object({
  /** The working area of the Puskesmas chosen, or of all: villages from where most visits inside an area come. */
  villages: z.array(
    villageRow.extend({
      code: villageCode,
      name: z.string(),
      district: z.string(),
      facility: place,
      reached,
    }),
  ),
  /** YYYY-MM, the month up to whose end `reached` counts; null where no village has a target in that year. */
  reachedThrough: month.nullable(),
  /** Everybody from elsewhere, or from where nobody knows. */
  elsewhere: villageRow,
})

/** A leap year. */
export const longestPeriodDays = 366
export const longestByDay = 92

const visitsInput = z.object({ from: day, to: day, facilityId: z.uuid().optional() })
const contactsInput = z.object({ month })
/** A month or a calendar year: people are counted once in each. */
const villagesInput = z.object({
  period: z.union([month, z.string().regex(/^\d{4}$/)]),
  facilityId: z.uuid().optional(),
})

/** Of one village in one year; a group that is not named has no target. */
const targetsInput = z.object({
  year: z.int().min(2014).max(2100),
  village: z.string().regex(/^\d{10}$/),
  targets: z.partialRecord(z.enum(targetGroups), target),
})

/** What leaves as a file, with what narrows it. */
const table = z.discriminatedUnion('name', [
  z.object({ name: z.literal('tonight') }),
  visitsInput.extend({ name: z.literal('visits') }),
  contactsInput.extend({ name: z.literal('contacts') }),
  villagesInput.extend({ name: z.literal('villages') }),
])

export const dashboard = {
  overview: base
    .route({ method: 'GET', path: '/dashboard/overview' })
    .meta({ access: readers })
    .output(overview),
  /** Visits per day or month, per Puskesmas and per each dimension; both days included. Refuses `period_invalid`. */
  visits: base
    .route({ method: 'GET', path: '/dashboard/visits' })
    .meta({ access: readers })
    .input(visitsInput)
    .output(visits),
  /** Contact rate per Puskesmas (docs/decisions/0027), the lowest first, those without participants last. */
  contacts: base
    .route({ method: 'GET', path: '/dashboard/contacts' })
    .meta({ access: readers })
    .input(contactsInput)
    .output(contacts),
  /** PWS by village, wherever its people were seen; those of whom fewest were seen first. */
  villages: base
    .route({ method: 'GET', path: '/dashboard/villages' })
    .meta({ access: readers })
    .input(villagesInput)
    .output(villages),
  /** In place of the targets the village had in that year. Refuses `village_unknown`. */
  setTargets: base
    .route({ method: 'PUT', path: '/dashboard/targets' })
    .meta({ access: managers })
    .input(targetsInput)
    .output(targetsInput),
  /** The same numbers as a file. Who took which is in the audit trail. */
  take: base
    .route({ method: 'POST', path: '/dashboard/files' })
    .meta({ access: readers })
    .input(z.object({ table, format: listFormat }))
    .output(z.file()),
}
