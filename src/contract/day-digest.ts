import { addDays, daysBetween, type LocalDate } from '#domain/local-date'

/**
 * The comparison at the end of a run, as both sides make it. `GET {type}/$day-digest?from=&to=&offset=` answers
 * Parameters with one `day` (parts `day`, `count`, `digest`) for each day of the facility that has records of the type.
 * An Encounter belongs to the day of the visit; any other record to the day on which its identifier (UUIDv7) was made,
 * `offset` hours ahead of UTC, which both sides can tell without a field for it.
 */
export const dayDigest = {
  name: 'day-digest',
  definition: 'https://loket.id/fhir/OperationDefinition/day-digest',
} as const

/** With the question: how many records wait at the Puskesmas when its run ends, to be sent or to be mended. Whoever does not know this ignores it. */
export const waitingHeader = 'loket-waiting'

/** The most that one question may cover: longer, and its answer would no longer be small. */
export const mostDaysAsked = 366

/** What a digest is made of: one record in the revision that `source-revision` carries. */
export type Digested = { recordId: string; revision: number }

/**
 * A digest is the first 16 hexadecimal digits of the SHA-256 of these lines, in the order of the identifiers, joined by
 * a line feed.
 */
export function digestLine({ recordId, revision }: Digested): string {
  return `${recordId}|${revision}`
}

export const digestLength = 16

const epoch = '1970-01-01' as LocalDate
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Identifiers that were made on one day sort from `low`, and before `high`. */
export function identifiersOf(day: LocalDate, offset: number): { low: string; high: string } {
  const start = daysBetween(epoch, day) * dayMs - offset * hourMs
  return { low: startOfUuid(start), high: startOfUuid(start + dayMs) }
}

/** The day that `identifiersOf` puts an identifier on; null for one that is no UUIDv7. */
export function dayOfIdentifier(recordId: string, offset: number): LocalDate | null {
  const [, high = '', low = ''] = /^([0-9a-f]{8})-([0-9a-f]{4})-7/.exec(recordId) ?? []
  if (high === '') return null
  return addDays(epoch, Math.floor((Number.parseInt(high + low, 16) + offset * hourMs) / dayMs))
}

function startOfUuid(ms: number): string {
  const digits = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}`
}
