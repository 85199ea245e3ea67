import { describe, expect, it } from 'vitest'
import { clusterCoding, extensionUrls } from '#contract/fhir'
import { factsOf } from '#district/fhir/facts'
import { FhirFault } from '#district/fhir/fault'
import type { Body } from '#district/store/schema'
import { encounterOf } from './harness.ts'

const now = new Date('2026-11-21T16:00:00Z')
const visit = encounterOf('P3404010', '019f0000-0000-7000-8000-000000000000') as unknown as Body

function readWith(changes: Partial<Record<string, unknown>>) {
  return factsOf({ ...visit, ...changes }, now)
}

function placeRefused(changes: Partial<Record<string, unknown>>): string | undefined {
  try {
    readWith(changes)
  } catch (cause) {
    if (cause instanceof FhirFault) return cause.fault.expression
  }
  return undefined
}

const extension = (url: string, value: Record<string, unknown>) => ({ extension: [{ url, ...value }] })

describe('what the dashboard reads from an Encounter', () => {
  it('is its day, status, cluster, purpose and extensions', () => {
    expect(readWith({})).toEqual({
      day: '2026-11-20',
      status: 'finished',
      cluster: 'k3',
      purpose: 'berobat',
      life_stage: 'dewasa',
      visit_kind: 'sakit',
      first_ever: false,
      first_this_year: null,
      inside_area: true,
      payer: 'jkn_pbi',
      service_recorded: true,
    })
  })

  it('counts a visit on the day the facility says, not on its day in UTC', () => {
    const early = { period: { start: '2026-11-20T00:30:00+09:00' } }
    expect(readWith(early).day).toBe('2026-11-20')
    expect(readWith({ ...early, extension: [] }).day).toBe('2026-11-20')
  })

  it('says unknown where purpose or life stage is missing', () => {
    expect(readWith({ type: undefined, extension: [] })).toMatchObject({
      purpose: 'tidak_diketahui',
      life_stage: 'tidak_diketahui',
    })
  })

  it.each([
    [
      'a cluster that does not exist',
      { serviceType: { coding: [{ system: clusterCoding, code: 'k9' }] } },
      'Encounter.serviceType',
    ],
    ['no cluster', { serviceType: undefined }, 'Encounter.serviceType'],
    [
      'a day that does not exist',
      extension(extensionUrls.visitDay, { valueDate: '2026-02-30' }),
      'Encounter.period.start',
    ],
    [
      'the day after tomorrow, wherever that is',
      extension(extensionUrls.visitDay, { valueDate: '2026-11-24' }),
      'Encounter.period.start',
    ],
    [
      'a day before 2014-06-03',
      extension(extensionUrls.visitDay, { valueDate: '1980-01-01' }),
      'Encounter.period.start',
    ],
    ['no day at all', { period: undefined, extension: [] }, 'Encounter.period.start'],
    [
      'a name for a life stage',
      extension(extensionUrls.lifeStage, { valueCode: 'Ningsih R' }),
      extensionUrls.lifeStage,
    ],
    [
      'a number for a payer',
      extension(extensionUrls.payer, { valueCode: '3404064507980002' }),
      extensionUrls.payer,
    ],
    [
      'a word for a truth value',
      extension(extensionUrls.insideArea, { valueBoolean: 'ya' }),
      extensionUrls.insideArea,
    ],
  ])('refuses %s, naming the place', (_case, changes, place) => {
    expect(placeRefused(changes)).toBe(place)
  })

  it('takes tomorrow, and where a clock in Jayapura, nine hours ahead of UTC, is a day fast, the day after', () => {
    for (const day of ['2026-11-22', '2026-11-23'])
      expect(readWith(extension(extensionUrls.visitDay, { valueDate: day })).day).toBe(day)
  })
})
