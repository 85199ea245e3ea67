import { type ChildProcess, spawn } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { delayOf } from '#hub/sync/nightly'
import { askToken, openAsManager } from '../district/harness.ts'
import { startPostgres } from '../support/postgres.ts'
import { give, lookUp } from '../sync/care.ts'
import { openPuskesmas, type Puskesmas } from '../sync/puskesmas.ts'
import { root } from './data.ts'
import { hearBatches, replay } from './replay.ts'
import { type Bench, type Figure, percentile } from './report.ts'

const budgetMinutes = 10
/** The 45 minutes over which a district's nights are spread, at 1 : 60 for a hundred Puskesmas, and less for fewer. */
const compressed = 60
const madeAtOnce = 4
const replayedAtOnce = 4
/** Everything that an arriving night writes but its deliveries. */
const copied = [
  'resources',
  'identity',
  'patients',
  'encounters',
  'visit_counts',
  'village_counts',
  'people_counts',
  'reached_counts',
]

/**
 * One night: every Puskesmas has a day of visits in its own encrypted file, and sends them with its own engine to the
 * built server on a PostgreSQL that writes as a real one does. Afterwards both sides are held against each other row by
 * row. The batches of the night are then sent once more without the engines, to an empty database, and the rows that
 * came of them are written with COPY for comparison.
 */
export const district: Bench = async ({ facilities, visits, note }) => {
  const [count, each] = [facilities ?? 100, visits ?? 300]
  const postgres = await startPostgres({ durable: true })
  const all: Puskesmas[] = []
  let server: Server | null = null
  try {
    const url = await postgres.createDatabase()
    server = await runServer(url)
    const { origin, batches, stop } = server
    const manager = await openAsManager({ ...server, close: stop })
    const numbers = Array.from({ length: count }, (_, n) => n)
    const making = performance.now()
    await inParallel(numbers, madeAtOnce, async (n) => {
      const code = `P8204${String(n).padStart(4, '0')}`
      const account = await manager.facilities.create({ code, name: `Puskesmas ${n}` })
      const puskesmas = await openPuskesmas(
        { baseUrl: `${origin}/fhir` },
        { ...account, code, facilityId: account.id },
      )
      all.push(puskesmas)
      await fillDay(puskesmas, n, each)
    })
    note(`${count} × ${each} visits in ${((performance.now() - making) / 1000).toFixed(0)} s`)
    const heard = hearBatches()
    const night = await sendAll(all, count)
    const sent = heard.stop()
    note(`sent in ${night.seconds.toFixed(1)} s`)
    await stop()
    const { sides, recordOf } = await withDatabase(url, async (database) => ({
      sides: await compareSides(database, all),
      recordOf: await listRecords(database),
    }))
    const emptyUrl = await postgres.createDatabase()
    server = await runServer(emptyUrl)
    const tokens = await admitAll(server, new Set(sent.map(({ code }) => code)))
    const ingest = await replay(server.origin, sent, { recordOf, tokens, atOnce: replayedAtOnce })
    note(`${sent.length} batches taken again in ${ingest.seconds.toFixed(1)} s`)
    await server.stop()
    const copy = await withDatabase(emptyUrl, timeCopy)
    return figuresOf({ visits: count * each, night, sides, ingest, copy, batches })
  } finally {
    for (const puskesmas of all) await puskesmas.close()
    await server?.stop()
    await postgres.stop()
  }
}

type Batch = { ms: number; status: number }
type Night = { seconds: number; requests: number; bytes: number; unfinished: number }
type Sides = { records: number; lost: number; differing: number; duplicates: number; refused: number }
type Timed = { seconds: number }

