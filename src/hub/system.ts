import { createHash, randomBytes, randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import { daysBetween, type LocalDate } from '#domain/local-date'

/** The only file that asks the machine for time, chance or ids; tests pass their own clock. */
export type System = {
  /** Milliseconds since 1970 UTC. */
  now: () => number
  newId: () => string
  /** URL-safe random text of at least 128 bits. */
  newToken: () => string
  /** Six decimal digits, each code as likely as any other. */
  newPairingCode: () => string
}

export const machine: System = {
  now: () => Date.now(),
  newId: () => v7(),
  newToken: () => randomBytes(24).toString('base64url'),
  newPairingCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, made)
  return made
}

/** Calendar day and wall clock ('07.42') of a moment in the facility's time zone (WIB, WITA or WIT). */
export function localTime(at: number, timeZone: string): { day: LocalDate; clock: string } {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
  const day = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}` as LocalDate
  return { day, clock: `${parts.get('hour')}.${parts.get('minute')}` }
}

/** Indonesia has no daylight saving time. */
export const utcOffsetHours = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 }

/** Milliseconds at a minute of a calendar day there; Indonesia has no daylight saving. */
export function momentOf(day: LocalDate, minute: number, timeZone: keyof typeof utcOffsetHours): number {
  const days = daysBetween('1970-01-01' as LocalDate, day)
  return (days * 1440 + minute - utcOffsetHours[timeZone] * 60) * 60_000
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Bytes nobody can guess: keys and nonces. */
export function newSecretBytes(count: number): Buffer {
  return randomBytes(count)
}
