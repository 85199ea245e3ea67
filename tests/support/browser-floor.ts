import { createRequire } from 'node:module'
import type { CompatData, CompatStatement, Identifier } from '@mdn/browser-compat-data'
import { type AnyNode, type MemberExpression, parse } from 'acorn'
import { full } from 'acorn-walk'
import postcss, { type Declaration, type Rule } from 'postcss'

const data = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData

/** Something that a page uses, and the first Chromium that has it. */
type Use = { name: string; since: number }

/**
 * What a built style sheet or script asks of Chromium beyond the version given, as «name (first version)», by MDN's
 * compatibility data. A script's types are not known: a member is old enough if any object of that version has one of
 * its name, and is the script's own if it gives that name to something itself, or `own` lists it. Options in objects
 * and what stands in strings are not seen.
 */
export function findTooNew(file: { name: string; text: string }, floor: number, own: readonly string[] = []) {
  const uses = file.name.endsWith('.css') ? usedByStyles(file.text) : usedByScript(file.text, own)
  const tooNew = uses.filter(({ since }) => since > floor).map(({ name, since }) => `${name} (${since})`)
  return [...new Set(tooNew)]
}

/** The first Chromium with this feature, unprefixed and without a switch; infinite when none has it. */
function sinceOf(feature: Identifier | undefined): number {
  return feature?.__compat ? versionOf(feature.__compat) : Number.POSITIVE_INFINITY
}

function versionOf({ support: { chrome } }: CompatStatement): number {
  const versions = [chrome ?? []]
    .flat()
    .flatMap(({ version_added: added, prefix, flags, alternative_name }) => {
      const plain = typeof added === 'string' && added !== 'preview' && !prefix && !flags && !alternative_name
      return plain ? [Number.parseFloat(added.replace('≤', ''))] : []
    })
  return Math.min(Number.POSITIVE_INFINITY, ...versions)
}

function childrenOf(feature: Identifier | undefined): [string, Identifier][] {
  return Object.entries(feature ?? {}).filter(([key]) => key !== '__compat') as [string, Identifier][]
}

/** The earliest version of everything of that name, at any depth. */
function indexNames(roots: (Identifier | undefined)[], depth: number, nameOf = (key: string) => key) {
  const index = new Map<string, number>()
  const visit = (feature: Identifier | undefined, level: number) => {
    for (const [key, child] of childrenOf(feature)) {
      const name = nameOf(key)
      if (child.__compat)
        index.set(name, Math.min(index.get(name) ?? Number.POSITIVE_INFINITY, sinceOf(child)))
      if (level < depth) visit(child, level + 1)
    }
  }
  for (const root of roots) visit(root, 1)
  return index
}

const { builtins } = data.javascript as { builtins: Identifier }
const api = data.api as unknown as Identifier
const globals = indexNames([builtins, api, api.Window as Identifier], 1, (key) => key.replace(/_static$/, ''))
const inLanguage = indexNames([builtins], 3, (key) => key.replace(/_static$/, ''))
const members = indexNames([builtins, api], 3, (key) => key.replace(/_(static|event)$/, ''))
const styles = data.css as Record<'properties' | 'types' | 'selectors' | 'at-rules', Identifier>
const properties = styles.properties
const styleNames = indexNames([properties], 1)
const functions = indexNames([styles.types, properties], 4)

function usedByScript(text: string, own: readonly string[]): Use[] {
  let tree: AnyNode
  try {
    tree = parse(text, { ecmaVersion: 2019, sourceType: 'module' })
  } catch (cause) {
    return [{ name: `syntax after ES2019: ${String(cause)}`, since: Number.POSITIVE_INFINITY }]
  }
  const declared = new Set<string>()
  const given = new Set<string>()
  const free: string[] = []
  const accesses: MemberExpression[] = []
  const called = new Set<unknown>()
  full(tree, (node, _state, type) => {
    const one = node as AnyNode
    if (one.type === 'Identifier' && type === 'VariablePattern') declared.add(one.name)
    else if (one.type === 'Identifier') free.push(one.name)
    else if (one.type === 'ImportSpecifier') declared.add(one.local.name)
    else if (one.type === 'MemberExpression') accesses.push(one)
    else if (one.type === 'CallExpression') called.add(one.callee)
    else if (one.type === 'ObjectExpression' || one.type === 'ObjectPattern')
      for (const property of one.properties)
        if (property.type === 'Property' && property.key.type === 'Identifier') given.add(property.key.name)
  })
  const uses = free.filter((name) => !declared.has(name)).map((name) => newUse(name, name, globals))
  for (const access of accesses) {
    const name = nameOf(access)
    // Nobody's own method may hide the language's of the same name: `list.at(-1)` beside `call.at`.
    const isOwn = given.has(name) && !(called.has(access) && inLanguage.has(name))
    if (isStyle(access)) uses.push(newUse(toKebab(name), toKebab(name), styleNames))
    else if (!isOwn && !own.includes(name)) uses.push(newUse(`.${name}`, name, members))
  }
  return uses
}

