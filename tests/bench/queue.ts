import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { newArrival, openPage, type TestPage } from '../support/hub.ts'
import { runHub } from '../support/hub-program.ts'
import { pairDevice } from '../support/paired.ts'
import { orNobody } from './call-next.ts'
import { accountOf, scratchCopy } from './data.ts'
import { replayDay } from './queue-replay.ts'
import type { Bench, Figure } from './report.ts'

const stations = 20
const ticketsEach = 500
/** A series has 999 numbers a day: twelve rooms with a series each hold ten thousand. */
const series = [...'GHIJKLMNOPQR']

/** Twenty desks at once give out 10,000 numbers and call them in rooms that they share; then a Monday is replayed. */
export const queue: Bench = async ({ patients, note }) => [
  ...(await crowd(patients ?? 30_000, note)),
  ...(await replayDay(note)),
]

async function crowd(patients: number, note: (sentence: string) => void): Promise<Figure[]> {
  const folder = await scratchCopy(patients, note)
  const people = readPeople(folder, stations * ticketsEach)
  const hub = await runHub(['--data', folder, '--port', '0'], 'built')
  if (hub.first.event !== 'ready') throw new Error(hub.first.message)
  const desks = await openDesks(await openPage(hub.first.url), folder)
  const rooms = await addRooms(desks[0])
  const given: string[] = []
  const called: string[] = []

  const started = performance.now()
  await Promise.all(
    desks.map(async (desk, station) => {
      const own = people.slice(station * ticketsEach, (station + 1) * ticketsEach)
      for (const [turn, patientId] of own.entries()) {
        const roomId = rooms[(station + turn) % rooms.length] ?? ''
        given.push(await giveNumber(desk, patientId, roomId))
        called.push(...(await callNext(desk, roomId)))
      }
    }),
  )
  // A call may have found the room empty because another station was faster; whoever is left is called now.
  for (const roomId of rooms) {
    for (let next = await callNext(desks[0], roomId); next.length > 0; ) {
      called.push(...next)
      next = await callNext(desks[0], roomId)
    }
  }
  const seconds = (performance.now() - started) / 1000
  await hub.stop('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
  const heard = new Set(called)
  return [
    { measure: 'tickets', value: given.length, unit: '', target: null },
    { measure: 'duplicate_numbers', value: given.length - new Set(given).size, unit: '', target: 0 },
    {
      measure: 'lost_tickets',
      value: given.filter((number) => !heard.has(number)).length,
      unit: '',
      target: 0,
    },
    { measure: 'called_twice', value: called.length - heard.size, unit: '', target: 0 },
    { measure: 'tickets_per_s', value: given.length / seconds, unit: '/s', target: null },
  ]
}

/** People of the demo who have not come today. */
function readPeople(folder: string, count: number): string[] {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const rows = driver
    .prepare(
      `SELECT id FROM patients WHERE birth_date < '2000-01-01' AND merged_into IS NULL
       AND id NOT IN (SELECT patient_id FROM visits WHERE status = 'open') LIMIT ?`,
    )
    .all(count) as { id: string }[]
  driver.close()
  if (rows.length < count) throw new Error(`${count} people are needed, there are ${rows.length}`)
  return rows.map(({ id }) => id)
}

async function openDesks(first: TestPage, folder: string): Promise<[TestPage, ...TestPage[]]> {
  await first.api.session.signIn(accountOf(folder))
  const others: TestPage[] = []
  for (let station = 1; station < stations; station += 1) {
    const place = { surface: 'desk', roomId: null, name: `Meja ${station + 1}`, settings: null } as const
    const desk = await pairDevice(first, place)
    await desk.api.session.signIn(accountOf(folder))
    others.push(desk)
  }
  return [first, ...others]
}

async function addRooms({ api }: TestPage): Promise<string[]> {
  const ids: string[] = []
  for (const letter of series) {
    const name = `Ruang ${letter}`
    const room = {
      id: null,
      name,
      publicLabel: name,
      cluster: 'lk',
      series: letter,
      ratio: 2,
      active: true,
    } as const
    ids.push((await api.rooms.save({ ...room, roles: [] })).id)
  }
  return ids
}

async function giveNumber({ api }: TestPage, patientId: string, roomId: string): Promise<string> {
  const ticket = await api.visits.register({
    patientId,
    arrival: newArrival(),
    complaint: '',
    payer: 'umum',
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: { roomId, reason: 'ukur' },
    arrivalId: null,
  })
  return ticket.number
}

/** The number that was called; none when nobody waits. */
async function callNext({ api }: TestPage, roomId: string): Promise<string[]> {
  const card = await orNobody(api.queue.callNext({ roomId }))
  return card ? [card.number] : []
}
