import type { HubOutputs } from '#contract/hub/hub'
import type { LegCard } from '#contract/hub/queue'
import { describeAge } from '#domain/birth'
import type { LocalDate } from '#domain/local-date'
import { paysAtCashier } from '#domain/payer'
import { symptomLabels } from '#domain/reason-words'
import type { Arrival } from '#domain/routing'
import { formatTicketNumber } from './counters.ts'
import type { Db } from './open.ts'
import { birthOf } from './patients.ts'

/** Stays at rooms as those who serve there see them. `purposes` maps codes to words. */
function cards(db: Db) {
  return db
    .selectFrom('legs')
    .innerJoin('visits', 'visits.id', 'legs.visit_id')
    .innerJoin('patients', 'patients.id', 'visits.patient_id')
    .leftJoin('service_points as source', 'source.id', 'legs.came_from')
    .leftJoin('service_points as back', 'back.id', 'legs.returns_to')
    .select([
      'legs.id as legId',
      'legs.visit_id as visitId',
      'legs.state',
      'legs.entered_at as enteredAt',
      'legs.called_at as calledAt',
      'legs.served_at as servedAt',
      'legs.ended_at as endedAt',
      'legs.times_called as timesCalled',
      'visits.day',
      'visits.series',
      'visits.number',
      'visits.life_stage as lifeStage',
      'visits.purpose',
      'visits.complaint',
      'visits.reasons',
      'visits.override_reason',
      'visits.priority_label as priority',
      'visits.apart',
      'visits.payer',
      'patients.name as patientName',
      'patients.record_no as recordNo',
      'patients.sex',
      'patients.birth_date',
      'patients.birth_precision',
      'source.name as cameFrom',
      'back.name as returnsTo',
    ])
}

type CardRow = Awaited<ReturnType<ReturnType<typeof cards>['execute']>>[number]

function fromRow(row: CardRow, purposes: ReadonlyMap<string, string>): LegCard {
  const {
    day,
    series,
    number,
    reasons,
    override_reason,
    apart,
    payer,
    birth_date: _date,
    birth_precision: _precision,
    purpose,
    ...rest
  } = row
  const birth = birthOf(row)
  const why: string[] = JSON.parse(reasons)
  return {
    ...rest,
    number: formatTicketNumber(series, number),
    age: birth && describeAge(birth, day),
    purpose: purposes.get(purpose) ?? purpose,
    reasons: override_reason === null ? why : [...why, `dipindahkan petugas: ${override_reason}`],
    apart: apart === 1,
    paysAtCashier: paysAtCashier(payer),
  }
}

export async function readCard(
  db: Db,
  legId: string,
  purposes: ReadonlyMap<string, string>,
): Promise<LegCard> {
  return fromRow(await cards(db).where('legs.id', '=', legId).executeTakeFirstOrThrow(), purposes)
}

/** The room's whole picture of a day; waiting and skipped in the order of their places. */
export async function readRoomState(
  db: Db,
  roomId: string,
  day: LocalDate,
  purposes: ReadonlyMap<string, string>,
): Promise<HubOutputs['queue']['room']> {
  const here = cards(db).where('legs.room_id', '=', roomId).where('legs.day', '=', day)
  const open = await here
    .where('legs.state', 'in', ['waiting', 'called', 'serving', 'skipped'])
    .orderBy('legs.place')
    .orderBy('legs.id')
    .execute()
  const ended = await here
    .where('legs.state', 'in', ['done', 'moved'])
    .orderBy('legs.ended_at', 'desc')
    .limit(8)
    .execute()
  const inState = (...states: string[]) =>
    open.filter((row) => states.includes(row.state)).map((row) => fromRow(row, purposes))
  return {
    roomId,
    active: inState('called', 'serving').sort((a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0)),
    waiting: inState('waiting'),
    skipped: inState('skipped'),
    recentlyDone: ended.map((row) => fromRow(row, purposes)),
  }
}

export async function readRoomLoads(db: Db, day: LocalDate): Promise<HubOutputs['queue']['loads']> {
  const rooms = await db
    .selectFrom('service_points')
    .select(['id', 'name', 'cluster'])
    .where('active', '=', 1)
    .orderBy('sort')
    .execute()
  const counts = await db
    .selectFrom('legs')
    .select(['room_id', (eb) => eb.fn.countAll<number>().as('n')])
    .where('day', '=', day)
    .where('state', '=', 'waiting')
    .groupBy('room_id')
    .execute()
  const waiting = new Map(counts.map((row) => [row.room_id, row.n]))
  const current = await readCurrentNumbers(db, day)
  return rooms.map((room) => ({
    roomId: room.id,
    name: room.name,
    cluster: room.cluster,
    waiting: waiting.get(room.id) ?? 0,
    current: current.get(room.id) ?? null,
  }))
}

/** The number called last in each room and still there. */
export async function readCurrentNumbers(db: Db, day: LocalDate): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('legs')
    .innerJoin('visits', 'visits.id', 'legs.visit_id')
    .select(['legs.room_id', 'visits.series', 'visits.number'])
    .where('legs.day', '=', day)
    .where('legs.state', 'in', ['called', 'serving'])
    .orderBy('legs.called_at')
    .execute()
  return new Map(rows.map((row) => [row.room_id, formatTicketNumber(row.series, row.number)]))
}

/** The last announcements of a day, newest first. */
export async function readCalls(db: Db, day: LocalDate, most: number) {
  const rows = await db
    .selectFrom('calls')
    .innerJoin('service_points', 'service_points.id', 'calls.room_id')
    .innerJoin('legs', 'legs.id', 'calls.leg_id')
    .select([
      'calls.id as callId',
      'legs.state',
      'calls.number',
      'service_points.public_label as roomLabel',
      'service_points.cluster',
      'calls.at',
      'calls.recall',
    ])
    .where('calls.day', '=', day)
    .orderBy('calls.id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...row, recall: row.recall === 1 }))
}

/** Visits of a day with a suspected infectious disease that klaster 4 follows up, newest first. */
export async function readNotices(db: Db, day: LocalDate): Promise<HubOutputs['queue']['notices']> {
  const rows = await db
    .selectFrom('visits')
    .innerJoin('patients', 'patients.id', 'visits.patient_id')
    .innerJoin('service_points', 'service_points.id', 'visits.first_room_id')
    .select([
      'visits.id as visitId',
      'visits.series',
      'visits.number',
      'visits.arrival',
      'visits.registered_at as at',
      'patients.name as patientName',
      'patients.birth_date',
      'patients.birth_precision',
      'service_points.name as room',
    ])
    .where('visits.day', '=', day)
    .where('visits.notice_to_k4', '=', 1)
    .where('visits.status', '!=', 'cancelled')
    .orderBy('visits.registered_at', 'desc')
    .execute()
  return rows.map(({ visitId, patientName, room, at, ...row }) => {
    const { symptoms } = JSON.parse(row.arrival) as Pick<Arrival, 'symptoms'>
    const birth = birthOf(row)
    return {
      visitId,
      number: formatTicketNumber(row.series, row.number),
      patientName,
      age: birth && describeAge(birth, day),
      symptoms: symptoms.map((symptom) => symptomLabels[symptom]),
      room,
      at,
    }
  })
}
