import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type Driver from 'better-sqlite3'
import { keyFromFile } from '#hub/data-folder'
import { openDriver, openStore, type Store } from '#hub/store/open'
import { searchPatients } from '#hub/store/patient-hits'
import { demoFolder } from './data.ts'
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
}

const kinds: Record<string, (person: Person) => string | null> = {
  nik: (person) => person.nik,
  nik_prefix: (person) => person.nik?.slice(0, 8) ?? null,
  last_4: (person) => person.nik?.slice(-4) ?? null,
  record_no: (person) => person.record_no,
  card: (person) => person.card_no,
  phone: (person) => person.phone?.slice(-6) ?? null,
  first_key: (person) => person.name.slice(0, 1),
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
  no_hit: (person) => `${person.name.slice(0, 3)}qxz`,
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
    const suffix = `_${size}`
    const people = samplePeople(driver)
    const first = await timed(() => searchPatients(store.db, 's', 20))
    const { all, worst } = await searchAll(store, people)
    const like = likeScan(driver, people)
    note(`slowest kind at ${size}: ${worst.kind}, p99 ${worst.p99.toFixed(2)} ms`)
    figures.push(
      { measure: `hub_p50_ms${suffix}`, value: percentile(all, 0.5), unit: 'ms', target: null },
      { measure: `hub_p99_ms${suffix}`, value: percentile(all, 0.99), unit: 'ms', target: 10 },
      { measure: `worst_kind_p99_ms${suffix}`, value: worst.p99, unit: 'ms', target: null },
      { measure: `first_key_ms${suffix}`, value: first, unit: 'ms', target: null },
      { measure: `like_p99_ms${suffix}`, value: percentile(like, 0.99), unit: 'ms', target: null },
    )
    await store.close()
    const painted = await paintedSearch(size, note)
    figures.push({
      measure: `painted_p95_ms${suffix}`,
      value: percentile(painted, 0.95),
      unit: 'ms',
      target: 60,
    })
  }
  return figures
}

function samplePeople(driver: Driver.Database): Person[] {
  const { last } = driver.prepare('SELECT max(rid) AS last FROM patients').get() as { last: number }
  const read = driver.prepare(
    'SELECT name, nik, record_no, card_no, phone, mother_name, birth_date FROM patients WHERE rid = ?',
  )
  // A fixed stride visits the whole file, so caches do not flatter.
  return Array.from({ length: samplesOfEach }, (_, turn) => read.get(1 + ((turn * 7919) % last)) as Person)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function searchAll(store: Store, people: readonly Person[]) {
  const all: number[] = []
  let worst = { kind: '', p99: 0 }
  for (const [kind, textOf] of Object.entries(kinds)) {
    const times: number[] = []
    for (const person of people) {
      const text = textOf(person)
      if (text) times.push(await timed(() => searchPatients(store.db, text, 20)))
    }
    const p99 = percentile(times, 0.99)
    if (p99 > worst.p99) worst = { kind, p99 }
    all.push(...times)
  }
  return { all, worst }
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
