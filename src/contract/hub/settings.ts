import { z } from 'zod'
import { deskClerks, deskHead } from '../access.ts'
import { base } from '../base.ts'
import { text } from './shapes.ts'

const minuteOfDay = z.int().min(0).max(1439)

export const voiceSettings = z.object({
  /** «nol satu dua», or «dua belas». */
  style: z.enum(['digits', 'words']),
  /** Shipped clips, or the Indonesian voice of the screen's own system where it has one. */
  source: z.enum(['clips', 'system']),
  /** Per cent. */
  volume: z.int().min(0).max(100),
  times: z.union([z.literal(1), z.literal(2)]),
  /** Minutes after midnight, facility time; from 20:00 to 07:00 is 1200 to 420. Null: never quiet. */
  quiet: z.object({ from: minuteOfDay, until: minuteOfDay }).nullable(),
})
export type VoiceSettings = z.infer<typeof voiceSettings>

const paperWidth = z.union([z.literal(58), z.literal(80)])

export const printerSettings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none'), widthMm: paperWidth }),
  z.object({
    kind: z.literal('network'),
    host: z.string().trim().min(1).max(120),
    port: z.int().min(1).max(65_535),
    widthMm: paperWidth,
  }),
  z.object({ kind: z.literal('device'), path: z.string().trim().min(1).max(200), widthMm: paperWidth }),
])
export type PrinterSettings = z.infer<typeof printerSettings>

/** How the queue, the screens and the voice of this Puskesmas behave. */
export const queueSettings = z.object({
  /** A fresh number of the room's series at registration, instead of the one from the kiosk all the way. */
  newNumberAtRegistration: z.boolean(),
  runningText: text(300),
  voice: voiceSettings,
  printer: printerSettings,
})
export type QueueSettings = z.infer<typeof queueSettings>

export const settings = {
  read: base.meta({ access: deskClerks }).output(queueSettings),
  save: base.meta({ access: deskHead }).input(queueSettings).output(queueSettings),
  /** A slip that says that the printer works. */
  testPrint: base
    .meta({ access: deskHead })
    .input(printerSettings)
    .output(z.object({ printed: z.literal(true) })),
}
