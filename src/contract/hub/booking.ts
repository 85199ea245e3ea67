import { z } from 'zod'
import { deskClerks } from '../access.ts'
import { base } from '../base.ts'
import { id, localDate, text, time } from './shapes.ts'

export const bookingSources = ['loket', 'telepon', 'daring'] as const
export const bookingSourceLabels: Record<(typeof bookingSources)[number], string> = {
  loket: 'Loket',
  telepon: 'Telepon',
  daring: 'Daring',
}

const booking = z.object({
  id,
  patientId: id,
  patientName: z.string(),
  recordNo: z.string(),
  age: z.string().nullable(),
  day: localDate,
  dueAt: time,
  roomName: z.string().nullable(),
  source: z.enum(bookingSources),
  note: z.string(),
  /** The number once the person has come. */
  number: z.string().nullable(),
})
export type Booking = z.infer<typeof booking>

/** Appointments and online bookings: whoever comes by their time stands at the head of their class once it strikes. */
export const bookings = {
  list: base
    .meta({ access: deskClerks })
    .input(z.object({ day: localDate }))
    .output(z.array(booking)),
  add: base
    .meta({ access: deskClerks })
    .input(
      z.object({
        patientId: id,
        day: localDate,
        /** Minutes after midnight, facility time. */
        minute: z.int().min(0).max(1439),
        roomId: id.nullable(),
        source: z.enum(bookingSources),
        note: text(160),
      }),
    )
    .output(booking),
  cancel: base
    .meta({ access: deskClerks })
    .input(z.object({ id }))
    .output(z.object({ cancelled: z.literal(true) })),
}
