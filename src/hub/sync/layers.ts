import { type FhirType, fhirTypes } from '#contract/fhir'
import { findCareItem } from '#hub/rule-resources'
import { listWaitingCare, listWaitingCoverages } from '#hub/store/care-to-send'
import type { Link } from '#hub/store/links'
import type { Db } from '#hub/store/open'
import type { RecordKind } from '#hub/store/outbox'
import {
  listWaitingOrganizations,
  listWaitingPatients,
  listWaitingRooms,
  listWaitingVisits,
  type Page,
  type Waiting,
} from '#hub/store/to-send'
import type { Item } from './batch.ts'
import { coverageOf, immunizationOf, observationOf } from './care-to-fhir.ts'
import { encounterOf, locationOf, type Origin, organizationOf, patientOf } from './to-fhir.ts'

/** In the order of sending: nobody names a record that is not at the server yet. */
export const layers = fhirTypes.map((type) => ({ type, kind: type.toLowerCase() as RecordKind }))

/** The next records of one layer that may go, as resources. */
export async function readItems(db: Db, origin: Origin, type: FhirType, page: Page): Promise<Item[]> {
  switch (type) {
    case 'Organization':
      return (await listWaitingOrganizations(db, page)).map((row) => itemOf(type, row, organizationOf(row)))
    case 'Location':
      return (await listWaitingRooms(db, page)).map((row) =>
        itemOf(type, row, locationOf(origin, row, row.organization)),
      )
    case 'Patient':
      return (await listWaitingPatients(db, page)).map((row) =>
        itemOf(type, row, patientOf(origin, row, row)),
      )
    case 'Encounter':
      return (await listWaitingVisits(db, page)).map((row) =>
        itemOf(type, row, encounterOf(origin, row, row)),
      )
    case 'Coverage':
      return (await listWaitingCoverages(db, page)).map((row) =>
        itemOf(type, row, coverageOf(origin, row, row)),
      )
    case 'Immunization':
      return (await listWaitingCare(db, 'immunization', page)).map((row) =>
        itemOf(type, row, immunizationOf(origin, row, findCareItem(row.item), row)),
      )
    case 'Observation':
      return (await listWaitingCare(db, 'observation', page)).map((row) =>
        itemOf(type, row, observationOf(origin, row, row)),
      )
  }
}

function itemOf(
  type: FhirType,
  row: Waiting<{ id: string; revision: number }>,
  resource: Item['resource'],
): Item {
  const kind = type.toLowerCase() as RecordKind
  const link: Link | null = row.own_id === null ? null : { serverId: row.own_id, version: row.own_version }
  return { kind, type, recordId: row.id, revision: row.revision, resource, link }
}
