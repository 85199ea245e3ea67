import fc from 'fast-check'
import type { FhirResource } from 'fhir/r4'
import { birthPrecisions } from '#domain/birth'
import { noCareValues } from '#domain/care-values'
import { clusterCodes } from '#domain/cluster'
import { foreignCountries } from '#domain/country'
import { coverageTypes } from '#domain/coverage'
import { lifeStages, motherhoodStages } from '#domain/life-stage'
import type { LocalDate } from '#domain/local-date'
import { membershipAnswers } from '#domain/membership'
import { payers } from '#domain/payer'
import { emergencySigns } from '#domain/routing'
import { careItems, findCareItem } from '#hub/rule-resources'
import { toRow, untouched } from '#hub/store/patients'
import type { Schema, VisitTable } from '#hub/store/schema'
import type { Merged, Stay } from '#hub/store/to-send'
import { type CareRow, coverageOf, immunizationOf, observationOf } from '#hub/sync/care-to-fhir'
import {
  encounterOf,
  locationOf,
  type Origin,
  organizationOf,
  type PatientRow,
  patientOf,
} from '#hub/sync/to-fhir'
import purposes from '#resources/rules/purposes.json' with { type: 'json' }
import { noArrival, personOf } from './puskesmas.ts'

/** Rows of every kind of record that is sent, any that can stand in the file, and the resources made of them. */

export const origin: Origin = { code: 'P8204011', timeZone: 'Asia/Jayapura' }
export const id = '019a0000-0000-7000-8000-000000000001'
/** 07:30 in Halmahera, still the day before in UTC. */
export const morning = Date.UTC(2026, 10, 20, 22, 30)
export const minute = 60_000
export const stay: Stay = { location: 'loc-1', atHome: false, enteredAt: morning, endedAt: null }
export const named = { organization: 'org-1', patient: 'pat-1', stays: [stay] }

function patientRow(change: Partial<PatientRow> = {}): PatientRow {
  return { ...toRow({ ...personOf(), id }), ...untouched, kk_no: null, ...change }
}

function visitRow(change: Partial<VisitTable> = {}): VisitTable {
  return {
    id,
    patient_id: id,
    day: '2026-11-21' as LocalDate,
    series: 'B',
    number: 12,
    purpose: 'anc',
    complaint: '',
    arrival: JSON.stringify(noArrival),
    cluster: 'k2',
    life_stage: 'dewasa',
    motherhood: 'hamil',
    first_room_id: id,
    route_rule: 'hamil',
    reasons: '[]',
    override_reason: null,
    priority_code: null,
    priority_label: null,
    visit_kind: 'sehat',
    apart: 0,
    notice_to_k4: 0,
    payer: 'jkn_pbi',
    card_no: null,
    first_ever: 0,
    first_this_year: 1,
    inside_area: 1,
    confirmed_by: '[]',
    status: 'open',
    status_reason: null,
    service_recorded: 0,
    registered_at: morning,
    registered_by: id,
    served_at: null,
    ended_at: null,
    revision: 3,
    ...change,
  }
}

const unmerged: Merged = { replacedBy: null, replaces: [] }
export const toPatient = (change: Partial<PatientRow> = {}, merged: Partial<Merged> = {}) =>
  patientOf(origin, patientRow(change), { organization: named.organization, ...unmerged, ...merged })
export const toEncounter = (change: Partial<VisitTable> = {}, stays: readonly Stay[] = named.stays) =>
  encounterOf(origin, visitRow(change), { ...named, stays })

const text = fc
  .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
  .filter((s) => /^[^\p{Cc}\p{Cs}]+$/u.test(s) && s.trim() !== '')
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const day = fc
  .date({ min: new Date('1905-01-01'), max: new Date('2026-11-21'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as LocalDate)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const flag = fc.constantFrom(0 as const, 1 as const)
const time = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2027, 0) })

const anyMerged = fc.record({
  replacedBy: maybe(fc.uuid()),
  replaces: fc.array(fc.uuid(), { maxLength: 3 }),
})
export const anyPatient = fc
  .record({
    name: text,
    nik: maybe(digits(16)),
    mother_nik: maybe(digits(16)),
    sex: maybe(fc.constantFrom('L' as const, 'P' as const)),
    birth_date: maybe(day),
    birth_precision: maybe(fc.constantFrom(...birthPrecisions)),
    mother_name: maybe(text),
    village_code: maybe(digits(10)),
    address: maybe(text),
    rt: maybe(digits(3)),
    rw: maybe(digits(3)),
    phone: maybe(digits(12)),
    guardian_name: maybe(text),
    guardian_relation: maybe(text),
    guardian_phone: maybe(digits(12)),
    kk_no: maybe(digits(16)),
    birth_order: maybe(fc.integer({ min: 1, max: 9 })),
    passport: maybe(fc.stringMatching(/^[A-Z0-9]{5,20}$/)),
    nationality: maybe(fc.constantFrom(...foreignCountries)),
    language: maybe(text),
    deceased_on: maybe(day),
    temporary: flag,
    revision: fc.integer({ min: 1, max: 1000 }),
  })
  .chain((row) => anyMerged.map((merged) => toPatient(row, merged)))

