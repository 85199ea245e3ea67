import { z } from 'zod'
import { deskClerks, surfaces } from '../access.ts'
import { base } from '../base.ts'
import { id, text, time } from './shapes.ts'

/** What a screen says of its loudspeaker: heard, waiting for a touch, in quiet hours, switched off, or none it can use. */
export const soundStates = ['on', 'needs-touch', 'quiet', 'off', 'unavailable'] as const
export type SoundState = (typeof soundStates)[number]

/** What went wrong with a voice that is heard: a recording is missing, the system has no voice, a call waited too long. */
export const voiceTroubles = ['clip', 'system-voice', 'late'] as const
export type VoiceTrouble = (typeof voiceTroubles)[number]

export const displaySettings = z.object({
  /** Empty: all rooms. */
  rooms: z.array(id).max(60),
  /** Announcements are one at a time within a waiting area. */
  area: text(40),
  theme: z.enum(['dark', 'light']),
  sound: z.boolean(),
  media: z.boolean(),
})
export type DisplaySettings = z.infer<typeof displaySettings>

/** A new television: all rooms, dark, with voice. */
export const usualDisplay: DisplaySettings = {
  rooms: [],
  area: 'Ruang tunggu',
  theme: 'dark',
  sound: true,
  media: true,
}

const device = z.object({
  id,
  surface: z.enum(surfaces),
  roomId: id.nullable(),
  roomName: z.string().nullable(),
  name: z.string(),
  /** Null: a page opened on this computer. */
  pairedAt: time.nullable(),
  lastSeenAt: time.nullable(),
  connected: z.boolean(),
  soundState: z.enum(soundStates).nullable(),
  voiceTrouble: z.enum(voiceTroubles).nullable(),
  /** The voice of its waiting area at this moment. */
  speaks: z.boolean(),
  settings: displaySettings.nullable(),
})
export type Device = z.infer<typeof device>

const place = {
  surface: z.enum(surfaces),
  /** The room it serves; for a second desk its counter, or null. */
  roomId: id.nullable(),
  name: text(40),
  /** Of a display; null for the others. */
  settings: displaySettings.nullable(),
}

const invitation = z.object({
  code: z.string().regex(/^\d{6}$/),
  expiresAt: time,
  /** Where the device has to go; empty while the network is switched off. */
  addresses: z.array(z.string()),
  /** The first address as a QR code, an SVG document. */
  qr: z.string().nullable(),
})

/** Everything that shows a page of Loket: paired over the network, or open on this computer; displays there also closed. */
export const devices = {
  list: base.meta({ access: deskClerks }).output(z.array(device)),
  invite: base.meta({ access: deskClerks }).input(z.object(place)).output(invitation),
  change: base
    .meta({ access: deskClerks })
    .input(z.object({ id, name: text(40), settings: displaySettings.nullable() }))
    .output(device),
  revoke: base
    .meta({ access: deskClerks })
    .input(z.object({ id }))
    .output(z.object({ revoked: z.literal(true) })),
}
