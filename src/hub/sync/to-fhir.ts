import type {
  Address,
  Coding,
  Encounter,
  Extension,
  Identifier,
  Location,
  Organization,
  Patient,
  PatientLink,
  Period,
} from 'fhir/r4'
import {
  administrativeCodeUrl,
  citizenshipUrl,
  classCoding,
  clusterCoding,
  countryCoding,
  countryOfCitizenshipUrl,
  extensionUrls,
  familyCardSystem,
  motherNikSystem,
  nikSystem,
  passportSystem,
  purposeCoding,
  recordNumberSystem,
  recordSystem,
  ticketSystem,
} from '#contract/fhir'
import { isAtHome } from '#domain/room'
import type { Arrival } from '#domain/routing'
import { formatTicketNumber } from '#hub/store/counters'
import type { Facility } from '#hub/store/facility'
import type { PatientTable, Schema, VisitTable } from '#hub/store/schema'
import type { Merged, Stay } from '#hub/store/to-send'
import { utcOffsetHours } from '#hub/system'

/** Whose records these are: the code stands in every identifier system, the zone in every time. */
export type Origin = Pick<Facility, 'code' | 'timeZone'>
/** With the number of the family card the person stands on. */
export type PatientRow = Omit<PatientTable, 'rid'> & { kk_no: string | null }

export const dataAbsentCoding = 'http://terminology.hl7.org/CodeSystem/data-absent-reason'
const dataAbsentUrl = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'
const identifierTypeUrl = 'http://terminology.hl7.org/CodeSystem/v2-0203'

const ambulatory: Coding = { system: classCoding, code: 'AMB', display: 'ambulatory' }
const emergency: Coding = { system: classCoding, code: 'EMER', display: 'emergency' }
const homeHealth: Coding = { system: classCoding, code: 'HH', display: 'home health' }

export function organizationOf(row: Omit<Schema['facility'], 'only'>): Organization {
  return {
    resourceType: 'Organization',
    extension: [sourceRevision(row.revision)],
    identifier: [{ use: 'usual', system: recordSystem(row.code, 'Organization'), value: row.id }],
    active: true,
    name: row.name,
  }
}

const physicalType = 'http://terminology.hl7.org/CodeSystem/location-physical-type'
const room: Coding = { system: physicalType, code: 'ro', display: 'Room' }
const house: Coding = { system: physicalType, code: 'ho', display: 'House' }

/** `organization` is the server's id, as in all below. */
export function locationOf(origin: Origin, row: Schema['service_points'], organization: string): Location {
  return {
    resourceType: 'Location',
    extension: [sourceRevision(row.revision)],
    identifier: [{ use: 'usual', system: recordSystem(origin.code, 'Location'), value: row.id }],
    status: row.active === 1 ? 'active' : 'inactive',
    name: row.name,
    mode: 'instance',
    physicalType: { coding: [isAtHome({ roles: JSON.parse(row.roles) }) ? house : room] },
    managingOrganization: { reference: `Organization/${organization}` },
  }
}

/** `named` holds the server's ids of the facility and of the records it was merged with, as far as they are known. */
export function patientOf(
  origin: Origin,
  row: PatientRow,
  named: { organization: string } & Merged,
): Patient {
  const address = addressOf(row)
  return {
    resourceType: 'Patient',
    extension: [sourceRevision(row.revision), ...citizenshipOf(row)],
    identifier: patientIdentifiers(origin, row),
    active: row.merged_into === null,
    name: [{ use: row.temporary === 1 ? 'temp' : 'official', text: row.name }],
    ...(row.phone === null ? {} : { telecom: [{ system: 'phone' as const, value: row.phone }] }),
    gender: row.sex === null ? 'unknown' : row.sex === 'L' ? 'male' : 'female',
    ...birthOf(row),
    ...(row.birth_order === null ? {} : { multipleBirthInteger: row.birth_order }),
    ...(row.deceased_on === null ? {} : { deceasedDateTime: row.deceased_on }),
    ...(row.language === null
      ? {}
      : { communication: [{ language: { text: row.language }, preferred: true }] }),
    ...(address === null ? {} : { address: [address] }),
    ...contactsOf(row),
    managingOrganization: { reference: `Organization/${named.organization}` },
    ...linksOf(named),
  }
}

