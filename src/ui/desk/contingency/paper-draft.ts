import { z } from 'zod'
import { localDate } from '#contract/hub/shapes'

/**
 * A line of the paper list as typed. Somebody on file is found anew by the text that found them; `name` is a bare name that
 * was chosen. Null: the number that was suggested, the moment that was guessed.
 */
export const paperDraft = z.object({
  day: localDate,
  since: z.string().nullable(),
  number: z.string().nullable(),
  text: z.string(),
  name: z.string().nullable(),
  purpose: z.string(),
  gone: z.boolean(),
})
export type PaperDraft = z.infer<typeof paperDraft>
