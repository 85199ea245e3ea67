import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { elementTable } from './fhir/elements.ts'
import { structureDefinitions } from './fhir/extensions.ts'
import { fileNameOf } from './fhir/file-name.ts'
import { codeSystems } from './fhir/terminology.ts'
import { root, runTool } from './run-tool.ts'

/**
 * Writes docs/fhir/*.json anew after the data of the rules has changed, and what the district knows of R4; tests hold
 * the files against it.
 */
const folder = join(root, 'docs', 'fhir')
mkdirSync(folder, { recursive: true })
for (const resource of [...codeSystems, ...structureDefinitions]) {
  writeFileSync(join(folder, fileNameOf(resource)), JSON.stringify(resource))
}
const elements = join(root, 'resources', 'fhir', 'elements.json')
mkdirSync(dirname(elements), { recursive: true })
writeFileSync(elements, JSON.stringify(elementTable()))
runTool('@biomejs/biome/bin/biome', ['format', '--write', folder, elements])
