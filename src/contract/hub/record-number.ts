import { z } from 'zod'
import { checkPattern, mostStart } from '#domain/record-template'
import { deskHead } from '../access.ts'
import { base, ruledBy } from '../base.ts'

const areaCode = z.string().trim().max(2)

export const recordTemplate = z.object({
  /** `0` a person's serial, `K` a family's, `A` its member, `W` the area. */
  pattern: z.string().trim().toUpperCase().max(20).superRefine(ruledBy(checkPattern)),
  start: z.int().min(1).max(mostStart),
  headCode: z.union([z.literal(0), z.literal(1)]),
  areas: z.array(z.object({ villageCode: z.string().regex(/^\d{10}$/), code: areaCode })).max(200),
  outside: areaCode,
})

/** The numbers of medical records: how they are made. */
export const recordNumbers = {
  /** With a code for every village of the working area, also for those that have none yet. */
  read: base.meta({ access: deskHead }).output(
    z.object({
      template: recordTemplate,
      villages: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
  /** What comes next by a template that is still being chosen. */
  preview: base
    .meta({ access: deskHead })
    .input(recordTemplate)
    .output(
      z.array(
        z.object({
          /** The village, or null for everybody where areas do not count. */
          place: z.string().nullable(),
          recordNos: z.array(z.string()),
        }),
      ),
    ),
  save: base.meta({ access: deskHead }).input(recordTemplate).output(recordTemplate),
}
