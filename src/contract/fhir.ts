/**
 * What Loket and a district server call things in FHIR R4. URLs only name; nothing is fetched from them.
 * The hub writes them (`hub/sync/to-fhir.ts`), the district reads them (`district/fhir/facts.ts`).
 */
const home = 'https://loket.id/fhir'

/** In the order in which a reference may point: a layer refers only to the layers before it. */
export const fhirTypes = ['Organization', 'Location', 'Patient', 'Encounter'] as const
export type FhirType = (typeof fhirTypes)[number]

/**
 * Identifier system of a facility's own records (local UUIDv7). It is the only match key of a conditional create:
 * a mistyped NIK must never attach a visit to somebody else.
 */
export function recordSystem(facilityCode: string, type: FhirType): string {
  return `${home}/id/${facilityCode}/${type.toLowerCase()}`
}

/** Identifier system of the number on the patient's card; not unique across facilities. */
export function recordNumberSystem(facilityCode: string): string {
  return `${home}/id/${facilityCode}/rm`
}

/** Identifier system of the ticket numbers of one day, so that a search by system alone counts the visits of that day. */
export function ticketSystem(facilityCode: string, day: string): string {
  return `${recordSystem(facilityCode, 'Encounter')}-ticket/${day}`
}

export const nikSystem = 'https://fhir.kemkes.go.id/id/nik'
/** A newborn without a NIK carries the mother's. */
export const motherNikSystem = 'https://fhir.kemkes.go.id/id/nik-ibu'

/** SATUSEHAT's samples write a small `a`, the published file a capital one; the samples are what works (integration.md §1.2). */
export const administrativeCodeUrl = 'https://fhir.kemkes.go.id/r4/StructureDefinition/administrativeCode'

/** SATUSEHAT has no code for klaster (searched 2026-11), hence local code systems. */
export const clusterCoding = `${home}/CodeSystem/klaster`
export const purposeCoding = `${home}/CodeSystem/keperluan`
/** Codes of `domain/errors` inside `OperationOutcome.issue.details.coding`. */
export const problemCoding = `${home}/CodeSystem/masalah`
export const classCoding = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'

/** Extension URLs; the comment names the value each one carries. */
export const extensionUrls = {
  /** valueInteger, on every resource: the local record's revision, compared by both sides at the end of a run. */
  sourceRevision: `${home}/StructureDefinition/source-revision`,
  /** valueDate, on Encounter as all below: the facility's calendar day of the visit. */
  visitDay: `${home}/StructureDefinition/visit-day`,
  /** valueCode, as `neonatus`; absent where the birth date is unknown. */
  lifeStage: `${home}/StructureDefinition/life-stage`,
  /** valueCode: `sakit` or `sehat`. */
  visitKind: `${home}/StructureDefinition/visit-kind`,
  /** valueBoolean: first visit ever to this facility. */
  firstEver: `${home}/StructureDefinition/first-ever`,
  /** valueBoolean: first visit in this calendar year. */
  firstThisYear: `${home}/StructureDefinition/first-this-year`,
  /** valueBoolean: lives in the facility's working area; absent where the address is unknown. */
  insideArea: `${home}/StructureDefinition/inside-area`,
  /** valueCode, as `jkn_pbi`. */
  payer: `${home}/StructureDefinition/payer`,
  /** valueBoolean: false marks "pelayanan tidak tercatat", a visit whose rooms nobody clicked. */
  serviceRecorded: `${home}/StructureDefinition/service-recorded`,
} as const

/** `GET Encounter/$day-digest?day=` answers Parameters with `count` and `digest`: the visits of a facility on one day. */
export const dayDigest = {
  name: 'day-digest',
  definition: `${home}/OperationDefinition/encounter-day-digest`,
} as const

/**
 * What the digest of a day is made of, in the same order on both sides. The digest is the first 16 hexadecimal digits
 * of its SHA-256; `revision` is what `source-revision` carries.
 */
export function digestedText(visits: readonly { recordId: string; revision: number }[]): string {
  return visits
    .map(({ recordId, revision }) => `${recordId}|${revision}`)
    .sort()
    .join('\n')
}
