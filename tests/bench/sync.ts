import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import type { FhirType } from '#contract/fhir'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { openAsManager } from '../district/harness.ts'
import { openPage, type TestPage } from '../support/hub.ts'
import { type HubProgram, runHub } from '../support/hub-program.ts'
import { startPostgres } from '../support/postgres.ts'
import { accountOf, scratchCopy } from './data.ts'
import { type Line, openLine, type Traffic } from './line.ts'
import { type Bench, type Figure, percentile } from './report.ts'

const usualPatients = 30_000
const usualVisits = 10_000
/** In which a demo Puskesmas has that many visits. */
const days = 170
/** Over 64 kbit/s a part of them is enough to tell the whole. */
const slowShare = 50
const slowKbit = 64
/** A clerk who types without a pause. */
const keyEveryMs = 60
const aloneSearches = 600
/** Of a hub that has just started: its first pages are not in memory yet. */
const coldSearches = 50
const words = ['si', 'siti', 'wayan', 'budi san', 'nur', 'ahmad', '0812', '8204', 'dewi 1990', 'muh']

/**
 * The night of a Puskesmas, from a hub that is a process of its own to a district that is another: everybody who was
 * ever registered, then 10,000 visits, while somebody searches at the desk.
 */
export const sync: Bench = async ({ patients, note }) => {
  const people = patients ?? usualPatients
  const visits = Math.min(usualVisits, Math.floor(people / 3))
  const figures = await withDistrict({ kind: 'pglite' }, people, visits, note)
  figures.push(...(await overSlowLine(people, visits, note)))
  const postgres = await startPostgres().catch(() => null)
  if (!postgres) {
    note('no PostgreSQL here: PGlite alone')
    return figures
  }
  const url = await postgres.createDatabase()
  figures.push(...(await withDistrict({ kind: 'postgres', url }, people, visits, note)))
  await postgres.stop()
  return figures
}

type Place = { kind: 'pglite' } | { kind: 'postgres'; url: string }
type Sent = Traffic & { seconds: number; searches: number[]; confirmed: (type: FhirType) => number }

async function withDistrict(
  place: Place,
  people: number,
  visits: number,
  note: (sentence: string) => void,
): Promise<Figure[]> {
  const folder = await scratchCopy(people, note, days)
  const district = await openDistrict(place)
  const facility = await admit(district.url, folder)
  const measure = (name: string) => (place.kind === 'pglite' ? name : `pg_${name}`)
  const send = async (
    kind: 'patient' | 'encounter',
    count: number,
    through: Parameters<typeof openLine>[1],
  ) => {
    const line = await openLine(new URL(district.url).origin, through)
    const sent = await sendThrough(folder, line, facility, kind, count)
    await line.close()
    note(
      `${place.kind}: ${count} × ${kind} in ${sent.seconds.toFixed(1)} s, ${sent.requests} requests, ${sent.bytes} bytes`,
    )
    return sent
  }
  const open = { kbitPerSecond: null, zipped: true }
  const alone = await searchAlone(folder)
  const first = await send('patient', people, open)
  const night = await send('encounter', visits, open)
  // The same visits once more: as large on the line, though the server only finds them unchanged.
  const plain = await send('encounter', visits, { ...open, zipped: false })
  await district.program.stop('SIGTERM')
  district.remove()
  rmSync(folder, { recursive: true, force: true })
  return [
    // Named for the size of the budget; a smaller trial has another name.
    {
      measure: measure(`visits_${visits}_seconds`),
      value: night.seconds,
      unit: 's',
      target: visits === usualVisits ? 60 : null,
    },
    { measure: measure('requests'), value: night.requests, unit: '', target: null },
    { measure: measure('bytes'), value: night.bytes, unit: 'B', target: null },
    { measure: measure('bytes_unzipped'), value: plain.bytes, unit: 'B', target: null },
    { measure: measure('search_alone_p99_ms'), value: percentile(alone, 0.99), unit: 'ms', target: null },
    { measure: measure('search_p99_ms'), value: percentile(night.searches, 0.99), unit: 'ms', target: 10 },
    { measure: measure(`first_${people}_seconds`), value: first.seconds, unit: 's', target: null },
    { measure: measure('first_bytes'), value: first.bytes, unit: 'B', target: null },
  ]
}

/** Visits and their patients that the district has never seen, over a line as thin as some have. */
async function overSlowLine(
  people: number,
  visits: number,
  note: (sentence: string) => void,
): Promise<Figure[]> {
  const few = Math.max(20, Math.floor(visits / slowShare))
  const folder = await scratchCopy(people, note, days)
  const district = await openDistrict({ kind: 'pglite' })
  const facility = await admit(district.url, folder)
  const line = await openLine(new URL(district.url).origin, { kbitPerSecond: slowKbit, zipped: true })
  // Patients whom the district does not have yet go before their visits.
  const { seconds, confirmed } = await sendThrough(folder, line, facility, 'encounter', few)
  await line.close()
  await district.program.stop('SIGTERM')
  district.remove()
  rmSync(folder, { recursive: true, force: true })
  const patients = confirmed('Patient')
  note(
    `over ${slowKbit} kbit/s ${few} visits and ${patients} patients were sent for the first time; ` +
      `the figure for ${visits} is reckoned from them`,
  )
  const reckoned = (seconds / few) * (visits / 60)
  return [
    { measure: `slow_${visits}_minutes`, value: reckoned, unit: 'min', target: null },
    { measure: 'slow_visits_sent', value: few, unit: '', target: null },
    { measure: 'slow_patients_sent', value: patients, unit: '', target: null },
  ]
}

