import { z } from 'zod'
import { displayPage } from '../access.ts'
import { base } from '../base.ts'
import { soundStates, voiceTroubles } from './device.ts'
import { voiceSettings } from './settings.ts'
import { cluster, id, time } from './shapes.ts'

const shownCall = z.object({
  callId: z.int(),
  number: z.string(),
  roomLabel: z.string(),
  cluster,
  at: time,
  recall: z.boolean(),
})
export type ShownCall = z.infer<typeof shownCall>

/** All a television may know: numbers and neutral room labels. */
export const board = z.object({
  facility: z.string(),
  timeZone: z.string(),
  now: time,
  theme: z.enum(['dark', 'light']),
  runningText: z.string(),
  /** Addresses of pictures and films on the hub, in the order of their names. */
  media: z.array(z.object({ url: z.string(), kind: z.enum(['image', 'video']) })),
  voice: voiceSettings,
  /** This screen is the voice of its waiting area now; never two at once. */
  speaks: z.boolean(),
  current: shownCall.nullable(),
  rooms: z.array(
    z.object({
      roomId: id,
      label: z.string(),
      cluster,
      number: z.string().nullable(),
      waiting: z.int().nonnegative(),
      waitMinutes: z.int().nullable(),
    }),
  ),
  /** The last calls that are not shown large, newest first. */
  recent: z.array(shownCall),
  /** Every call of the last minute for this screen's rooms, oldest first: each has its turn to stand large. */
  calls: z.array(shownCall),
  /** What this screen has to say now, oldest first: calls of its whole waiting area that nobody there has spoken yet. */
  toSpeak: z.array(shownCall),
})
export type Board = z.infer<typeof board>

export const display = {
  board: base.meta({ access: displayPage }).output(board),
  /** The receipt: painted, and spoken to its end. Times are the hub's. */
  confirm: base
    .meta({ access: displayPage })
    .input(z.object({ shown: z.array(z.int()).max(60), spoken: z.array(z.int()).max(60) }))
    .output(z.object({ kept: z.int() })),
  /** Whether this screen can be heard, and what its voice lacks. */
  sound: base
    .meta({ access: displayPage })
    .input(z.object({ state: z.enum(soundStates), trouble: z.enum(voiceTroubles).nullable().default(null) }))
    .output(z.object({ speaks: z.boolean() })),
}
