import type { FhirResource } from 'fhir/r4'

/**
 * Every element that a resource fills, as docs/fhir/fields.md names it: `Encounter.period.start`. Of what stands many
 * times in a list, the one that is meant is named by the end of its url or system: `Patient.identifier(nik)`,
 * `Encounter.extension(payer)`, `Observation.code.coding(pelayanan)`. A reference is one element.
 */
export function elementsOf(resource: FhirResource): Set<string> {
  const found = new Set<string>()
  const { resourceType, ...elements } = resource as { resourceType: string } & Record<string, unknown>
  for (const [name, value] of Object.entries(elements)) walk(`${resourceType}.${name}`, name, value, found)
  return found
}

function walk(path: string, name: string, value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) walk(path, name, one, found)
  else if (typeof value !== 'object' || value === null) found.add(path)
  else walkObject(path, name, value as Record<string, unknown>, found)
}

function walkObject(path: string, name: string, value: Record<string, unknown>, found: Set<string>): void {
  if (name === 'identifier' || name === 'coding') {
    found.add(`${path}(${endOf(value.system)})`)
  } else if (name === 'extension') {
    const { url, extension, ...rest } = value
    const slice = `${path}(${endOf(url)})`
    if (Array.isArray(extension)) walk(`${slice}.extension`, name, extension, found)
    else if (Object.keys(rest).length === 1) found.add(slice)
    else throw new Error(`${slice} carries ${Object.keys(rest).join()}`)
  } else if (typeof value.reference === 'string') {
    found.add(path)
  } else {
    for (const [child, inner] of Object.entries(value)) walk(`${path}.${child}`, child, inner, found)
  }
}

/** What a url ends in; of ticket numbers, whose system carries the day, `encounter-ticket`. */
function endOf(url: unknown): string {
  if (typeof url !== 'string') throw new Error('a list of codes without a system')
  const parts = url.split('/')
  const last = parts.at(-1) ?? ''
  return /^\d{4}-\d\d-\d\d$/.test(last) ? (parts.at(-2) ?? '') : last
}
