import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FhirType } from '#contract/fhir'
import { FhirFault } from '#district/fhir/fault'
import { checkR4 } from '#district/fhir/r4'
import elements from '#resources/fhir/elements.json' with { type: 'json' }
import { elementTable } from '../../scripts/fhir/elements.ts'
import { anyResource } from '../sync/any-record.ts'

type Json = Record<string, unknown>
type Spot = { path: string; holder: Json | unknown[]; key: string | number; value: unknown }

const copyOf = (resource: object) => structuredClone(resource) as Json
/** Where `checkR4` finds fault, or null. */
function faultIn(resource: Json): string | null {
  try {
    checkR4(resource, resource.resourceType as FhirType)
    return null
  } catch (cause) {
    if (!(cause instanceof FhirFault)) throw cause
    return cause.fault.expression ?? ''
  }
}

describe('what the district knows of FHIR R4', () => {
  test('is what the definitions say (node scripts/build-fhir.ts writes it)', () => {
    expect(elements).toEqual(elementTable())
  })

  test('lets every resource pass that Loket sends', () => {
    fc.assert(
      fc.property(anyResource, (resource) => {
        expect(faultIn(copyOf(resource))).toBeNull()
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['a value of another type', ({ value }: Spot) => (typeof value === 'object' ? 'teks' : { a: 1 })],
    ['null', () => null],
    ['an empty object', () => ({})],
  ] as const)('names any element in place of which stands %s', (_what, wrong) => {
    fc.assert(
      fc.property(anyResource, fc.nat(), (resource, at) => {
        const copy = copyOf(resource)
        const spots = spotsIn(copy, String(copy.resourceType))
        const spot = spots[at % spots.length]
        if (!spot) throw new Error('a resource without elements')
        Object.assign(spot.holder, { [spot.key]: wrong(spot) })
        expect(faultIn(copy)).toMatch(new RegExp(`^${spot.path.replace(/[[\].]/g, '\\$&')}`))
      }),
      { numRuns: 500 },
    )
  })

  test('names any element that is not of R4, wherever it stands', () => {
    fc.assert(
      fc.property(anyResource, fc.nat(), (resource, at) => {
        const copy = copyOf(resource)
        const holders = spotsIn({ [String(copy.resourceType)]: copy }, '').filter(
          ({ value }) => typeof value === 'object' && !Array.isArray(value),
        )
        const { path, value } = holders[at % holders.length] as Spot
        Object.assign(value as Json, { warna: 'merah' })
        expect(faultIn(copy)).toBe(`${path.slice(1)}.warna`)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['2026-11-20T08:00:00+07:00', '2026-11-20T07:59:59+07:00', false],
    ['2026-11-20T08:00:00+07:00', '2026-11-20T01:00:00Z', true],
    ['2026-11-20T23:00:00+07:00', '2026-11-20', true],
    ['2026-11-20', '2026-11-17', false],
    ['2026-11-20', '2026-11', true],
    ['2026-11', '2025', false],
    ['2026', '2026-01-01', true],
  ])('a period from %s to %s may be: %s', (start, end, may) => {
    const resource = {
      resourceType: 'Encounter',
      status: 'arrived',
      class: { code: 'AMB' },
      period: { start, end },
    }
    expect(faultIn(resource)).toBe(may ? null : 'Encounter.period.end')
  })
})

function spotsIn(holder: Json | unknown[], path: string): Spot[] {
  return Object.entries(holder).flatMap(([name, value]) => {
    if (name === 'resourceType') return []
    const key = Array.isArray(holder) ? Number(name) : name
    const here = { path: Array.isArray(holder) ? `${path}[${name}]` : `${path}.${name}`, holder, key, value }
    return typeof value === 'object' && value !== null
      ? [here, ...spotsIn(value as Json | unknown[], here.path)]
      : [here]
  })
}
