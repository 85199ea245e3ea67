import { parseArgs } from 'node:util'
import { buildIfStale } from '../../scripts/build.ts'
import { display } from './display.ts'
import { hub } from './hub.ts'
import { register } from './register.ts'
import { type Bench, printJson, printTable } from './report.ts'
import { search } from './search.ts'

/** `npm run bench -- [name…] [--patients N] [--json]`: the budgets of design.md §7. Never a test assertion. */
const benches: Record<string, Bench> = { search, register, hub, display }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { patients: { type: 'string' }, json: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
const patients = values.patients === undefined ? null : Number(values.patients)
const note = (sentence: string) => console.error(sentence)

buildIfStale()
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const figures = await bench({ patients, note })
  if (values.json) printJson(name, figures)
  else printTable(name, figures)
}
