import { type FhirType, fhirTypes } from '#contract/fhir'
import { problem } from '#domain/errors'
import { refuseFhir } from './fault.ts'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const literal = new RegExp(`^(${fhirTypes.join('|')})/(${uuid})$`)
const deepest = 64

export type Target = { type: FhirType; id: string }

export function isId(text: string): boolean {
  return new RegExp(`^${uuid}$`).test(text)
}

/** `Patient/{id}` as its parts; null for anything else. */
export function parseReference(reference: string): Target | null {
  const [, type, id] = literal.exec(reference) ?? []
  return type && id ? { type: type as FhirType, id } : null
}

/**
 * Every `reference` in the body but those to `contained`. Refuses nesting past 64 levels, before any recursive
 * walk of it can exhaust the stack.
 */
export function referencesIn(body: unknown): string[] {
  const found: string[] = []
  walk(body, 0, (reference) => found.push(reference))
  return [...new Set(found)].filter((reference) => !reference.startsWith('#'))
}

/** A copy in which each reference named in `ids` (by fullUrl) points to the id the server gave. */
export function withResolved<T>(body: T, ids: ReadonlyMap<string, string>): T {
  if (ids.size === 0) return body
  const copy = structuredClone(body)
  walk(copy, 0, (reference, holder) => {
    const resolved = ids.get(reference)
    if (resolved) holder.reference = resolved
  })
  return copy
}

function walk(
  value: unknown,
  depth: number,
  visit: (reference: string, holder: { reference?: unknown }) => void,
): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > deepest) refuseFhir(422, 'structure', problem('fhir_unreadable'))
  const holder: { reference?: unknown } = value
  if (typeof holder.reference === 'string') visit(holder.reference, holder)
  for (const child of Object.values(value)) walk(child, depth + 1, visit)
}