function newUse(name: string, key: string, known: ReadonlyMap<string, number>): Use {
  return { name, since: known.get(key) ?? 0 }
}

function nameOf({ property, computed }: MemberExpression): string {
  return property.type === 'Identifier' && !computed ? property.name : ''
}

function isStyle({ object }: MemberExpression): boolean {
  return object.type === 'MemberExpression' && nameOf(object) === 'style'
}

function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function usedByStyles(text: string): Use[] {
  const uses: Use[] = []
  const root = postcss.parse(text)
  root.walkDecls((declaration) => {
    uses.push(...usedByDeclaration(declaration))
  })
  root.walkRules((rule) => {
    uses.push(...usedBySelector(rule))
  })
  root.walkAtRules(({ name, params }) => {
    uses.push({ name: `@${name}`, since: sinceOf(styles['at-rules'][name]) })
    if (name === 'media') uses.push(...usedByMedia(params))
  })
  return uses
}

function usedByDeclaration({ prop, value, parent }: Declaration): Use[] {
  if (prop.startsWith('-') && !prop.startsWith('--')) return []
  const known = properties[prop] as Identifier | undefined
  const uses = usedByValue(value)
  if (prop.startsWith('--') || isDescriptor(parent)) return uses
  uses.push({ name: prop, since: styleNames.get(prop) ?? Number.POSITIVE_INFINITY })
  for (const word of value.match(/[a-z][\w-]*(?![\w-]*\()/g) ?? [])
    if (known?.[word]) uses.push({ name: `${prop}: ${word}`, since: sinceOf(known[word] as Identifier) })
  // In a grid old, in a flex box young: the same rule has to say that it is a grid.
  if (/^(row-|column-)?gap$/.test(prop) && !saysGrid(parent as Rule))
    uses.push({ name: `${prop} outside a grid`, since: sinceOf(known?.flex_context as Identifier) })
  return uses
}

function isDescriptor(parent: Declaration['parent']): boolean {
  return parent?.type === 'atrule'
}

function saysGrid(rule: Rule): boolean {
  return rule.nodes.some((node) => node.type === 'decl' && node.prop === 'display' && /grid/.test(node.value))
}

function usedByValue(value: string): Use[] {
  const bare = value.replace(/"[^"]*"|'[^']*'|url\([^)]*\)/g, '')
  const called = (bare.match(/[a-z][\w-]*(?=\()/g) ?? []).filter((name) => name !== 'var')
  const units = bare.match(/(?<=\b[\d.]+)[a-z]+\b/g) ?? []
  return [
    ...called.map((name) => ({ name: `${name}()`, since: functions.get(name) ?? 0 })),
    ...units.map((unit) => ({ name: unit, since: sinceOfUnit(unit) })),
  ]
}

function sinceOfUnit(unit: string): number {
  const lengths = styles.types.length as Identifier
  if (/^[sld]v/.test(unit)) return sinceOf(lengths.viewport_percentage_units_dynamic as Identifier)
  if (unit.startsWith('cq')) return sinceOf(lengths.container_query_length_units as Identifier)
  return lengths[unit] ? sinceOf(lengths[unit] as Identifier) : 0
}

function usedBySelector({ selector, parent }: Rule): Use[] {
  if (parent?.type === 'atrule' && /keyframes$/.test((parent as { name?: string }).name ?? '')) return []
  const names = selector.match(/(?<=::?)[a-z][\w-]*/g) ?? []
  const uses = names
    .filter((name) => !name.startsWith('-'))
    .map((name) => ({ name: `:${name}`, since: sinceOf(styles.selectors[name] as Identifier) }))
  if (parent?.type === 'rule') uses.push({ name: 'nested rule', since: sinceOf(styles.selectors.nesting) })
  return uses
}

function usedByMedia(params: string): Use[] {
  const media = styles['at-rules'].media as Identifier
  const features = params.match(/(?<=\()\s*[a-z-]+/g) ?? []
  const uses = features.map((feature) => {
    const name = feature.trim().replace(/^(min|max)-/, '')
    return { name: `@media (${name})`, since: sinceOf(media[name] as Identifier) }
  })
  if (/[<>]/.test(params))
    uses.push({ name: '@media range', since: sinceOf(media.range_syntax as Identifier) })
  return uses
}
