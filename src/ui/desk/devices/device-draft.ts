import { z } from 'zod'
import { surfaces } from '#contract/access'
import { displaySettings } from '#contract/hub/device'

/** As typed; `id` null is a device that is not connected yet, `roomId` empty until one is chosen. */
export const deviceDraft = z.object({
  id: z.string().nullable(),
  surface: z.enum(surfaces),
  name: z.string(),
  roomId: z.string(),
  settings: displaySettings.extend({ area: z.string() }),
})
export type DeviceDraft = z.infer<typeof deviceDraft>
