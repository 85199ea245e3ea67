import { type FhirType, fhirTypes } from '#contract/fhir'
import spelled from '#resources/fhir/elements.json' with { type: 'json' }
import { refuseElement } from './fault.ts'
import { earliest, isPrimitive, isPrimitiveName, latest } from './primitives.ts'
import type { Json } from './resource.ts'

/** One element of a type, as `scripts/fhir/elements.ts` spells it from the definitions of R4. */
type Element = {
  name: string
  needed: boolean
  many: boolean
  /** Of `value[x]`: at most one of them. */
  either: string | null
  type: string
  primitive: boolean
  codes: ReadonlySet<string> | null
  targets: ReadonlySet<string> | null
}
type Shape = { elements: ReadonlyMap<string, Element>; needed: readonly Element[] }

const spelling =
  /^(?<needed>needed )?(?<many>many )?(?:either (?<either>\w+) )?(?<type>[\w.]+)(?: of (?<codes>\S+))?(?: to (?<targets>\S+))?$/
const shapes = new Map(Object.entries(spelled).map(([type, elements]) => [type, readShape(elements)]))

function readShape(spellings: Record<string, string>): Shape {
  const elements = Object.entries(spellings).map(([name, text]) => readElement(name, text))
  return {
    elements: new Map(elements.map((element) => [element.name, element])),
    needed: elements.filter(({ needed, either }) => needed && either === null),
  }
}

function readElement(name: string, text: string): Element {
  const { needed, many, either, type = '', codes, targets } = spelling.exec(text)?.groups ?? {}
  return {
    name,
    needed: needed !== undefined,
    many: many !== undefined,
    either: either ?? null,
    type,
    primitive: isPrimitiveName(type),
    codes: codes ? new Set(codes.split('|')) : null,
    targets: targets ? new Set(targets.split('|')) : null,
  }
}

/**
 * Refuses, by its path, the first element that R4 does not know there, or that is not of its type: cardinality, choices,
 * required codes, real dates, periods that do not end before they start, and which type a reference may name. Invariants
 * beyond these are not looked at. The nesting must have been bounded before.
 */
export function checkR4(resource: Json, type: FhirType): void {
  const { resourceType: _type, ...elements } = resource
  const fault = faultInElements(elements, type)
  if (fault !== null) refuseElement(`${type}${fault}`)
}

/** The path below `value` of what is wrong in it, as `.name[0].use`; empty where it is wrong itself, null where nothing is. */
type FaultIn = string | null

function faultInElements(value: unknown, type: string): FaultIn {
  const shape = shapes.get(type)
  if (!shape || !isObject(value)) return ''
  const names = Object.keys(value)
  if (names.length === 0) return ''
  const chosen: string[] = []
  for (const name of names) {
    const element = shape.elements.get(name)
    if (element?.either && chosen.includes(element.either)) return `.${name}`
    if (element?.either) chosen.push(element.either)
    const fault = element ? faultInElement(value, element) : faultBeside(value[name], name, shape)
    if (fault !== null) return `.${name}${fault}`
  }
  const missing = shape.needed.find(({ name }) => value[name] === undefined)
  if (missing) return `.${missing.name}`
  if (type === 'Period' && endsBeforeStart(value)) return '.end'
  // An extension says something itself, or holds others.
  return type === 'Extension' && 'extension' in value === chosen.length > 0 ? '' : null
}

function faultInElement(holder: Json, element: Element): FaultIn {
  const value = holder[element.name]
  if (!element.many) return faultInValue(value, element)
  // Where a list has no value, but only extensions of one, its place is null.
  return faultInList(value, element.primitive && `_${element.name}` in holder, (one) =>
    faultInValue(one, element),
  )
}

/** `_birthDate` beside `birthDate`: id and extensions of a value that has no place for them itself. */
function faultBeside(value: unknown, name: string, { elements }: Shape): FaultIn {
  const element = name.startsWith('_') ? elements.get(name.slice(1)) : undefined
  if (!element?.primitive) return ''
  const faultIn = (one: unknown) => faultInElements(one, 'Element')
  return element.many ? faultInList(value, true, faultIn) : faultIn(value)
}

function faultInList(list: unknown, mayHaveGaps: boolean, faultIn: (one: unknown) => FaultIn): FaultIn {
  if (!Array.isArray(list) || list.length === 0) return ''
  for (const [index, one] of list.entries()) {
    const fault = one === null && mayHaveGaps ? null : faultIn(one)
    if (fault !== null) return `[${index}]${fault}`
  }
  return null
}

function faultInValue(value: unknown, { type, primitive, codes, targets }: Element): FaultIn {
  if (primitive) return isPrimitive(value, type) && (!codes || codes.has(value as string)) ? null : ''
  if (type === 'Resource') return faultInContained(value)
  return faultInElements(value, type) ?? (targets ? faultInTarget(value as Json, targets) : null)
}

function faultInContained(value: unknown): FaultIn {
  if (!isObject(value) || 'contained' in value) return ''
  const { resourceType, ...elements } = value
  const type = fhirTypes.find((known) => known === resourceType)
  return type ? faultInElements(elements, type) : ''
}

/** What `Type/id` says of itself; a urn or a contained resource says nothing. */
function faultInTarget({ reference }: Json, targets: ReadonlySet<string>): FaultIn {
  const [, type] = typeof reference === 'string' ? (/^([A-Z]\w*)\//.exec(reference) ?? []) : []
  return type && !targets.has(type) ? '.reference' : null
}

function endsBeforeStart({ start, end }: Json): boolean {
  return typeof start === 'string' && typeof end === 'string' && latest(end) < earliest(start)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