const anyStay = fc.record({
  location: fc.uuid(),
  atHome: fc.boolean(),
  enteredAt: time,
  endedAt: maybe(time),
})

export const anyVisit = fc
  .record({
    day,
    complaint: fc.option(text, { nil: '' }),
    cluster: fc.constantFrom(...clusterCodes),
    life_stage: maybe(fc.constantFrom(...lifeStages)),
    motherhood: maybe(fc.constantFrom(...motherhoodStages)),
    purpose: fc.constantFrom(...purposes.map(({ code }) => code)),
    arrival: fc.subarray([...emergencySigns]).map((emergency) => JSON.stringify({ ...noArrival, emergency })),
    payer: fc.constantFrom(...payers),
    first_ever: flag,
    first_this_year: flag,
    inside_area: maybe(flag),
    status: fc.constantFrom('open' as const, 'finished' as const, 'cancelled' as const),
    service_recorded: flag,
    registered_at: time,
    served_at: maybe(time),
    ended_at: maybe(time),
  })
  .chain((visit) => fc.array(anyStay, { maxLength: 4 }).map((stays) => toEncounter(visit, stays)))

export const facilityRow: Schema['facility'] = {
  only: 1,
  id,
  code: origin.code,
  name: 'Puskesmas Teluk Harapan',
  time_zone: origin.timeZone,
  scheme: '',
  suspects_go_to_k4: 0,
  revision: 2,
  created_at: 0,
}
export const roomRow: Schema['service_points'] = {
  id,
  name: 'Ruang KIA',
  public_label: 'Ruang 2',
  cluster: 'k2',
  series: 'B',
  roles: '[]',
  sort: 1,
  active: 0,
  revision: 1,
  ratio: 2,
}

export function coverageRow(change: Partial<Schema['coverages']> = {}): Schema['coverages'] {
  return {
    id,
    patient_id: id,
    type: 'jkn_pbi',
    card_no: '0001234567890',
    state: 'aktif',
    checked_at: morning,
    ended_on: null,
    revision: 1,
    ...change,
  }
}

export function careRow(item: string, change: Partial<CareRow> = {}): CareRow {
  const found = findCareItem(item)
  const { weight, ...others } = noCareValues
  return {
    id,
    visit_id: id,
    item,
    code: found?.code ?? item,
    label: found?.label ?? item,
    resource: found?.vaccine ? 'immunization' : 'observation',
    status: 'done',
    at: morning,
    room_id: id,
    staff_id: id,
    device_id: null,
    weight_kg: weight,
    ...others,
    day: '2026-11-21',
    revision: 1,
    ...change,
  }
}

const atVisit = { patient: 'pat-1', encounter: 'enc-1' }
export const toCoverage = (change: Partial<Schema['coverages']> = {}) =>
  coverageOf(origin, coverageRow(change), { patient: 'pat-1' })
export const toImmunization = (item: string, change: Partial<CareRow> = {}) =>
  immunizationOf(origin, careRow(item, change), findCareItem(item), atVisit)
export const toObservation = (item: string, change: Partial<CareRow> = {}) =>
  observationOf(origin, careRow(item, change), atVisit)

export const anyCoverage = fc
  .record({
    type: fc.constantFrom(...coverageTypes),
    card_no: maybe(digits(13)),
    state: fc.constantFrom(...membershipAnswers),
    checked_at: time,
    ended_on: maybe(day),
  })
  .map(toCoverage)

/** Every item of the schedule, with any values. */
export const anyCare = fc
  .record({
    item: fc.constantFrom(...careItems.map((item) => item.id)),
    noted: fc.record({
      status: fc.constantFrom('done' as const, 'taken_back' as const),
      at: time,
      day,
    }),
    measured: maybe(
      fc.record({
        weight_kg: maybe(fc.integer({ min: 30, max: 50_000 }).map((decagrams) => decagrams / 100)),
        systolic: maybe(fc.integer({ min: 20, max: 350 })),
        diastolic: maybe(fc.integer({ min: 10, max: 250 })),
        glucose: maybe(fc.integer({ min: 10, max: 1500 })),
      }),
    ),
  })
  .map(({ item, noted, measured }) => {
    const change = { ...noted, ...measured }
    return findCareItem(item)?.vaccine ? toImmunization(item, change) : toObservation(item, change)
  })

/** Any resource that is sent. */
export const anyResource: fc.Arbitrary<FhirResource> = fc.oneof(
  fc.constant(organizationOf(facilityRow)),
  fc.constant(locationOf(origin, roomRow, 'org-1')),
  anyPatient,
  anyVisit,
  anyCoverage,
  anyCare,
)
