import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type Driver from 'better-sqlite3'
import { createRandom } from '#demo/random'
import { wordsWithSlip } from '#domain/word-list'
import { openAreas } from '#files/areas'
import { keyFromFile } from '#hub/data-folder'
import { openDriver, openStore } from '#hub/store/open'
import { createPatientFinder, type PatientFinder } from '#hub/store/patient-finder'
import { searchPatients } from '#hub/store/patient-hits'
import { benchNow, demoFolder, root } from './data.ts'
import { paintedSearch } from './painted-search.ts'
import { type Bench, type Figure, percentile } from './report.ts'

type Person = {
  name: string
  nik: string | null
  record_no: string
  card_no: string | null
  phone: string | null
  mother_name: string | null
  birth_date: string
  village: string
  rt: string | null
}

/** `turn` counts the samples, so that each slips at another letter. */
const kinds: Record<string, (person: Person, turn: number) => string | null> = {
  nik: (person) => person.nik,
  nik_prefix: (person) => person.nik?.slice(0, 8) ?? null,
  last_4: (person) => person.nik?.slice(-4) ?? null,
  record_no: (person) => person.record_no,
  card: (person) => person.card_no,
  phone: (person) => person.phone?.slice(-6) ?? null,
  one_key: (person) => person.name.slice(0, 1),
  two_keys: (person) => person.name.slice(0, 2),
  prefix: (person) => person.name.slice(0, 4),
  word: (person) => person.name.split(' ')[0] ?? null,
  two_parts: (person) =>
    person.name
      .split(' ')
      .map((word) => word.slice(0, 3))
      .reverse()
      .join(' '),
  name_year: (person) => `${person.name.split(' ')[0]} ${person.birth_date.slice(0, 4)}`,
  mother: (person) => person.mother_name?.split(' ').slice(0, 2).join(' ') ?? null,
  exact: ({ name }) => name,
  sounds_alike: ({ name }) => respell(name),
  slip: ({ name }, turn) => slip(name, turn),
  slip_unfinished: ({ name }, turn) => slip(name, turn).slice(0, -1),
  two_common: () => 'siti nur',
  joined: ({ name }) => name.replace(' ', ''),
  village: ({ name, village }) => `${name.split(' ')[0]} ${village}`,
  village_alone: ({ village }) => village,
  village_rt: ({ name, village, rt }) => `${name.split(' ')[0]} ${village.slice(0, 5)} rt ${rt}`,
  birth_date: ({ birth_date }) => birth_date.split('-').reverse().join('-'),
  name_date: ({ name, birth_date }) => `${name.slice(0, 3)} ${birth_date.split('-').reverse().join('')}`,
  no_hit: ({ name }) => `${name.slice(0, 3)}qxz`,
  no_hit_two: ({ name }) => `${name.split(' ')[0]} qxzwv`,
  no_hit_common: ({ name }, turn) =>
    `${name.split(' ')[0]} ${['simanjuntak', 'wenda', 'wayan'][turn % 3]} mulyani`,
}

/** Written as somebody else would: several sounds at once. */
function respell(name: string): string {
  const other: Record<string, string> = { F: 'P', Z: 'S', SY: 'S', O: 'A', AI: 'EI', Y: 'J', U: 'OE' }
  return name.replace(/SY|AI|[FZOYU]/g, (sound) => other[sound] ?? sound)
}

/** One letter of the longest word left out, doubled by a wrong one, replaced, or swapped with the next. */
function slip(name: string, turn: number): string {
  const word = name.split(' ').toSorted((a, b) => b.length - a.length)[0] ?? ''
  const at = turn % Math.max(word.length - 1, 1)
  const [before, letter, next, after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)]
  const slipped = [
    `${before}${next}${after}`,
    `${before}X${letter}${next}${after}`,
    `${before}X${next}${after}`,
    `${before}${next}${letter}${after}`,
  ]
  return name.replace(word, slipped[turn % 4] ?? word)
}

const samplesOfEach = 120