async function openDistrict(place: Place) {
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-district-'))
  const stored = place.kind === 'pglite' ? ['--data', folder] : ['--database-url', place.url]
  const program = await runHub([...stored, '--port', '0'], 'district')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  return { program, url: urlOf(program), remove }
}

function urlOf({ first }: HubProgram): string {
  if (first.event !== 'ready') throw new Error(first.message)
  return first.url
}

type Facility = { clientId: string; clientSecret: string }

async function admit(url: string, folder: string): Promise<Facility> {
  const manager = await openAsManager({ url, origin: new URL(url).origin, close: async () => {} })
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const { code, name } = driver.prepare('SELECT code, name FROM facility').get() as {
    code: string
    name: string
  }
  driver.close()
  return await manager.facilities.create({ code, name })
}

/** As if this were all that waits, whatever was sent before. */
function queueOnly(folder: string, kind: 'patient' | 'encounter', count: number): void {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder))
  const [table, layer] = kind === 'patient' ? ['patients', 2] : ['visits', 3]
  driver.exec('DELETE FROM outbox; DELETE FROM days_to_prove')
  const { changes } = driver
    .prepare(
      `INSERT INTO outbox (kind, record_id, layer, revision, queued_at, held, attempts, words)
       SELECT ?, id, ?, revision, 0, 0, 0, NULL FROM ${table} ORDER BY id DESC LIMIT ?`,
    )
    .run(kind, layer, count)
  driver.close()
  if (changes !== count) throw new Error(`the demo has ${changes} of ${count} × ${kind}`)
}

async function sendThrough(
  folder: string,
  line: Line,
  { clientId, clientSecret: secret }: Facility,
  kind: 'patient' | 'encounter',
  count: number,
): Promise<Sent> {
  queueOnly(folder, kind, count)
  renameTarget(folder, `${line.origin}/fhir`)
  const hub = await runHub(['--data', folder, '--port', '0'], 'built')
  const desk = await openPage(urlOf(hub))
  await desk.api.session.signIn(accountOf(folder))
  const baseUrl = `${line.origin}/fhir`
  await desk.api.sync.saveSettings({ baseUrl, signIn: 'oauth2', clientId, secret, kbitPerSecond: null })
  line.taken()
  const clerk = searchAtDesk(desk, Number.POSITIVE_INFINITY)
  const started = performance.now()
  await desk.api.sync.start()
  const run = await untilEnd(desk)
  const seconds = (performance.now() - started) / 1000
  const traffic = line.taken()
  const searches = await clerk.stop()
  const { byType } = await desk.api.sync.report({ runId: null })
  await hub.stop('SIGTERM')
  if (run?.state !== 'done') throw new Error(`the run ended ${run?.state}: ${run?.problem?.sentence}`)
  const confirmed = (wanted: FhirType) => byType.find(({ type }) => type === wanted)?.confirmed ?? 0
  const sent = confirmed(kind === 'patient' ? 'Patient' : 'Encounter')
  if (sent !== count) throw new Error(`${sent} of ${count} × ${kind} were sent`)
  return { ...traffic, seconds, searches, confirmed }
}

/** Each line has an address of its own; the server at its end is the same, and what it has is known. */
function renameTarget(folder: string, baseUrl: string): void {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder))
  driver.prepare('UPDATE links SET target = ?').run(baseUrl)
  const named = driver.prepare("SELECT value FROM settings WHERE key = 'sync.destination'").get() as
    | { value: string }
    | undefined
  if (named)
    driver
      .prepare("UPDATE settings SET value = ? WHERE key = 'sync.destination'")
      .run(JSON.stringify({ ...JSON.parse(named.value), baseUrl }))
  driver.close()
}

async function untilEnd({ api }: TestPage) {
  for (;;) {
    const { lastRun } = await api.sync.status()
    if (lastRun?.state !== 'running') return lastRun
    await pause(100)
  }
}

async function searchAlone(folder: string): Promise<number[]> {
  const hub = await runHub(['--data', folder, '--port', '0'], 'built')
  const desk = await openPage(urlOf(hub))
  await desk.api.session.signIn(accountOf(folder))
  const clerk = searchAtDesk(desk, aloneSearches)
  await clerk.done
  const times = await clerk.stop()
  await hub.stop('SIGTERM')
  return times
}

function searchAtDesk(desk: TestPage, most: number) {
  const times: number[] = []
  let going = true
  const done = (async () => {
    for (let turn = 0; going && turn < most; turn += 1) {
      const started = performance.now()
      await desk.api.patients.search({ text: words[turn % words.length] ?? '' })
      times.push(performance.now() - started)
      await pause(keyEveryMs)
    }
  })()
  return {
    done,
    stop: async () => {
      going = false
      await done
      return times.slice(coldSearches)
    },
  }
}
