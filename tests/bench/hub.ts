import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { openPage } from '../support/hub.ts'
import { runHub } from '../support/hub-program.ts'
import { accountOf, demoFolder } from './data.ts'
import type { Bench } from './report.ts'

/** From the start of the program to its ready line after a clean stop, and its memory after some searching. */
export const hub: Bench = async ({ patients, note }) => {
  const folder = await demoFolder(patients ?? 1_000_000, note)
  const starts: number[] = []
  let rss = 0
  for (let turn = 0; turn < 3; turn += 1) {
    const started = performance.now()
    const program = await runHub(['--data', folder, '--port', '0'], 'built')
    starts.push((performance.now() - started) / 1000)
    if (program.first.event !== 'ready') throw new Error(program.first.message)
    const desk = await openPage(program.first.url)
    await desk.api.session.signIn(accountOf(folder))
    for (const text of ['s', 'si', 'sit', 'siti', 'wayan 1959', '0812', '1234'])
      await desk.api.patients.search({ text })
    rss = Math.max(rss, residentMegabytes(program.child.pid ?? 0))
    await program.stop('SIGTERM')
  }
  return [
    { measure: 'ready_s', value: Math.min(...starts), unit: 's', target: 2 },
    { measure: 'rss_mb', value: rss, unit: 'MB', target: 250 },
  ]
}

/** What a process holds in memory. */
export function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

/** Processor time that a process has used so far, all its threads together. */
export function cpuSeconds(pid: number): number {
  const [, , ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/\(.*\)/, '()')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