function figuresOf(found: {
  visits: number
  night: Night
  sides: Sides
  ingest: Timed & { records: number }
  copy: Timed
  batches: readonly Batch[]
}): Figure[] {
  const { visits, night, sides, ingest, copy, batches } = found
  const times = batches.map(({ ms }) => ms)
  const none = { unit: '', target: 0 }
  return [
    { measure: 'night_minutes', value: night.seconds / 60, unit: 'min', target: budgetMinutes },
    { measure: 'visits_per_s', value: visits / night.seconds, unit: '/s', target: null },
    { measure: 'records_per_s', value: sides.records / night.seconds, unit: '/s', target: null },
    { measure: 'requests', value: night.requests, unit: '', target: null },
    { measure: 'sent_mb', value: night.bytes / 1024 / 1024, unit: 'MB', target: null },
    { measure: 'batch_p50_ms', value: percentile(times, 0.5), unit: 'ms', target: null },
    { measure: 'batch_p99_ms', value: percentile(times, 0.99), unit: 'ms', target: null },
    { measure: 'limited', value: batches.filter(({ status }) => status === 429).length, ...none },
    { measure: 'refused', value: sides.refused, ...none },
    { measure: 'unfinished_runs', value: night.unfinished, ...none },
    { measure: 'lost', value: sides.lost, ...none },
    { measure: 'differing', value: sides.differing, ...none },
    { measure: 'duplicates', value: sides.duplicates, ...none },
    { measure: 'ingest_records_per_s', value: ingest.records / ingest.seconds, unit: '/s', target: null },
    { measure: 'copy_records_per_s', value: ingest.records / copy.seconds, unit: '/s', target: null },
    // How many times longer than writing the same rows and indexes with nothing checked, counted or answered.
    { measure: 'ingest_vs_copy_ratio', value: ingest.seconds / copy.seconds, unit: '×', target: null },
  ]
}

type Server = { origin: string; url: string; batches: Batch[]; stop: () => Promise<void> }

