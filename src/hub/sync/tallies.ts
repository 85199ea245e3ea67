import type { Bundle, Parameters } from 'fhir/r4'
import type { Reply } from './district-client.ts'

/** How many records, and a digest of their revisions where it was asked for and told. */
export type Tally = { count: number; digest: string | null }

/** The answer to `$day-digest` (`contract/day-digest`) by day; null where it is another. */
export function readDayTallies(reply: Reply): Map<string, Tally> | null {
  if (reply.kind !== 'ok' || reply.resource.resourceType !== 'Parameters') return null
  const { parameter = [] } = reply.resource as Parameters
  const days = new Map<string, Tally>()
  for (const { name, part = [] } of parameter) {
    const told = (wanted: string) => part.find((one) => one.name === wanted)
    const day = told('day')?.valueDate
    const count = told('count')?.valueInteger
    const digest = told('digest')?.valueString
    if (name !== 'day' || day === undefined || count === undefined || digest === undefined) return null
    days.set(day, { count, digest })
  }
  return days
}

/** The answer to a search with `_summary=count`; null where it names no total. */
export function readTotal(reply: Reply): Tally | null {
  if (reply.kind !== 'ok' || reply.resource.resourceType !== 'Bundle') return null
  const { total } = reply.resource as Bundle
  return total === undefined ? null : { count: total, digest: null }
}
