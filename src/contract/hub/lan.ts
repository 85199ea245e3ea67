import { z } from 'zod'
import { deskClerks, deskHead } from '../access.ts'
import { base } from '../base.ts'
import { time } from './shapes.ts'

const state = z.object({
  on: z.boolean(),
  /** Switched on by `--lan`; the setting cannot switch it off. */
  forced: z.boolean(),
  /** For televisions and kiosks, plain: `http://192.168.1.20:4781`. */
  addresses: z.array(z.string()),
  /** For counters and rooms: `https://192.168.1.20:4782`. */
  secureAddresses: z.array(z.string()),
  /** The first plain address as a QR code, an SVG document. */
  qr: z.string().nullable(),
  /** Of the facility's certificate authority, in groups to compare by eye. */
  fingerprint: z.string().nullable(),
  certificateUntil: time.nullable(),
  /** Why it cannot be reached although it is on, in a sentence. */
  problem: z.string().nullable(),
})
export type LanState = z.infer<typeof state>

export const lan = {
  state: base.meta({ access: deskClerks }).output(state),
  switch: base
    .meta({ access: deskHead })
    .input(z.object({ on: z.boolean() }))
    .output(state),
}
