import type { CapabilityStatement } from 'fhir/r4'
import { dayDigest } from '#contract/day-digest'
import { fhirTypes } from '#contract/fhir'
import { searchParametersOf } from './search-parameters.ts'

const documentation =
  'Server dinas kesehatan untuk Loket. Setiap Puskesmas hanya membaca dan menulis rekamnya sendiri. ' +
  'ifNoneExist hanya menerima identifier milik Puskesmas itu; referensi harus sudah ada; tidak ada DELETE.'

/** When what follows last changed. */
const lastChanged = '2026-11-29'

const interactions = ['read', 'create', 'update', 'search-type'] as const

/** Says exactly what this server does; `docs/district-fhir.md` is the same in prose. */
export function capabilityStatement(baseUrl: string, tokenUrl: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: lastChanged,
    kind: 'instance',
    implementation: { description: 'Loket, server dinas kesehatan', url: baseUrl },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        documentation,
        security: {
          service: [
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'OAuth' },
              ],
            },
          ],
          extension: [
            {
              url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
              extension: [{ url: 'token', valueUri: tokenUrl }],
            },
          ],
        },
        resource: fhirTypes.map((type) => ({
          type,
          interaction: interactions.map((code) => ({ code })),
          // If-Match is obeyed where it is sent, and not asked for.
          versioning: 'versioned',
          readHistory: false,
          updateCreate: false,
          conditionalCreate: true,
          conditionalUpdate: false,
          conditionalDelete: 'not-supported',
          referencePolicy: ['literal', 'local', 'enforced'],
          searchParam: searchParametersOf(type),
          operation: [dayDigest],
        })),
        interaction: [{ code: 'batch' }, { code: 'transaction' }],
      },
    ],
  }
}
