import { z } from 'zod'
import { type FhirType, fhirTypes, recordSystem } from '#contract/fhir'
import type { Body } from '#district/store/schema'
import { factsOf } from './facts.ts'
import { refuseElement, refuseFhir } from './fault.ts'
import { checkR4 } from './r4.ts'
import { referencesIn } from './references.ts'
import type { Json } from './resource.ts'

const identifier = z.looseObject({ system: z.string().min(1).max(300), value: z.string().min(1).max(200) })
const named = { identifier: z.array(identifier).min(1) }

const patientReference = z.looseObject({ reference: z.string().regex(/^(Patient\/|urn:uuid:)/) })
const encounterReference = z.looseObject({ reference: z.string().regex(/^(Encounter\/|urn:uuid:)/) })
const concept = z
  .looseObject({
    coding: z.array(z.looseObject({ code: z.string() })).optional(),
    text: z.string().optional(),
  })
  .refine(({ coding = [], text }) => coding.length > 0 || text !== undefined)

/** What Loket and this server ask for beyond R4, of resources that are R4. */
const agreed: Record<FhirType, z.ZodType> = {
  Organization: z.looseObject(named),
  Location: z.looseObject(named),
  Patient: z.looseObject(named),
  Encounter: z.looseObject({
    ...named,
    class: z.looseObject({ code: z.string() }),
    subject: patientReference,
  }),
  Coverage: z.looseObject({ ...named, beneficiary: patientReference }),
  Immunization: z.looseObject({
    ...named,
    vaccineCode: concept,
    patient: patientReference,
    encounter: encounterReference.optional(),
    occurrenceDateTime: z.string(),
  }),
  Observation: z.looseObject({
    ...named,
    code: concept,
    subject: patientReference,
    encounter: encounterReference.optional(),
  }),
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
 * Checks that it is R4, what was agreed beyond that, codes the dashboard counts, and that the record is the facility's
 * own. Refuses with the element's path.
 */
export function checkResource(value: unknown, type: FhirType, facilityCode: string, now: Date): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuseElement('resource')
  const { id = null, meta, ...rest } = value as Record<string, unknown>
  if (rest.resourceType !== type) refuseElement('resourceType')
  // First: it bounds the nesting that the check walks into.
  const references = referencesIn(value)
  checkR4(value as Json, type)
  const parsed = agreed[type].safeParse(rest)
  if (!parsed.success) refuseElement(pathTo(type, parsed.error.issues[0]?.path ?? []))
  const body = withoutServerMeta(rest, meta) as Body
  const day = type === 'Encounter' ? factsOf(body, now).day : null
  const recordId = ownIdentifier(body, recordSystem(facilityCode, type))
  return { type, id: id as string | null, body, recordId, references, day }
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

/** The record that was meant, of a resource that need not be one; null where that cannot be told. */
export function recordNamedBy(
  { type, resource }: { type: FhirType; resource: unknown },
  facilityCode: string,
): { type: FhirType; recordId: string } | null {
  const parsed = z.looseObject({ identifier: z.array(z.unknown()) }).safeParse(resource)
  const own = (parsed.data?.identifier ?? []).flatMap((one) => {
    const read = identifier.safeParse(one)
    return read.data?.system === recordSystem(facilityCode, type) ? read.data.value : []
  })
  const [recordId, second] = own
  return recordId === undefined || second !== undefined ? null : { type, recordId }
}

function pathTo(type: FhirType, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (above, key) => (typeof key === 'number' ? `${above}[${key}]` : `${above}.${String(key)}`),
    type,
  )
}

function withoutServerMeta(rest: Record<string, unknown>, meta: unknown): Record<string, unknown> {
  if (typeof meta !== 'object' || meta === null) return rest
  const { versionId: _version, lastUpdated: _updated, ...kept } = meta as Record<string, unknown>
  return Object.keys(kept).length > 0 ? { ...rest, meta: kept } : rest
}