/** That somebody is a foreigner, as SATUSEHAT asks, and of which country, as HL7 says it; who is Indonesian says neither. */
function citizenshipOf({ nationality }: Pick<PatientRow, 'nationality'>): Extension[] {
  if (nationality === null) return []
  const country = { coding: [{ system: countryCoding, code: nationality }] }
  return [
    { url: citizenshipUrl, valueCode: 'WNA' },
    { url: countryOfCitizenshipUrl, extension: [{ url: 'code', valueCodeableConcept: country }] },
  ]
}

/** Both sides of a merge say it: the record that is in use replaces the other, which is inactive. */
function linksOf({ replacedBy, replaces }: Merged): Pick<Patient, 'link'> {
  const to = (serverId: string, type: PatientLink['type']): PatientLink => ({
    other: { reference: `Patient/${serverId}` },
    type,
  })
  const link = [
    ...(replacedBy === null ? [] : [to(replacedBy, 'replaced-by')]),
    ...replaces.map((serverId) => to(serverId, 'replaces')),
  ]
  return link.length === 0 ? {} : { link }
}

/** `named` holds the server's ids of what the visit names; the rooms are all it went through. */
export function encounterOf(
  origin: Origin,
  row: VisitTable,
  named: { organization: string; patient: string; stays: readonly Stay[] },
): Encounter {
  return {
    resourceType: 'Encounter',
    extension: encounterExtensions(row),
    identifier: [
      { use: 'usual', system: recordSystem(origin.code, 'Encounter'), value: row.id },
      {
        use: 'secondary',
        system: ticketSystem(origin.code, row.day),
        value: formatTicketNumber(row.series, row.number),
      },
    ],
    ...statusOf(origin, row),
    class: classOf(row, named.stays),
    type: [{ coding: [{ system: purposeCoding, code: row.purpose }] }],
    serviceType: { coding: [{ system: clusterCoding, code: row.cluster }] },
    subject: { reference: `Patient/${named.patient}` },
    ...(row.complaint === '' ? {} : { reasonCode: [{ text: row.complaint }] }),
    ...locationsOf(origin, named.stays),
    serviceProvider: { reference: `Organization/${named.organization}` },
  }
}

/** Somebody with a sign of danger is an emergency wherever they are. */
function classOf({ arrival }: VisitTable, stays: readonly Stay[]): Coding {
  if ((JSON.parse(arrival) as Arrival).emergency.length > 0) return emergency
  return stays.some(({ atHome }) => atHome) ? homeHealth : ambulatory
}

function locationsOf(origin: Origin, stays: readonly Stay[]): Pick<Encounter, 'location'> {
  if (stays.length === 0) return {}
  return {
    location: stays.map(({ location, enteredAt, endedAt }) => ({
      location: { reference: `Location/${location}` },
      status: endedAt === null ? 'active' : 'completed',
      period: {
        start: instantOf(origin, enteredAt),
        // As in `statusOf`: a clock set back must not make a stay that ends before it starts.
        ...(endedAt === null ? {} : { end: instantOf(origin, Math.max(enteredAt, endedAt)) }),
      },
    })),
  }
}

/** An instant on the facility's wall clock: 2026-11-21T07:42:10+07:00. */
export function instantOf({ timeZone }: Pick<Origin, 'timeZone'>, at: number): string {
  const hours = utcOffsetHours[timeZone]
  return `${new Date(at + hours * 3_600_000).toISOString().slice(0, 19)}+${String(hours).padStart(2, '0')}:00`
}

export function sourceRevision(revision: number): Extension {
  return { url: extensionUrls.sourceRevision, valueInteger: revision }
}

function patientIdentifiers({ code }: Origin, row: PatientRow): Identifier[] {
  const recordNumberType = { coding: [{ system: identifierTypeUrl, code: 'MR' }] }
  return [
    { use: 'usual', system: recordSystem(code, 'Patient'), value: row.id },
    { use: 'secondary', type: recordNumberType, system: recordNumberSystem(code), value: row.record_no },
    ...(row.nik === null ? [] : [{ use: 'official' as const, system: nikSystem, value: row.nik }]),
    ...(row.mother_nik === null
      ? []
      : [{ use: 'temp' as const, system: motherNikSystem, value: row.mother_nik }]),
    ...(row.passport === null
      ? []
      : [{ use: 'official' as const, system: passportSystem, value: row.passport }]),
    ...(row.kk_no === null
      ? []
      : [{ use: 'secondary' as const, system: familyCardSystem, value: row.kk_no }]),
  ]
}

