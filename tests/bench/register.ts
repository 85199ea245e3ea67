import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { newArrival, openPage, type TestPage } from '../support/hub.ts'
import { runHub } from '../support/hub-program.ts'
import { accountOf, scratchCopy } from './data.ts'
import { somePatients } from './patients.ts'
import { type Bench, type Figure, percentile } from './report.ts'

const warmUp = 50
const registrations = 400
const tracedRegistrations = 50

/** Register, route and number, durable (synchronous=FULL), asked over HTTP of a hub that is a process of its own. */
export const register: Bench = async ({ patients, note }) => {
  const folder = await scratchCopy(patients ?? 100_000, note)
  const hub = await runHub(['--data', folder, '--port', '0'], 'built')
  if (hub.first.event !== 'ready') throw new Error(hub.first.message)
  const desk = await openPage(hub.first.url)
  await desk.api.session.signIn(accountOf(folder))
  const people = await somePatients(desk.api, warmUp + registrations + tracedRegistrations)
  await registerAll(desk, people.splice(0, warmUp))
  const times = await registerAll(desk, people.splice(0, registrations))
  // Traced apart: the tracer slows every system call.
  const fsyncs = countFsyncs(hub.child.pid ?? 0)
  const traced = await registerAll(desk, people)
  const synced = await fsyncs?.stop()
  await hub.stop('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
  const figures: Figure[] = [
    { measure: 'hub_p50_ms', value: percentile(times, 0.5), unit: 'ms', target: null },
    { measure: 'hub_p99_ms', value: percentile(times, 0.99), unit: 'ms', target: 15 },
  ]
  // One a registration; when the log begins anew after a fold, its header is synced once more.
  if (synced === undefined) note('fsyncs not counted: no strace here')
  else figures.push({ measure: 'fsyncs_each', value: synced / traced.length, unit: '', target: 1.1 })
  return figures
}

async function registerAll(desk: TestPage, people: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const patientId of people) {
    const started = performance.now()
    const done = await desk.api.visits
      .register({
        patientId,
        arrival: newArrival(),
        complaint: 'demam',
        payer: 'umum',
        confirmedBy: ['nama', 'tanggal_lahir'],
        override: null,
        arrivalId: null,
      })
      .catch(() => null)
    // A person of the demo who already waits today is refused; that is not a registration.
    if (done) times.push(performance.now() - started)
  }
  return times
}

function countFsyncs(pid: number): { stop: () => Promise<number> } | null {
  if (spawnSync('strace', ['-V']).status !== 0) return null
  const file = join(tmpdir(), `loket-fsync-${pid}`)
  const tracer = spawn('strace', ['-f', '-e', 'trace=fsync,fdatasync', '-y', '-o', file, '-p', String(pid)], {
    stdio: 'ignore',
  })
  return {
    stop: () =>
      new Promise((resolve) => {
        tracer.once('exit', () => {
          const calls = readFileSync(file, 'utf8').match(/f(data)?sync\(\d+<[^>]*-wal>/g)?.length ?? 0
          rmSync(file, { force: true })
          resolve(calls)
        })
        tracer.kill('SIGINT')
      }),
  }
}
