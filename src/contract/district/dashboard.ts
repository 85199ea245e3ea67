import { z } from 'zod'
import { clusterCodes } from '#domain/cluster'
import { base, readers } from './base.ts'

/** Aggregates only. There is no field here that could carry a person, and the output is parsed. */
const count = z.int().nonnegative()
/** YYYY-MM-DD, the facility's calendar. */
const day = z.iso.date()
/** A code as Loket's dated data names it, as `balita` or `anc`; `tidak_diketahui` where the visit carried none. */
const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const place = z.object({ facilityId: z.uuid(), code: z.string(), name: z.string() })

const overview = z.array(
  place.extend({
    /** Milliseconds since 1970 UTC; null when this Puskesmas never called. */
    lastContactAt: z.int().nullable(),
    /** The newest day of which every visit received is finished or cancelled. */
    lastCompleteDay: day.nullable(),
    visitsOnLastCompleteDay: count,
    /** The 24 hours up to now. */
    tonight: z.object({ newVisits: count, created: count, updated: count, refused: count }),
    /** Mean visits a day over the 28 days before `lastCompleteDay`, days without visits left out. */
    usualVisitsPerDay: z.number().nonnegative(),
  }),
)

/** Four views of the same visits, so that the answer stays small for a hundred Puskesmas over three months. */
const visits = z.object({
  total: count,
  days: z.array(place.extend({ day, visits: count })),
  clusters: z.array(z.object({ cluster: z.enum(clusterCodes), visits: count })),
  lifeStages: z.array(z.object({ lifeStage: code, visits: count })),
  purposes: z.array(z.object({ purpose: code, visits: count })),
})

export const longestPeriodDays = 92

export const dashboard = {
  overview: base
    .route({ method: 'GET', path: '/dashboard/overview' })
    .meta({ access: readers })
    .output(overview),
  /** Visits per day and Puskesmas, per cluster, life stage and purpose; both days included. Refuses `period_invalid`. */
  visits: base
    .route({ method: 'GET', path: '/dashboard/visits' })
    .meta({ access: readers })
    .input(z.object({ from: day, to: day, facilityId: z.uuid().optional() }))
    .output(visits),
}