/** Only what is known goes out: an estimate is a year, never a day somebody could take for a birthday. */
function birthOf(row: PatientRow): Pick<Patient, 'birthDate' | '_birthDate'> {
  if (row.birth_date === null)
    return { _birthDate: { extension: [{ url: dataAbsentUrl, valueCode: 'unknown' }] } }
  const known = { exact: 10, month: 7, year: 4, estimated: 4 }[row.birth_precision ?? 'estimated']
  return { birthDate: row.birth_date.slice(0, known) }
}

function addressOf(row: PatientRow): Address | null {
  const { village_code: village, rt, rw, address } = row
  if (village === null && rt === null && rw === null && !address) return null
  const code = (url: string, valueCode: string | null) => (valueCode === null ? [] : [{ url, valueCode }])
  const parts = village === null ? [] : [...areaCodes(village), ...code('rt', rt), ...code('rw', rw)]
  return {
    use: 'home',
    ...(address ? { line: [address] } : {}),
    country: 'ID',
    ...(parts.length === 0 ? {} : { extension: [{ url: administrativeCodeUrl, extension: parts }] }),
  }
}

/** Kemendagri codes nest: 2 digits province, 4 regency or city, 6 district, 10 village. */
function areaCodes(village: string): Extension[] {
  const levels = { province: 2, city: 4, district: 6, village: 10 }
  return Object.entries(levels).map(([url, digits]) => ({ url, valueCode: village.slice(0, digits) }))
}

function contactsOf(row: PatientRow): Pick<Patient, 'contact'> {
  const people = [
    { name: row.mother_name, relation: 'ibu', phone: null },
    { name: row.guardian_name, relation: row.guardian_relation, phone: row.guardian_phone },
  ]
  const contact = people.flatMap(({ name, relation, phone }) => {
    if (!name) return []
    return {
      ...(relation ? { relationship: [{ text: relation }] } : {}),
      name: { text: name },
      ...(phone ? { telecom: [{ system: 'phone' as const, value: phone }] } : {}),
    }
  })
  return contact.length === 0 ? {} : { contact }
}

function encounterExtensions(row: VisitTable): Extension[] {
  // Pregnant and newly delivered women are counted as such, as KMK 2015/2023 counts the stages of life.
  const stage = row.motherhood ?? row.life_stage
  return [
    sourceRevision(row.revision),
    { url: extensionUrls.visitDay, valueDate: row.day },
    ...(stage === null ? [] : [{ url: extensionUrls.lifeStage, valueCode: stage }]),
    { url: extensionUrls.visitKind, valueCode: row.visit_kind },
    { url: extensionUrls.firstEver, valueBoolean: row.first_ever === 1 },
    { url: extensionUrls.firstThisYear, valueBoolean: row.first_this_year === 1 },
    ...(row.inside_area === null
      ? []
      : [{ url: extensionUrls.insideArea, valueBoolean: row.inside_area === 1 }]),
    { url: extensionUrls.payer, valueCode: row.payer },
    // While a visit is open, a room may still record it.
    ...(row.status === 'finished'
      ? [{ url: extensionUrls.serviceRecorded, valueBoolean: row.service_recorded === 1 }]
      : []),
  ]
}

/** Each status with its time; the whole history goes with every change, each period closed where the next begins. */
function statusOf(origin: Origin, row: VisitTable): Pick<Encounter, 'status' | 'statusHistory' | 'period'> {
  const steps: { status: Encounter['status']; at: number }[] = [{ status: 'arrived', at: row.registered_at }]
  if (row.served_at !== null) steps.push({ status: 'in-progress', at: row.served_at })
  if (row.status !== 'open') steps.push({ status: row.status, at: row.ended_at ?? row.registered_at })
  // A clock set back during the visit must not make a period that ends before it starts.
  const times = steps.map((_, index) => Math.max(...steps.slice(0, index + 1).map((step) => step.at)))
  const periodFrom = (index: number): Period => {
    const [start = row.registered_at, end] = times.slice(index)
    return { start: instantOf(origin, start), ...(end === undefined ? {} : { end: instantOf(origin, end) }) }
  }
  const ended = row.status === 'open' ? {} : { end: instantOf(origin, times.at(-1) ?? row.registered_at) }
  return {
    status: steps.at(-1)?.status ?? 'arrived',
    statusHistory: steps.map(({ status }, index) => ({ status, period: periodFrom(index) })),
    period: { start: instantOf(origin, row.registered_at), ...ended },
  }
}
