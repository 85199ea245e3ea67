import { z } from 'zod'
import { displayPage } from '../access.ts'
import { base } from '../base.ts'
import { cluster, id, time } from './shapes.ts'

const shownCall = z.object({
  callId: z.int(),
  number: z.string(),
  roomLabel: z.string(),
  cluster,
  at: time,
  recall: z.boolean(),
})

/** All a television may know: numbers and neutral room labels. */
export const board = z.object({
  facility: z.string(),
  timeZone: z.string(),
  now: time,
  current: shownCall.nullable(),
  rooms: z.array(z.object({ roomId: id, label: z.string(), cluster, number: z.string().nullable() })),
  recent: z.array(shownCall),
})
export type Board = z.infer<typeof board>

export const display = {
  board: base.meta({ access: displayPage }).output(board),
}
