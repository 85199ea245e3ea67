import type { Parameters } from 'fhir/r4'
import { z } from 'zod'
import { mostDaysAsked } from '#contract/day-digest'
import type { FhirType } from '#contract/fhir'
import { digestIdentifierDays, digestVisitDays } from '#district/store/day-digests'
import type { Facility } from '#district/store/facilities'
import type { Db } from '#district/store/open'
import { addDays, daysBetween, type LocalDate, parseLocalDate } from '#domain/local-date'
import { refuseParameter } from './search.ts'

const hours = z.coerce.number().int().min(-12).max(14)

/**
 * `{type}/$day-digest?from=&to=&offset=`: what the facility has here of a type, day by day, so that it can tell without
 * fetching anything whether both sides hold the same revisions (`contract/day-digest`). Cancelled visits count. Refuses
 * any other parameter.
 */
export async function digestDays(
  db: Db,
  facility: Facility,
  type: FhirType,
  given: URLSearchParams,
): Promise<Parameters> {
  const { days, offset } = readQuestion(given)
  const found =
    type === 'Encounter'
      ? await digestVisitDays(db, facility.id, days)
      : await digestIdentifierDays(db, facility.id, type, days, offset)
  return {
    resourceType: 'Parameters',
    parameter: found.map(({ day, count, digest }) => ({
      name: 'day',
      part: [
        { name: 'day', valueDate: day },
        { name: 'count', valueInteger: count },
        { name: 'digest', valueString: digest },
      ],
    })),
  }
}

function readQuestion(given: URLSearchParams): { days: LocalDate[]; offset: number } {
  for (const name of given.keys()) {
    if (!['from', 'to', 'offset'].includes(name) || given.getAll(name).length > 1) refuseParameter(name)
  }
  const from = parseLocalDate(given.get('from') ?? '') ?? refuseParameter('from')
  const to = parseLocalDate(given.get('to') ?? '') ?? refuseParameter('to')
  const offset = hours.safeParse(given.get('offset') || 'none')
  if (!offset.success) refuseParameter('offset')
  const count = daysBetween(from, to) + 1
  if (count < 1 || count > mostDaysAsked) refuseParameter('to')
  return { days: Array.from({ length: count }, (_, n) => addDays(from, n)), offset: offset.data }
}
