import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { momentOf } from '#hub/system'
import { startProgram } from '../support/clocked-program.ts'
import { newPatient, openPage, removeFolder, setUp, type TestPage } from '../support/hub.ts'
import { createAgenda } from './agenda.ts'
import { residentMegabytes } from './hub.ts'
import { connectDisplays } from './live-displays.ts'
import { inventDay, opens, type Patient, type Place, places } from './queue-day.ts'
import { callNext, come, type Person, type Promised, type Server, type WorkingDay } from './queue-walk.ts'
import type { Figure } from './report.ts'

const day = '2026-11-23' as LocalDate
const timeZone = 'Asia/Jayapura'
const people = 500
const displays = 10

/** A Monday of 500 patients as fast as the hub answers, on a clock that jumps from one thing that happens to the next. */
export async function replayDay(note: (sentence: string) => void): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-monday-'))
  const program = await startProgram('hub', { folder, at: iso(opens - 60) })
  const desk = await openPage(program.url)
  const { patients, random } = inventDay(people)
  const { servers, persons, ...house } = await openHouse(desk, patients)
  const screens = await connectDisplays(desk.api, displays)
  const agenda = createAgenda(opens - 45)
  const working: WorkingDay = {
    ...house,
    desk,
    agenda,
    random,
    idle: new Set(),
    byNumber: new Map(),
    promises: new Map(),
  }
  for (const person of persons) agenda.later(person.comesAt - agenda.now(), () => come(working, person))
  for (const server of servers) agenda.later(opens - agenda.now(), () => callNext(working, server))

  const before = residentMegabytes(program.pid)
  note(`replaying a Monday of ${people} patients with ${displays} displays connected`)
  const started = performance.now()
  await agenda.run((minute) => program.setTime(iso(minute)))
  const seconds = (performance.now() - started) / 1000
  const after = residentMegabytes(program.pid)
  await desk.api.days.close({ day })
  screens.close()
  const stays = readWaits(folder)
  await program.stop('SIGTERM')
  removeFolder(folder)
  const span = (agenda.now() - Math.min(...patients.map(({ comesAt }) => comesAt))) * 60
  return [
    { measure: 'replay_faster_than_life', value: span / seconds, unit: '×', target: null },
    ...promiseFigures([...working.promises.values()]),
    ...waitFigures(stays),
    // The clock needs the hub from source, which weighs more than the built one: what counts is the growth.
    { measure: 'replay_hub_rss_start_mb', value: before, unit: 'MB', target: null },
    { measure: 'replay_hub_rss_end_mb', value: after, unit: 'MB', target: null },
  ]
}

const iso = (minute: number) => new Date(momentOf(day, 0, timeZone) + minute * 60_000).toISOString()

type House = Pick<WorkingDay, 'kiosk' | 'rooms'> & { servers: Server[]; persons: Person[] }

async function openHouse(desk: TestPage, patients: readonly Patient[]): Promise<House> {
  const presets = (await desk.api.setup.presets()).rooms
  const full = presets.find(({ code }) => code === 'lengkap')?.rooms ?? []
  const counter = (number: number) => ({
    name: `Loket ${number}`,
    publicLabel: `Loket ${number}`,
    cluster: 'k1' as const,
    series: 'D',
    roles: ['loket' as const],
  })
  const moreCounters = Array.from({ length: places.loket.staff - 1 }, (_, index) => counter(index + 2))
  await setUp(desk, { rooms: [...full, ...moreCounters] })
  const list = await desk.api.rooms.list()
  const roomsFor = (place: Place) => list.filter(({ roles }) => roles.includes(place)).map(({ id }) => id)
  const names = Object.keys(places) as Place[]
  const servers = names.flatMap((place) => {
    const here = roomsFor(place)
    return Array.from({ length: places[place].staff }, (_, seat) => ({
      place,
      roomId: here[seat % here.length] ?? '',
    }))
  })
  const enrolled: Person[] = []
  for (const patient of patients) enrolled.push(await enrol(desk, patient))
  const rooms = new Map(names.map((place) => [place, roomsFor(place)[0] ?? '']))
  for (const { id, bookedAt, first } of enrolled) {
    if (bookedAt === null) continue
    const booking = { patientId: id, day, minute: bookedAt, roomId: rooms.get(first) ?? null }
    await desk.api.bookings.add({ ...booking, source: 'daring', note: '' })
  }
  const kiosk = await openPage((await desk.api.pages.open({ surface: 'kiosk' })).url)
  return { kiosk, rooms, servers, persons: enrolled }
}

