import { z } from 'zod'

/** In what a list leaves Loket; the hub and the district write both the same way (`files/list-file`). */
export const listFormat = z.enum(['xlsx', 'csv'])
export type ListFormat = z.infer<typeof listFormat>
