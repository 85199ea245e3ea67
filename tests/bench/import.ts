import { rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { newArrival, openPage, type TestPage } from '../support/hub.ts'
import { runHub } from '../support/hub-program.ts'
import { exportOf, sendFile, untilRest } from './bring-file.ts'
import { accountOf, scratchCopy } from './data.ts'
import { cpuSeconds, residentMegabytes } from './hub.ts'
import { paintedBesideImport } from './painted-import.ts'
import { somePatients } from './patients.ts'
import { type Bench, percentile } from './report.ts'

const rowsOfFile = 100_000
/** A clerk who types without a pause, and three registrations a second: more than life, so that there is a p99 of them. */
const keyEveryMs = 60
const registerEvery = 5
/** The same work without an import beside it, for comparison in the same run. */
const aloneMs = 30_000

/** Somebody else's 100,000 people come in as a CSV while a desk searches and registers. */
export const importing: Bench = async ({ patients, note }) => {
  const size = patients ?? 100_000
  const folder = await scratchCopy(size, note)
  const file = exportOf(rowsOfFile)
  note(`a file of ${rowsOfFile} rows, ${(file.length / 1024 / 1024).toFixed(1)} MB`)
  const hub = await runHub(['--data', folder, '--port', '0'], 'built')
  if (hub.first.event !== 'ready') throw new Error(hub.first.message)
  const desk = await openPage(hub.first.url)
  await desk.api.session.signIn(accountOf(folder))
  const people = await somePatients(desk.api, 500)
  const alone = workAtDesk(desk, people.splice(0, 120))
  await pause(aloneMs)
  const quiet = await alone.stop()
  const rssAlone = residentMegabytes(hub.child.pid ?? 0)
  const work = workAtDesk(desk, people)
  const memory = watchMemory(hub.child.pid ?? 0)

  const started = performance.now()
  const id = await sendFile(desk.api, file)
  const looked = performance.now()
  note(`looked at in ${((looked - started) / 1000).toFixed(1)} s`)
  const cpuBefore = cpuSeconds(hub.child.pid ?? 0)
  await desk.api.imports.start({ id, undecided: 'new' })
  const { added, keptOut, known, phase } = await untilRest(desk.api, id)
  const ended = performance.now()
  const cpu = cpuSeconds(hub.child.pid ?? 0) - cpuBefore
  note(`${phase}: ${added} added, ${known} known, ${keptOut} kept out`)
  note(`written in ${((ended - looked) / 1000).toFixed(1)} s, ${cpu.toFixed(1)} s of processor`)
  const { searches, registrations } = await work.stop()
  const rss = await memory.stop()
  await desk.api.imports.undo({ id })
  await untilRest(desk.api, id)
  const undone = performance.now()
  await hub.stop('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
  const painted = await paintedBesideImport(size, note)
  const seconds = (ended - started) / 1000
  return [
    { measure: 'rows_100000_seconds', value: seconds, unit: 's', target: 60 },
    { measure: 'look_seconds', value: (looked - started) / 1000, unit: 's', target: null },
    { measure: 'rows_per_s', value: rowsOfFile / seconds, unit: '/s', target: null },
    { measure: 'search_alone_p50_ms', value: percentile(quiet.searches, 0.5), unit: 'ms', target: null },
    { measure: 'search_alone_p99_ms', value: percentile(quiet.searches, 0.99), unit: 'ms', target: null },
    { measure: 'search_p50_ms', value: percentile(searches, 0.5), unit: 'ms', target: null },
    { measure: 'search_p95_ms', value: percentile(searches, 0.95), unit: 'ms', target: null },
    { measure: 'search_p99_ms', value: percentile(searches, 0.99), unit: 'ms', target: 10 },
    { measure: 'painted_alone_p95_ms', value: percentile(painted.alone, 0.95), unit: 'ms', target: null },
    { measure: 'painted_p95_ms', value: percentile(painted.beside, 0.95), unit: 'ms', target: 60 },
    {
      measure: 'register_alone_p50_ms',
      value: percentile(quiet.registrations, 0.5),
      unit: 'ms',
      target: null,
    },
    {
      measure: 'register_alone_p99_ms',
      value: percentile(quiet.registrations, 0.99),
      unit: 'ms',
      target: null,
    },
    { measure: 'register_p50_ms', value: percentile(registrations, 0.5), unit: 'ms', target: null },
    { measure: 'register_p99_ms', value: percentile(registrations, 0.99), unit: 'ms', target: 15 },
    // Of the whole program, its workers included: what does not depend on who else uses the machine.
    { measure: 'write_cpu_seconds', value: cpu, unit: 's', target: null },
    { measure: 'rss_alone_mb', value: rssAlone, unit: 'MB', target: null },
    { measure: 'rss_mb', value: rss, unit: 'MB', target: null },
    { measure: 'undo_seconds', value: (undone - ended) / 1000, unit: 's', target: null },
  ]
}

function workAtDesk(desk: TestPage, people: readonly string[]) {
  const [searches, registrations]: [number[], number[]] = [[], []]
  const words = ['si', 'siti', 'wayan', 'budi san', 'nur', 'ahmad', '0812', '8204', 'dewi 1990', 'muh']
  let going = true
  const timed = async (times: number[], work: () => Promise<unknown>) => {
    const started = performance.now()
    const done = await work().then(
      () => true,
      () => false,
    )
    if (done) times.push(performance.now() - started)
  }
  const working = (async () => {
    for (let turn = 0; going; turn += 1) {
      await timed(searches, () => desk.api.patients.search({ text: words[turn % words.length] ?? '' }))
      const patientId = people[turn / registerEvery]
      if (patientId !== undefined) await timed(registrations, () => registerVisit(desk, patientId))
      await pause(keyEveryMs)
    }
  })()
  return {
    stop: async () => {
      going = false
      await working
      return { searches, registrations }
    },
  }
}

function registerVisit(desk: TestPage, patientId: string): Promise<unknown> {
  return desk.api.visits.register({
    patientId,
    arrival: newArrival(),
    complaint: 'demam',
    payer: 'umum',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
}

function watchMemory(pid: number) {
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, residentMegabytes(pid))
  }, 250)
  return {
    stop: async () => {
      clearInterval(timer)
      return most
    },
  }
}