async function enrol(desk: TestPage, patient: Patient): Promise<Person> {
  const birth = { date: `${patient.birthYear}-03-02` as LocalDate, precision: 'exact' as const }
  const { id } = await desk.api.patients.register(newPatient({ name: patient.name, birth, sex: patient.sex }))
  return { ...patient, id, arrivalId: null, done: new Set(), missed: false }
}

type Kept = Promised & { wait: number }

/** How far the promise on the ticket was from what came, beside «ten minutes for everyone before you». */
function promiseFigures(all: readonly Promised[]): Figure[] {
  const kept = all.flatMap((promised): Kept[] =>
    promised.calledAt === null ? [] : [{ ...promised, wait: promised.calledAt - promised.at }],
  )
  const inside = kept.filter(({ low, high, wait }) => low <= wait && wait <= high)
  const errorOf = (some: readonly Kept[], said: (promised: Promised) => number) =>
    mean(some.map((promised) => Math.abs(said(promised) - promised.wait)))
  const minutes = (promised: Promised) => promised.minutes
  const regular = kept.filter(({ priority }) => !priority)
  return [
    { measure: 'estimate_tickets', value: kept.length, unit: '', target: null },
    minutesFigure('estimate_error_min', errorOf(kept, minutes)),
    minutesFigure('estimate_error_regular_min', errorOf(regular, minutes)),
    minutesFigure('estimate_short_regular_min', mean(regular.map((one) => one.wait - one.minutes))),
    minutesFigure(
      'ahead_x10_error_min',
      errorOf(kept, ({ ahead }) => ahead * 10),
    ),
    { measure: 'estimate_inside_pct', value: (100 * inside.length) / kept.length, unit: '%', target: null },
  ]
}

type Wait = { priority: number; estimate: number | null; minutes: number | null }

/** Every stay from its beginning, or its booked time, to its first call. */
function readWaits(folder: string): Wait[] {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const rows = driver
    .prepare(
      `SELECT priority, estimate_minutes AS estimate,
         (min(calls.at) - max(entered_at, coalesce(due_at, 0))) / 60000.0 AS minutes
       FROM legs LEFT JOIN calls ON calls.leg_id = legs.id AND recall = 0 GROUP BY legs.id`,
    )
    .all() as Wait[]
  driver.close()
  return rows
}

function waitFigures(stays: readonly Wait[]): Figure[] {
  const waits = (priority: number) =>
    stays.filter((stay) => stay.priority === priority).map(({ minutes }) => minutes ?? 0)
  const errors = stays.flatMap(({ estimate, minutes }) =>
    estimate === null || minutes === null ? [] : Math.abs(estimate - Math.max(0, minutes)),
  )
  const uncalled = stays.filter(({ minutes }) => minutes === null).length
  return [
    { measure: 'stays', value: stays.length, unit: '', target: null },
    { measure: 'stays_never_called', value: uncalled, unit: '', target: 0 },
    minutesFigure('estimate_error_all_min', mean(errors)),
    minutesFigure('wait_regular_mean_min', mean(waits(0))),
    minutesFigure('wait_priority_mean_min', mean(waits(1))),
    minutesFigure('wait_regular_longest_min', Math.max(...waits(0))),
    minutesFigure('wait_priority_longest_min', Math.max(...waits(1))),
  ]
}

function minutesFigure(measure: string, value: number): Figure {
  return { measure, value, unit: 'min', target: null }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
