import type {
  CodeableConcept,
  Coverage,
  Extension,
  Identifier,
  Immunization,
  ImmunizationProtocolApplied,
  Observation,
  ObservationComponent,
} from 'fhir/r4'
import {
  careCoding,
  cvxCoding,
  extensionUrls,
  type FhirType,
  loincCoding,
  payerCoding,
  recordSystem,
  unitCoding,
} from '#contract/fhir'
import { type CareValue, careRanges } from '#domain/care-values'
import { coverageLabels, insurerOf } from '#domain/coverage'
import type { CareItem } from '#domain/due-care'
import { valuesOf } from '#hub/store/care-events'
import type { Schema } from '#hub/store/schema'
import { dataAbsentCoding, instantOf, type Origin, sourceRevision } from './to-fhir.ts'

/** With the calendar day of its visit. */
export type CareRow = Schema['care_events'] & { day: string }
/** The server's ids of whom it was given to, and of the visit. */
type NamedAtVisit = { patient: string; encounter: string }

/** What was seen of a membership, or, ended, what no longer concerns this person. `patient` is the server's id. */
export function coverageOf(
  origin: Origin,
  row: Schema['coverages'],
  { patient }: { patient: string },
): Coverage {
  const statuses = { aktif: 'active', tidak_aktif: 'cancelled', tidak_diketahui: 'draft' } as const
  return {
    resourceType: 'Coverage',
    extension: [
      sourceRevision(row.revision),
      { url: extensionUrls.checkedAt, valueDateTime: instantOf(origin, row.checked_at) },
      { url: extensionUrls.membership, valueCode: row.state },
    ],
    identifier: [ownIdentifier(origin, 'Coverage', row.id)],
    status: row.ended_on === null ? statuses[row.state] : 'cancelled',
    type: { coding: [{ system: payerCoding, code: row.type, display: coverageLabels[row.type] }] },
    ...(row.card_no === null ? {} : { subscriberId: row.card_no }),
    beneficiary: { reference: `Patient/${patient}` },
    ...(row.ended_on === null ? {} : { period: { end: row.ended_on } }),
    // An insurer is no record of this Puskesmas: it is named, not referred to.
    payor: [{ display: insurerOf(row.type) }],
  }
}

/** `item` is that of the schedule; null where the schedule no longer has it. */
export function immunizationOf(
  origin: Origin,
  row: CareRow,
  item: CareItem | null,
  named: NamedAtVisit,
): Immunization {
  const cvx = item?.vaccine?.cvx ?? null
  const doses = item?.vaccine?.doses ?? []
  return {
    resourceType: 'Immunization',
    extension: careExtensions(row),
    identifier: [ownIdentifier(origin, 'Immunization', row.id)],
    status: row.status === 'done' ? 'completed' : 'entered-in-error',
    vaccineCode: careConcept(row, cvx === null ? [] : [{ system: cvxCoding, ...cvx }]),
    patient: { reference: `Patient/${named.patient}` },
    encounter: { reference: `Encounter/${named.encounter}` },
    occurrenceDateTime: instantOf(origin, row.at),
    // Noted by the room that gave it.
    primarySource: true,
    ...(doses.length === 0 ? {} : { protocolApplied: doses.map(protocolOf) }),
  }
}

/** One item of the schedule may hold several vaccines, each with its own count. */
function protocolOf({ series, dose }: { series: string; dose: number }): ImmunizationProtocolApplied {
  return { series, doseNumberPositiveInt: dose }
}

export function observationOf(origin: Origin, row: CareRow, named: NamedAtVisit): Observation {
  const component = componentsOf(row)
  return {
    resourceType: 'Observation',
    extension: careExtensions(row),
    identifier: [ownIdentifier(origin, 'Observation', row.id)],
    status: row.status === 'done' ? 'final' : 'entered-in-error',
    code: careConcept(row, []),
    subject: { reference: `Patient/${named.patient}` },
    encounter: { reference: `Encounter/${named.encounter}` },
    effectiveDateTime: instantOf(origin, row.at),
    // Done; what came of it stands on paper.
    ...(component.length === 0
      ? { dataAbsentReason: { coding: [{ system: dataAbsentCoding, code: 'unknown' }] } }
      : { component }),
  }
}

const loincOf: Record<CareValue, { code: string; display: string }> = {
  weight: { code: '29463-7', display: 'Body weight' },
  systolic: { code: '8480-6', display: 'Systolic blood pressure' },
  diastolic: { code: '8462-4', display: 'Diastolic blood pressure' },
  glucose: { code: '2339-0', display: 'Glucose [Mass/volume] in Blood' },
}
/** As UCUM writes them. */
const unitOf: Record<CareValue, string> = {
  weight: 'kg',
  systolic: 'mm[Hg]',
  diastolic: 'mm[Hg]',
  glucose: 'mg/dL',
}

function componentsOf(row: CareRow): ObservationComponent[] {
  const values = valuesOf(row)
  return (Object.keys(loincOf) as CareValue[]).flatMap((value) => {
    const measured = values[value]
    if (measured === null) return []
    return {
      code: { coding: [{ system: loincCoding, ...loincOf[value] }] },
      valueQuantity: {
        value: measured,
        unit: careRanges[value].unit,
        system: unitCoding,
        code: unitOf[value],
      },
    }
  })
}

function careConcept(row: CareRow, others: NonNullable<CodeableConcept['coding']>): CodeableConcept {
  return { coding: [{ system: careCoding, code: row.item, display: row.label }, ...others], text: row.label }
}

function careExtensions(row: CareRow): Extension[] {
  return [sourceRevision(row.revision), { url: extensionUrls.visitDay, valueDate: row.day }]
}

function ownIdentifier({ code }: Origin, type: FhirType, id: string): Identifier {
  return { use: 'usual', system: recordSystem(code, type), value: id }
}
