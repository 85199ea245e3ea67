import { z } from 'zod'

/** Live events name a subject and its revision, never data: a screen that slept compares and asks again. */
export const subjects = [
  'queue',
  'visits',
  'sync',
  'day',
  'session',
  'calls',
  'devices',
  'settings',
  'doubles',
  'imports',
] as const
export type Subject = (typeof subjects)[number]

export const liveEvent = z.object({ subject: z.enum(subjects), revision: z.string() })
export type LiveEvent = z.infer<typeof liveEvent>
