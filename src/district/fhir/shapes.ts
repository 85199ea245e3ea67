import { z } from 'zod'
import { type FhirType, fhirTypes, recordSystem } from '#contract/fhir'
import type { Body } from '#district/store/schema'
import { factsOf } from './facts.ts'
import { refuseElement, refuseFhir } from './fault.ts'
import { referencesIn } from './references.ts'

const identifier = z.looseObject({ system: z.string().min(1).max(300), value: z.string().min(1).max(200) })
const reference = z.looseObject({ reference: z.string() })
const named = { identifier: z.array(identifier).min(1), name: z.string().min(1).optional() }

const patient = z.looseObject({
  identifier: z.array(identifier).min(1),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  birthDate: z.union([z.iso.date(), z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)]).optional(),
})

const encounterStatuses = [
  'planned',
  'arrived',
  'triaged',
  'in-progress',
  'onleave',
  'finished',
  'cancelled',
  'entered-in-error',
  'unknown',
] as const

const encounter = z.looseObject({
  identifier: z.array(identifier).min(1),
  status: z.enum(encounterStatuses),
  class: z.looseObject({ code: z.string().min(1) }),
  subject: z.looseObject({ reference: z.string().regex(/^(Patient\/|urn:uuid:)/) }),
  serviceProvider: reference.optional(),
  location: z.array(z.looseObject({ location: reference })).optional(),
})

const shapes: Record<FhirType, z.ZodType> = {
  Organization: z.looseObject(named),
  Location: z.looseObject(named),
  Patient: patient,
  Encounter: encounter,
}

export function isFhirType(text: unknown): text is FhirType {
  return fhirTypes.some((type) => type === text)
}

/** A resource fit to be stored: its body without what the server assigns, and the local record it speaks of. */
export type Checked = {
  type: FhirType
  id: string | null
  body: Body
  recordId: string
  references: string[]
  /** The day an Encounter counts for. */
  day: string | null
}

/**
 * Checks required elements, codes the dashboard counts, and that the record is the facility's own.
 * Not a full validation against the R4 profiles. Refuses with the element's path.
 */
export function checkResource(value: unknown, type: FhirType, facilityCode: string, now: Date): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuseElement('resource')
  const { id = null, meta, ...rest } = value as Record<string, unknown>
  if (rest.resourceType !== type) refuseElement('resourceType')
  if (id !== null && typeof id !== 'string') refuseElement(`${type}.id`)
  const parsed = shapes[type].safeParse(rest)
  if (!parsed.success) refuseElement([type, ...(parsed.error.issues[0]?.path ?? [])].join('.'))
  const references = referencesIn(rest)
  const body = withoutServerMeta(rest, meta) as Body
  const day = type === 'Encounter' ? factsOf(body, now).day : null
  const recordId = ownIdentifier(body, recordSystem(facilityCode, type))
  return { type, id, body, recordId, references, day }
}

/** The value of the one identifier that names this record at its facility. */
export function ownIdentifier(body: Body, system: string): string {
  const own = z
    .array(identifier)
    .parse(body.identifier)
    .filter((candidate) => candidate.system === system)
  const [first, second] = own
  if (!first || second) {
    refuseFhir(
      422,
      'business-rule',
      { code: 'fhir_own_identifier', params: { system } },
      `${body.resourceType}.identifier`,
    )
  }
  return first.value
}

function withoutServerMeta(rest: Record<string, unknown>, meta: unknown): Record<string, unknown> {
  if (typeof meta !== 'object' || meta === null) return rest
  const { versionId: _version, lastUpdated: _updated, ...kept } = meta as Record<string, unknown>
  return Object.keys(kept).length > 0 ? { ...rest, meta: kept } : rest
}
