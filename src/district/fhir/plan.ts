import { type FhirType, recordSystem } from '#contract/fhir'
import type { Facility } from '#district/store/facilities'
import type { Body } from '#district/store/schema'
import { problem } from '#domain/errors'
import { refuseElement, refuseFhir } from './fault.ts'
import { isId } from './references.ts'
import { checkResource } from './shapes.ts'

/** One wanted change, checked as far as that goes without the database. */
export type Write = {
  type: FhirType
  body: Body
  /** Value of the facility's own identifier. */
  recordId: string
  references: string[]
  /** The day an Encounter counts for. */
  day: string | null
  how:
    | { kind: 'create'; conditional: boolean; fullUrl: string | null }
    | { kind: 'update'; id: string; ifMatch: number | null }
}

/** A write as HTTP or a bundle entry names it. */
export type Asked = {
  method: 'POST' | 'PUT'
  type: FhirType
  id: string | null
  resource: unknown
  ifNoneExist: string | null
  ifMatch: string | null
  fullUrl: string | null
}

/** Refuses what can be refused without looking into the database. */
export function planWrite(asked: Asked, facility: Facility, now: Date): Write {
  const { id: bodyId, ...common } = checkResource(asked.resource, asked.type, facility.code, now)
  const { type, recordId } = common
  if (asked.method === 'POST') {
    const conditional = asked.ifNoneExist !== null
    if (asked.ifNoneExist !== null)
      checkCondition(asked.ifNoneExist, recordSystem(facility.code, type), recordId)
    return { ...common, how: { kind: 'create', conditional, fullUrl: asked.fullUrl } }
  }
  const { id } = asked
  if (id === null || !isId(id))
    refuseFhir(404, 'not-found', { code: 'fhir_unknown', params: { what: `${type}/${id}` } })
  if (bodyId !== id) refuseElement(`${type}.id`)
  return { ...common, how: { kind: 'update', id, ifMatch: readVersion(asked.ifMatch) } }
}

/**
 * The only condition served is the record's own identifier: `identifier={system}|{value}`. Anything wider could
 * match somebody else's record, and a parameter ignored would create twice.
 */
function checkCondition(condition: string, system: string, recordId: string): void {
  const given = [...new URLSearchParams(condition.replace(/^\?/, ''))]
  const [parameter] = given
  if (given.length !== 1 || parameter?.[0] !== 'identifier' || parameter[1] !== `${system}|${recordId}`) {
    refuseFhir(400, 'not-supported', { code: 'fhir_unsupported', params: { what: 'syarat ifNoneExist ini' } })
  }
}

/** `W/"3"` as 3. */
function readVersion(ifMatch: string | null): number | null {
  if (ifMatch === null) return null
  const [, version] = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim()) ?? []
  return version
    ? Number(version)
    : refuseFhir(400, 'invalid', problem('fhir_unsupported', { what: 'If-Match ini' }))
}
