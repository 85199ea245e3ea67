import { z } from 'zod'
import { base, managers, readers } from './base.ts'
import { displayName } from './session.ts'

/** Whose dashboard this is, as its paper says it. */
export const office = {
  describe: base
    .route({ method: 'GET', path: '/office' })
    .meta({ access: readers })
    .output(z.object({ name: z.string().nullable() })),
  rename: base
    .route({ method: 'PUT', path: '/office' })
    .meta({ access: managers })
    .input(z.object({ name: displayName }))
    .output(z.object({ name: z.string() })),
}
