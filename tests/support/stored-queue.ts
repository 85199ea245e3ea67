import { join } from 'node:path'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile } from '#hub/data-folder'
import { findBrokenAudit } from '#hub/store/audit'
import { openDriver, openStore } from '#hub/store/open'
import type { Clocked, Facts, RoomName, Stay } from './queue-facts.ts'

/** The ids behind what a model knows by numbers and indexes. */
export type Ids = { legs: string[]; visits: Map<string, string>; arrivals: Map<string, string> }
export type Stored = { facts: Facts; clocked: Clocked; ids: Ids; broken: string[] }

type Driver = ReturnType<typeof openDriver>

/** What is on disk of a day, read beside the running hub; `people` are the patients in the model's order. */
export function readStoredQueue(folder: string, day: LocalDate, people: readonly string[]): Stored {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  try {
    narrowTo(driver, day)
    const stays = readStays(driver)
    const arrivals = all<ArrivalRow>(driver, arrivalQuery)
    const visits = all<VisitRow>(driver, visitQuery)
    const bookings = all<BookingRow>(driver, bookingQuery)
    const calls = all<CallRow>(driver, callQuery)
    const counts = all<{ series: string; last: number }>(driver, countQuery)
    return {
      facts: {
        newNumbers: all(driver, newNumbersQuery).length > 0,
        counts: Object.fromEntries(counts.map(({ series, last }) => [series, last])),
        arrivals: arrivals.map(({ number, visit }) => ({ number, visit })),
        visits: visits.map((row) => ({ ...pick(row), patient: people.indexOf(row.patient) })),
        stays: stays.map(({ stay }) => stay),
        calls: calls.map(({ leg, recall }) => ({
          stay: stays.findIndex(({ id }) => id === leg),
          recall: recall === 1,
        })),
        bookings: bookings.map((row) => ({ ...row, patient: people.indexOf(row.patient) })),
      },
      clocked: stays.map(({ began, stay }) => ({ began, place: stay.place })),
      ids: {
        legs: stays.map(({ id }) => id),
        visits: new Map(visits.map(({ number, id }) => [number, id])),
        arrivals: new Map(arrivals.map(({ number, id }) => [number, id])),
      },
      broken: Object.entries(never).flatMap(([sentence, query]) =>
        all(driver, query).length > 0 ? sentence : [],
      ),
    }
  } finally {
    driver.close()
  }
}

/** Every row of the trail follows from the one before it. */
export async function isTrailWhole(folder: string): Promise<boolean> {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const store = openStore(driver, () => {})
  const broken = await findBrokenAudit(store.db)
  await store.close()
  return broken === null
}

/** Hides all other days from this reader, so that what one run has broken is not found again in the next. */
function narrowTo(driver: Driver, day: LocalDate): void {
  for (const table of ['legs', 'visits', 'arrivals', 'calls', 'bookings', 'series_counters'])
    driver.exec(`CREATE TEMP VIEW ${table} AS SELECT * FROM main.${table} WHERE day = '${day}'`)
  const moves = 'SELECT * FROM main.leg_moves WHERE leg_id IN (SELECT id FROM temp.legs)'
  driver.exec(`CREATE TEMP VIEW leg_moves AS ${moves}`)
}

function all<Row>(driver: Driver, query: string, ...values: string[]): Row[] {
  return driver.prepare(query).all(...values) as Row[]
}

type ArrivalRow = { id: string; number: string; visit: string | null }
type VisitRow = { id: string; number: string; patient: string; status: string }
type BookingRow = { patient: string; room: RoomName | null; due: number; visit: string | null }
type CallRow = { leg: string; recall: number }
type StayRow = Omit<Stay, 'priority'> & { id: string; priority: number; began: number }

const pick = ({ number, status }: VisitRow) => ({ number, status })
const numberOf = (table: string) => `${table}.series || '-' || printf('%03d', ${table}.number)`

const newNumbersQuery = "SELECT 1 FROM settings WHERE key = 'queue' AND value ->> 'newNumberAtRegistration'"
const countQuery = 'SELECT series, last FROM series_counters'
const arrivalQuery = `
  SELECT arrivals.id, ${numberOf('arrivals')} AS number, ${numberOf('visits')} AS visit
  FROM arrivals LEFT JOIN visits ON visits.id = arrivals.visit_id`
const visitQuery = `
  SELECT id, ${numberOf('visits')} AS number, patient_id AS patient, status FROM visits`
const bookingQuery = `
  SELECT bookings.patient_id AS patient, service_points.name AS room, due_at AS due, ${numberOf('visits')} AS visit
  FROM bookings LEFT JOIN service_points ON service_points.id = bookings.room_id
  LEFT JOIN visits ON visits.id = bookings.visit_id`