/** The built program; how long each batch took it is in its own log. */
async function runServer(databaseUrl: string): Promise<Server> {
  const program = join(root, 'out/main/district.js')
  const child: ChildProcess = spawn(
    process.execPath,
    [program, '--database-url', databaseUrl, '--port', '0'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('a server without output')
  const batches: Batch[] = []
  createInterface(stderr).on('line', (line) => {
    const told = JSON.parse(line) as { method?: string; route?: string; status: number; ms: number }
    if (told.method === 'POST' && told.route === '/fhir') batches.push(told)
  })
  const [line] = await once(createInterface(stdout), 'line')
  const { url } = JSON.parse(line) as { url: string }
  const ended = once(child, 'close')
  return {
    origin: new URL(url).origin,
    url,
    batches,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/**
 * People of one Puskesmas, each with a visit: of half the membership was looked up, two thirds got care, every fourth is
 * sent on to another room.
 */
async function fillDay(puskesmas: Puskesmas, index: number, visits: number): Promise<void> {
  const place = `8204${String(index % 100).padStart(2, '0')}`
  for (let n = 0; n < visits; n += 1) {
    const number = String(n).padStart(4, '0')
    const patient = await puskesmas.register({ nik: `${place}150380${number}`, recordNo: `00-${number}` })
    const visitId = await puskesmas.arrive(patient)
    if (n % 2 === 0) await lookUp(puskesmas, patient.id, 'aktif')
    if (n % 3 > 0) await give(puskesmas, visitId, n % 3 === 1 ? 'skrining-40' : 'imunisasi-9')
    if (n % 4 === 0) await puskesmas.moveOn(visitId, puskesmas.rooms[1])
  }
}

async function sendAll(all: readonly Puskesmas[], count: number): Promise<Night> {
  const sent = { requests: 0, bytes: 0 }
  const onHead = (message: unknown) => {
    sent.requests += 1
    sent.bytes += (message as { headers: string }).headers.length
  }
  const onBody = (message: unknown) => {
    sent.bytes += (message as { chunk: Uint8Array }).chunk.length
  }
  // What Node's own fetch hands to the line.
  subscribe('undici:client:sendHeaders', onHead)
  subscribe('undici:request:bodyChunkSent', onBody)
  const started = performance.now()
  const runs = await Promise.all(
    all.map(async (puskesmas) => {
      await pause((delayOf(puskesmas.facility.id) / compressed) * Math.min(1, count / 100))
      return await puskesmas.send('schedule')
    }),
  )
  const seconds = (performance.now() - started) / 1000
  unsubscribe('undici:client:sendHeaders', onHead)
  unsubscribe('undici:request:bodyChunkSent', onBody)
  const isWhole = ({ state, compared }: (typeof runs)[number]) =>
    state === 'done' && compared.length > 0 && compared.every(({ how, same }) => how === 'digest' && same)
  return { seconds, ...sent, unfinished: runs.filter((run) => !isWhole(run)).length }
}

/** Every patient, visit, membership and care of every file, with its revision, against the rows that the server keeps. */
async function compareSides(database: pg.Client, all: readonly Puskesmas[]): Promise<Sides> {
  const here = new Map<string, number>()
  for (const { facility, store } of all) {
    for (const [type, table] of [
      ['Patient', 'patients'],
      ['Encounter', 'visits'],
      ['Coverage', 'coverages'],
    ] as const) {
      const rows = await store().db.selectFrom(table).select(['id', 'revision']).execute()
      for (const { id, revision } of rows) here.set(`${facility.code} ${type} ${id}`, revision)
    }
    const given = await store().db.selectFrom('care_events').select(['id', 'revision', 'resource']).execute()
    for (const { id, revision, resource } of given) {
      const type = resource === 'observation' ? 'Observation' : 'Immunization'
      here.set(`${facility.code} ${type} ${id}`, revision)
    }
  }
  const { rows } = await database.query<{ key: string; revision: number; type: string }>(
    `select facilities.code || ' ' || type || ' ' || record_id as key, revision, type
    from resources join facilities on facilities.id = resources.facility`,
  )
  const there = new Map(rows.map(({ key, revision }) => [key, revision]))
  const entries = [...here]
  const refused = await database.query<{ refused: number }>(
    'select coalesce(sum(refused), 0)::integer as refused from deliveries',
  )
  return {
    records: rows.length,
    lost: entries.filter(([key]) => !there.has(key)).length,
    differing: entries.filter(([key, revision]) => there.has(key) && there.get(key) !== revision).length,
    duplicates: rows.length - there.size,
    refused: refused.rows[0]?.refused ?? 0,
  }
}

async function withDatabase<T>(url: string, work: (database: pg.Client) => Promise<T>): Promise<T> {
  const database = new pg.Client({ connectionString: url })
  await database.connect()
  const done = await work(database)
  await database.end()
  return done
}

/** Which record each id of the server is. */
async function listRecords(database: pg.Client): Promise<Map<string, string>> {
  const { rows } = await database.query<{ id: string; record: string }>(
    `select id, type || '/' || record_id as record from resources`,
  )
  return new Map(rows.map(({ id, record }) => [id, record]))
}

/** Makes the same Puskesmas known to another server; the tokens by code. */
async function admitAll(server: Server, codes: ReadonlySet<string>): Promise<Map<string, string>> {
  const manager = await openAsManager({ ...server, close: server.stop })
  const tokens = new Map<string, string>()
  for (const code of codes) {
    const account = await manager.facilities.create({ code, name: `Puskesmas ${code}` })
    const { body } = await askToken(server.origin, account)
    tokens.set(code, String(body.access_token))
  }
  return tokens
}

/** The same rows into the same tables and indexes, empty, in one transaction, from files beside the database. */
async function timeCopy(database: pg.Client): Promise<Timed> {
  const { rows } = await database.query<{ data_directory: string }>('show data_directory')
  const fileOf = (table: string) => `'${rows[0]?.data_directory}/${table}.copy'`
  for (const table of copied) {
    await database.query(`copy (select * from ${table}) to ${fileOf(table)}`)
    await database.query(`create table copied_${table} (like ${table} including all)`)
  }
  const started = performance.now()
  await database.query('begin')
  for (const table of copied) await database.query(`copy copied_${table} from ${fileOf(table)}`)
  await database.query('commit')
  return { seconds: (performance.now() - started) / 1000 }
}

async function inParallel<T>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items]
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
    }),
  )
}
