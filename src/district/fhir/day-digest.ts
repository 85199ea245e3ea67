import { createHash } from 'node:crypto'
import type { Parameters } from 'fhir/r4'
import { z } from 'zod'
import { digestedText, extensionUrls, recordSystem } from '#contract/fhir'
import { listVisitsOn } from '#district/store/encounters'
import type { Facility } from '#district/store/facilities'
import type { Db } from '#district/store/open'
import type { Body } from '#district/store/schema'
import { refuseParameter } from './search.ts'
import { ownIdentifier } from './shapes.ts'

const extended = z.object({ extension: z.array(z.looseObject({ url: z.string() })).catch([]) })

/**
 * `Encounter/$day-digest?day=`: what the facility has here for a day, cancelled visits included, so that it can tell
 * without fetching them whether both sides hold the same revisions (`contract/fhir`). Refuses any other parameter.
 */
export async function digestDay(db: Db, facility: Facility, given: URLSearchParams): Promise<Parameters> {
  const day = z.iso.date().safeParse(given.get('day'))
  if (!day.success || given.size !== 1) refuseParameter('day')
  const bodies = await listVisitsOn(db, facility.id, day.data)
  const system = recordSystem(facility.code, 'Encounter')
  const visits = bodies.map((body) => ({
    recordId: ownIdentifier(body, system),
    revision: sourceRevisionOf(body),
  }))
  const digest = createHash('sha256').update(digestedText(visits)).digest('hex').slice(0, 16)
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'count', valueInteger: visits.length },
      { name: 'digest', valueString: digest },
    ],
  }
}

/** 0 where the sender does not say. */
function sourceRevisionOf(body: Body): number {
  const { extension } = extended.parse(body)
  const told = extension.find(({ url }) => url === extensionUrls.sourceRevision)?.valueInteger
  return typeof told === 'number' ? told : 0
}
