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

/** What the Puskesmas types under Pengaturan › Kirim ke dinas. The secret is shown this once; only its digest is kept. */
const credentials = facility.extend({ fhirUrl: z.url(), clientSecret: z.string() })

export const facilities = {
  list: base
    .route({ method: 'GET', path: '/facilities' })
    .meta({ access: managers })
    .output(z.array(facility)),
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
}
