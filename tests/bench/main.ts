import { parseArgs } from 'node:util'
import { buildIfStale } from '../../scripts/build.ts'
import { counter } from './counter.ts'
import { dashboard } from './dashboard.ts'
import { display } from './display.ts'
import { district } from './district.ts'
import { duplicates } from './duplicates.ts'
import { hub } from './hub.ts'
import { importing } from './import.ts'
import { queue } from './queue.ts'
import { register } from './register.ts'
import { type Bench, printJson, printTable } from './report.ts'
import { search } from './search.ts'
import { sync } from './sync.ts'

/** `npm run bench -- [name…] [--patients N] [--encounters N] [--facilities N] [--visits N] [--json]`: the budgets of design.md §7. Never a test assertion. */
const benches: Record<string, Bench> = {
  search,
  duplicates,
  register,
  counter,
  queue,
  hub,
  display,
  import: importing,
  dashboard,
  district,
  sync,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    patients: { type: 'string' },
    encounters: { type: 'string' },
    facilities: { type: 'string' },
    visits: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const unknown = positionals.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
const sizeOf = (text: string | undefined) => (text === undefined ? null : Number(text))
const sizes = {
  patients: sizeOf(values.patients),
  encounters: sizeOf(values.encounters),
  facilities: sizeOf(values.facilities),
  visits: sizeOf(values.visits),
}
const note = (sentence: string) => console.error(sentence)

buildIfStale()
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const figures = await bench({ ...sizes, note })
  if (values.json) printJson(name, figures)
  else printTable(name, figures)
}
