import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfStale } from './build.ts'
import { root } from './run-tool.ts'

/** `run-built.ts hub|district …`: the built program in this very process, so that signals and exit codes are its own. */
const [program, ...args] = process.argv.slice(2)
if (program === undefined) throw new Error('Which program? run-built.ts hub|district …')
buildIfStale()
const file = join(root, 'out', 'main', `${program}.js`)
process.argv = [process.execPath, file, ...args]
await import(pathToFileURL(file).href)
