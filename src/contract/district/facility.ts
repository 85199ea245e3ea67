import { z } from 'zod'
import { problem } from '#domain/errors'
import { ruledBy } from '../base.ts'
import { base, managers } from './base.ts'
import { displayName } from './session.ts'

const code = z
  .string()
  .superRefine(
    ruledBy((text) => (/^[A-Za-z0-9-]{4,20}$/.test(text) ? null : problem('facility_code_invalid'))),
  )

export const facility = z.object({ id: z.uuid(), code: z.string(), name: z.string(), clientId: z.string() })

/** JKN participants registered at a Puskesmas, the denominator of its contact rate, from a month (YYYY-MM) on. */
const participants = z.object({
  count: z.int().positive().max(1_000_000),
  since: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
})

/** What the Puskesmas types under Pengaturan › Kirim ke dinas. The secret is shown this once; only its digest is kept. */
const credentials = facility.extend({ fhirUrl: z.url(), clientSecret: z.string() })

export const facilities = {
  list: base
    .route({ method: 'GET', path: '/facilities' })
    .meta({ access: managers })
    .output(z.array(facility.extend({ participants: participants.nullable() }))),
  /** Refuses `facility_code_taken`. */
  create: base
    .route({ method: 'POST', path: '/facilities' })
    .meta({ access: managers })
    .input(z.object({ code, name: displayName }))
    .output(credentials),
  /** The old secret and every token made with it stop working at once. Refuses `facility_unknown`. */
  rotateSecret: base
    .route({ method: 'POST', path: '/facilities/{id}/secret' })
    .meta({ access: managers })
    .input(z.object({ id: z.uuid() }))
    .output(credentials),
  /** Holds from that month until a later one is set; the same month again corrects it. Refuses `facility_unknown`. */
  setParticipants: base
    .route({ method: 'PUT', path: '/facilities/{id}/participants' })
    .meta({ access: managers })
    .input(participants.extend({ id: z.uuid() }))
    .output(participants),
}
