import { z } from 'zod'
import { birthPrecisions } from '#domain/birth'
import { clusterCodes } from '#domain/cluster'
import { lifeStages, motherhoodStages } from '#domain/life-stage'
import { type LocalDate, parseLocalDate } from '#domain/local-date'
import { payers } from '#domain/payer'
import { roomRoles } from '#domain/room'
import { ruledBy } from '../base.ts'

/** Shapes that more than one subject speaks of. Times are milliseconds since 1970 UTC, days the facility's calendar. */
export const id = z.uuid()
export const time = z.int().nonnegative()
export const localDate = z.custom<LocalDate>(
  (value) => typeof value === 'string' && parseLocalDate(value) !== null,
)
export const sex = z.enum(['L', 'P'])
export const birth = z.object({ date: localDate, precision: z.enum(birthPrecisions) })
export const cluster = z.enum(clusterCodes)
export const payer = z.enum(payers)

/** Free text: trimmed, without control characters, and short enough to print. */
export function text(most: number) {
  return z
    .string()
    .transform((value) =>
      value
        .replace(/\p{Cc}+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .superRefine(
      ruledBy((value) => (value.length > most ? { code: 'text_too_long', params: { most } } : null)),
    )
}

export const lifeStage = z.object({ primary: z.enum(lifeStages), tags: z.array(z.enum(lifeStages)) })
export const motherhood = z.enum(motherhoodStages)

export const room = z.object({
  id,
  name: z.string(),
  publicLabel: z.string(),
  cluster,
  series: z.string().regex(/^[A-Z]$/),
  roles: z.array(z.enum(roomRoles)),
  /** Priority calls for each regular call. */
  ratio: z.int().min(1).max(9),
  active: z.boolean(),
})

/** A class that a person names at the kiosk or the desk; some ask for the reason. */
export const chosenPriority = z.object({ code: z.string().max(40), reason: text(80).nullable() })

/** How long somebody who comes now will wait, in whole minutes; `basis` is the number of stays it rests on. */
export const estimate = z.object({ minutes: z.int(), low: z.int(), high: z.int(), basis: z.int() })

/** What displays have said of a call. `displays` counts those now connected that show the room. */
export const callReceipt = z.object({
  callId: z.int(),
  at: time,
  recall: z.boolean(),
  shownOn: z.array(z.string()),
  spokenAt: time.nullable(),
  displays: z.int().nonnegative(),
})

export const clusterLabel = z.object({
  code: cluster,
  label: z.string(),
  shortLabel: z.string(),
  numeral: z.string(),
  sort: z.int(),
})
