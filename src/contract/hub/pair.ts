import { z } from 'zod'
import type { RefusedProblem } from '../base.ts'

/** What a device that has no page yet posts to `/pair`: the six digits that the desk shows. */
export const pairRequest = z.object({ code: z.string().regex(/^\d{6}$/) })

/** Where the device goes on, with its token in a cookie; or why not. */
export type PairAnswer = { location: string } | { problems: [RefusedProblem] }
