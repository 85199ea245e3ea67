import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CDPSession, chromium } from '@playwright/test'
import { chromiumLaunch } from '../support/chromium.ts'
import { startProgram } from '../support/clocked-program.ts'
import { newArrival, newPatient, openPage, saturdayMorning, setUp, type TestPage } from '../support/hub.ts'
import type { Figure } from './report.ts'

const hours = 8
const callsAnHour = 180

/**
 * A display through a day of eight hours: a call every twenty seconds by the hub's clock, in five rooms in turn, each
 * drawn and confirmed. What the page holds after a full collection, after the first hour and at the end.
 */
export async function measureOpenDisplay(note: (sentence: string) => void): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-open-'))
  const hub = await startProgram('hub', { folder, at: saturdayMorning })
  const browser = await chromium.launch(chromiumLaunch())
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  const desk = await openPage(hub.url)
  await setUp(desk)
  await page.goto((await desk.api.pages.open({ surface: 'display' })).url)
  await page.waitForSelector('.room')
  const legs = await callFive(desk)
  const devtools = await page.context().newCDPSession(page)
  const held: Held[] = []
  for (let hour = 1; hour <= hours; hour += 1) {
    for (let call = 0; call < callsAnHour; call += 1) {
      const elapsed = ((hour - 1) * callsAnHour + call) * 20_000
      await hub.setTime(new Date(Date.parse(saturdayMorning) + elapsed).toISOString())
      const confirmed = page.waitForRequest((request) => request.url().endsWith('/api/display/confirm'))
      await desk.api.queue.move({ legId: legs[call % legs.length] ?? '', move: 'recall' })
      await confirmed
    }
    held.push(await weigh(devtools))
    note(`an open display after ${hour} h: ${JSON.stringify(held[hour - 1])}`)
  }
  await browser.close()
  await hub.stop()
  rmSync(folder, { recursive: true, force: true })
  const [first, last] = [held[0], held[hours - 1]]
  const grown = (last?.megabytes ?? Number.NaN) - (first?.megabytes ?? Number.NaN)
  return [
    { measure: 'open_display_heap_1h_mb', value: first?.megabytes ?? Number.NaN, unit: 'MB', target: null },
    { measure: 'open_display_heap_8h_mb', value: last?.megabytes ?? Number.NaN, unit: 'MB', target: null },
    { measure: 'open_display_grown_mb', value: grown, unit: 'MB', target: 1 },
    { measure: 'open_display_nodes_8h', value: last?.nodes ?? Number.NaN, unit: '', target: 1000 },
    { measure: 'open_display_listeners_8h', value: last?.listeners ?? Number.NaN, unit: '', target: 100 },
  ]
}

async function callFive(desk: TestPage): Promise<string[]> {
  const rooms = ((await desk.api.session.current()).facility?.rooms ?? []).filter(
    ({ roles }) => !roles.includes('loket'),
  )
  const legs: string[] = []
  for (const [index, { id: roomId }] of rooms.slice(0, 5).entries()) {
    const patient = await desk.api.patients.register(newPatient({ name: `Warga ${'ABCDE'[index]}` }))
    await desk.api.visits.register({
      patientId: patient.id,
      arrival: newArrival(),
      complaint: '',
      payer: patient.payer,
      confirmedBy: ['nama', 'tanggal_lahir'],
      override: { roomId, reason: 'ukur' },
      arrivalId: null,
    })
    legs.push((await desk.api.queue.callNext({ roomId })).legId)
  }
  return legs
}

type Held = { megabytes: number; nodes: number; listeners: number }

async function weigh(devtools: CDPSession): Promise<Held> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters')
  return { megabytes: usedSize / 2 ** 20, nodes, listeners: jsEventListeners }
}
