/**
 * What Loket and a district server call things in FHIR R4. URLs only name; nothing is fetched from them.
 * The hub writes them (`hub/sync/to-fhir.ts`), the district reads them (`district/fhir/facts.ts`).
 */
const home = 'https://loket.id/fhir'

/** In the order in which a reference may point: a layer refers only to the layers before it. */
export const fhirTypes = [
  'Organization',
  'Location',
  'Patient',
  'Encounter',
  'Coverage',
  'Immunization',
  'Observation',
] as const
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

/** Systems of integration.md §1.2; the family card is the household's number, not the person's. */
export const familyCardSystem = 'https://fhir.kemkes.go.id/id/kk'
export const passportSystem = 'https://fhir.kemkes.go.id/id/paspor'
/** valueCode `WNI` or `WNA`. */
export const citizenshipUrl = 'https://fhir.kemkes.go.id/r4/StructureDefinition/citizenshipStatus'
/** Of which country; HL7's own extension, its `code` an ISO 3166-1 alpha-2. */
export const countryOfCitizenshipUrl = 'http://hl7.org/fhir/StructureDefinition/patient-citizenship'
export const countryCoding = 'urn:iso:std:iso:3166'

/** SATUSEHAT's samples write a small `a`, the published file a capital one; the samples are what works (integration.md §1.2). */
export const administrativeCodeUrl = 'https://fhir.kemkes.go.id/r4/StructureDefinition/administrativeCode'

/** SATUSEHAT has no code for klaster (searched 2026-11), hence local code systems. */
export const clusterCoding = `${home}/CodeSystem/klaster`
export const purposeCoding = `${home}/CodeSystem/keperluan`
/** Items of the schedule of care (`resources/rules/care-schedules.json`), each beneath its group. */
export const careCoding = `${home}/CodeSystem/pelayanan`
/** Who pays, JKN by segment; `jkn` alone where the segment is not known. */
export const payerCoding = `${home}/CodeSystem/penjamin`
export const lifeStageCoding = `${home}/CodeSystem/tahap-hidup`
/** Codes of `domain/errors` inside `OperationOutcome.issue.details.coding`. */
export const problemCoding = `${home}/CodeSystem/masalah`
export const cvxCoding = 'http://hl7.org/fhir/sid/cvx'
export const loincCoding = 'http://loinc.org'
export const unitCoding = 'http://unitsofmeasure.org'
export const classCoding = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'

/** Extension URLs; the comment names the value each one carries. */
export const extensionUrls = {
  /** valueInteger, on every resource: the local record's revision, compared by both sides at the end of a run. */
  sourceRevision: `${home}/StructureDefinition/source-revision`,
  /** valueDate, on Encounter as all below, and on the care given at it: the facility's calendar day of the visit. */
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
  /** valueDateTime, on Coverage as the next: when the membership was looked up. */
  checkedAt: `${home}/StructureDefinition/checked-at`,
  /** valueCode: what that came to, `aktif`, `tidak_aktif` or `tidak_diketahui`. */
  membership: `${home}/StructureDefinition/membership`,
} as const