const callQuery = 'SELECT leg_id AS leg, recall FROM calls ORDER BY id'
// A stay begins with its first row among the moves, whose ids tell the order.
const stayQuery = `
  SELECT legs.id, CASE WHEN legs.visit_id IS NULL THEN 'arrival' ELSE 'visit' END AS "of",
    coalesce(${numberOf('visits')}, ${numberOf('arrivals')}) AS number, here.name AS room, legs.state, legs.priority,
    legs.place, legs.due_at AS due, back.name AS returnsTo, legs.times_called AS timesCalled, legs.entered_at AS began
  FROM legs JOIN leg_moves AS entry ON entry.leg_id = legs.id AND entry.move = 'enter'
  JOIN service_points AS here ON here.id = legs.room_id
  LEFT JOIN service_points AS back ON back.id = legs.returns_to
  LEFT JOIN visits ON visits.id = legs.visit_id LEFT JOIN arrivals ON arrivals.id = legs.arrival_id
  ORDER BY entry.id`

function readStays(driver: Driver): { id: string; began: number; stay: Stay }[] {
  return all<StayRow>(driver, stayQuery).map(({ id, began, ...row }) => ({
    id,
    began,
    stay: { ...row, priority: row.priority === 1 },
  }))
}

const isRecent = "day < ? AND day >= date(?, '-3 days')"
const isOpen = "state IN ('waiting','called','serving','skipped')"

/** What may never be on disk, whatever the rules of the queue are: each question must find nothing. */
const never: Record<string, string> = {
  'two visits of a day have one number':
    'SELECT 1 FROM visits GROUP BY day, series, number HAVING count(*) > 1',
  'two people took one number': 'SELECT 1 FROM arrivals GROUP BY day, series, number HAVING count(*) > 1',
  'a number taken at the counter is also that of a visit of somebody else': `
    SELECT 1 FROM arrivals AS a JOIN visits AS v USING (day, series, number)
    WHERE v.id IS NOT a.visit_id AND v.status != 'cancelled'`,
  'a number was given beyond its counter': `
    SELECT 1 FROM series_counters AS c WHERE c.last < (SELECT max(number) FROM
      (SELECT day, series, number FROM visits UNION ALL SELECT day, series, number FROM arrivals) AS n
      WHERE n.day = c.day AND n.series = c.series)`,
  'a number taken at the counter is nowhere': `
    SELECT 1 FROM arrivals WHERE (SELECT count(*) FROM legs WHERE arrival_id = arrivals.id) != 1`,
  'a person is in two places at once': `
    SELECT 1 FROM legs JOIN visits ON visits.id = legs.visit_id
    WHERE ${isOpen} GROUP BY visits.patient_id, visits.day HAVING count(*) > 1`,
  'an open visit is nowhere, or one that ended is somewhere': `
    SELECT 1 FROM visits WHERE (status = 'open') !=
      (SELECT count(*) FROM legs WHERE visit_id = visits.id AND ${isOpen})`,
  'a stay is in another state than its last move says': `
    SELECT 1 FROM legs WHERE state !=
      (SELECT to_state FROM leg_moves WHERE leg_id = legs.id ORDER BY id DESC LIMIT 1)`,
  'the moves of a stay do not follow one from the other': `
    SELECT 1 FROM (SELECT from_state, lag(to_state) OVER (PARTITION BY leg_id ORDER BY id) AS before FROM leg_moves)
    WHERE from_state IS NOT before`,
  'a call was not stored, or a stored one was not made': `
    SELECT 1 FROM legs WHERE times_called != (SELECT count(*) FROM calls WHERE leg_id = legs.id)
      OR times_called != (SELECT count(*) FROM leg_moves WHERE leg_id = legs.id AND move IN ('call','recall'))`,
  'somebody was called to another room than they stand at': `
    SELECT 1 FROM legs WHERE state = 'called' AND room_id !=
      (SELECT room_id FROM calls WHERE leg_id = legs.id ORDER BY id DESC LIMIT 1)`,
}

/**
 * Ids of what the last three days have left open, or closed without saying why, although the hub was started since; what
 * is older waits for «Tutup hari».
 */
export function readLeftOpen(folder: string, today: LocalDate): string[] {
  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const stays = all<{ id: string }>(
    driver,
    `SELECT id FROM legs WHERE ${isRecent} AND ${isOpen}`,
    today,
    today,
  )
  const visits = all<{ id: string }>(
    driver,
    `SELECT visits.id FROM visits WHERE ${isRecent} AND (status = 'open' OR (status = 'finished' AND status_reason IS NULL
      AND EXISTS (SELECT 1 FROM legs WHERE visit_id = visits.id AND state = 'closed')
      AND NOT EXISTS (SELECT 1 FROM closed_days WHERE closed_days.day >= visits.day)))`,
    today,
    today,
  )
  driver.close()
  return [...stays, ...visits].map(({ id }) => id)
}