/** Every kind of search a clerk types, on encrypted records, beside the scan that peers use. */
export const search: Bench = async ({ patients, note }) => {
  const sizes = patients === null ? [100_000, 1_000_000] : [patients]
  const figures: Figure[] = []
  for (const size of sizes) {
    const folder = await demoFolder(size, note)
    const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
    const store = openStore(driver, () => {})
    const areas = openAreas(join(root, 'resources'))
    areas.villageByCode('')
    const villageName = (code: string) => areas.villageByCode(code)?.name ?? null
    const finder = createPatientFinder(store.db, villageName, () => new Date(benchNow).getUTCFullYear())
    const suffix = `_${size}`
    const people = samplePeople(driver, villageName)
    const first = await timed(() => searchPatients(finder, 's', 20))
    const kinds = await searchAll(finder, people)
    const like = likeScan(driver, people)
    const all = kinds.flatMap(({ took }) => took)
    const worst = Math.max(...kinds.map(({ took }) => wallOf(took, 0.99)))
    figures.push(
      { measure: `hub_p50_ms${suffix}`, value: wallOf(all, 0.5), unit: 'ms', target: null },
      { measure: `hub_p99_ms${suffix}`, value: wallOf(all, 0.99), unit: 'ms', target: 10 },
      { measure: `hub_cpu_p99_ms${suffix}`, value: cpuOf(all, 0.99), unit: 'ms', target: null },
      { measure: `worst_kind_p99_ms${suffix}`, value: worst, unit: 'ms', target: null },
      { measure: `first_key_ms${suffix}`, value: first.wall, unit: 'ms', target: null },
      { measure: `like_p99_ms${suffix}`, value: percentile(like, 0.99), unit: 'ms', target: null },
    )
    for (const { kind, took } of kinds) {
      figures.push(
        { measure: `${kind}_p50_ms${suffix}`, value: wallOf(took, 0.5), unit: 'ms', target: null },
        { measure: `${kind}_p99_ms${suffix}`, value: wallOf(took, 0.99), unit: 'ms', target: 10 },
        { measure: `${kind}_cpu_p99_ms${suffix}`, value: cpuOf(took, 0.99), unit: 'ms', target: null },
      )
    }
    await store.close()
    const painted = await paintedSearch(size, note)
    figures.push({
      measure: `painted_p95_ms${suffix}`,
      value: percentile(painted, 0.95),
      unit: 'ms',
      target: 60,
    })
  }
  figures.push(...slipsAmongMany())
  return figures
}

function samplePeople(driver: Driver.Database, villageName: (code: string) => string | null): Person[] {
  const { last } = driver.prepare('SELECT max(rid) AS last FROM patients').get() as { last: number }
  const read = driver.prepare(
    'SELECT name, nik, record_no, card_no, phone, mother_name, birth_date, village_code, rt FROM patients WHERE rid = ?',
  )
  // A fixed stride visits the whole file, so caches do not flatter.
  return Array.from({ length: samplesOfEach }, (_, turn) => {
    const { village_code, ...person } = read.get(1 + ((turn * 7919) % last)) as Person & {
      village_code: string
    }
    return { ...person, village: villageName(village_code) ?? '' }
  })
}

/** Milliseconds by the clock, and of this process alone: on a busy machine only those say what a search costs. */
type Took = { wall: number; cpu: number }

async function timed(work: () => Promise<unknown>): Promise<Took> {
  const [started, used] = [performance.now(), process.cpuUsage()]
  await work()
  const wall = performance.now() - started
  const { user, system } = process.cpuUsage(used)
  return { wall, cpu: (user + system) / 1000 }
}

async function searchAll(
  finder: PatientFinder,
  people: readonly Person[],
): Promise<{ kind: string; took: Took[] }[]> {
  const measured: { kind: string; took: Took[] }[] = []
  for (const [kind, textOf] of Object.entries(kinds)) {
    const took: Took[] = []
    for (const [turn, person] of people.entries()) {
      const text = textOf(person, turn)
      if (text) took.push(await timed(() => searchPatients(finder, text, 20)))
    }
    measured.push({ kind, took })
  }
  return measured
}

function wallOf(took: readonly Took[], share: number): number {
  return percentile(
    took.map(({ wall }) => wall),
    share,
  )
}

function cpuOf(took: readonly Took[], share: number): number {
  return percentile(
    took.map(({ cpu }) => cpu),
    share,
  )
}

/** What peers run at each key press: a leading wildcard over name and numbers of the same encrypted table. */
function likeScan(driver: Driver.Database, people: readonly Person[]): number[] {
  const scan = driver.prepare(
    'SELECT id, name FROM patients WHERE name LIKE @x OR nik LIKE @x OR record_no LIKE @x ORDER BY name LIMIT 20',
  )
  return people.slice(0, 12).map((person) => {
    const started = performance.now()
    scan.all({ x: `%${person.name.split(' ').at(-1)}%` })
    return performance.now() - started
  })
}

/** More different words than a district has; the invented people have a few hundred. */
const manyWords = 200_000

function slipsAmongMany(): Figure[] {
  const random = createRandom('words')
  const syllable = () => random.pick('BA BI DA DI HA KA LA MA NA RA SA TA WA YA NI RI SU TU'.split(' '))
  const made = new Set<string>()
  while (made.size < manyWords) made.add(Array.from({ length: random.int(2, 5) }, syllable).join(''))
  const before = process.memoryUsage().heapUsed
  const words = [...made].sort()
  const size = (process.memoryUsage().heapUsed - before) / 1e6
  const took = words
    .filter((_word, at) => at % 400 === 0)
    .map((word, turn) => {
      const started = process.cpuUsage()
      wordsWithSlip(words, slip(word, turn), { unfinished: turn % 2 === 0, most: 60 })
      const { user, system } = process.cpuUsage(started)
      return (user + system) / 1000
    })
  return [
    { measure: 'slip_in_200000_cpu_p99_ms', value: percentile(took, 0.99), unit: 'ms', target: null },
    { measure: 'list_of_200000_mb', value: size, unit: 'MB', target: null },
  ]
}
