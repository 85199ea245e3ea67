import type { HubOutputs } from '#contract/hub/hub'
import type { Birth } from '#domain/birth'
import type { ClusterCode } from '#domain/cluster'
import type { LegState } from '#domain/leg'
import type { LocalDate } from '#domain/local-date'
import type { Payer } from '#domain/payer'
import type { Arrival, Route } from '#domain/routing'
import { reviseCareAt } from './care-events.ts'
import { formatTicketNumber, nextTicketNumber } from './counters.ts'
import type { Db, Tx } from './open.ts'
import { openLiterals, openStates } from './open-legs.ts'
import { queueForDistrict } from './outbox.ts'
import { birthOf } from './patients.ts'
import type { VisitTable } from './schema.ts'

export type NewVisit = {
  id: string
  patientId: string
  day: LocalDate
  series: string
  /** One that is on paper already, from the kiosk or a reserved block; null takes the next of the series. */
  number: number | null
  complaint: string
  arrival: Arrival
  route: Route
  overrideReason: string | null
  payer: Payer
  cardNo: string | null
  insideArea: boolean | null
  confirmedBy: readonly string[]
  at: number
  staffId: string
}
export type StoredVisit = {
  id: string
  number: string
  patientId: string
  day: LocalDate
  status: VisitTable['status']
  registeredAt: number
  firstRoomId: string
  prioritized: boolean
}

const flag = (value: boolean): 0 | 1 => (value ? 1 : 0)

function toRow(
  visit: NewVisit,
  number: number,
  before: { firstEver: boolean; firstThisYear: boolean },
): VisitTable {
  const { route } = visit
  return {
    id: visit.id,
    patient_id: visit.patientId,
    day: visit.day,
    series: visit.series,
    number,
    purpose: visit.arrival.purpose,
    complaint: visit.complaint,
    arrival: JSON.stringify(visit.arrival),
    cluster: route.cluster,
    life_stage: route.lifeStage?.primary ?? null,
    motherhood: route.motherhood,
    first_room_id: route.room.id,
    route_rule: route.ruleId,
    reasons: JSON.stringify(route.reasons),
    override_reason: visit.overrideReason,
    priority_code: route.priority?.code ?? null,
    priority_label: route.priority?.label ?? null,
    visit_kind: route.visitKind,
    apart: flag(route.apart),
    notice_to_k4: flag(route.noticeToK4),
    payer: visit.payer,
    card_no: visit.cardNo,
    first_ever: flag(before.firstEver),
    first_this_year: flag(before.firstThisYear),
    inside_area: visit.insideArea === null ? null : flag(visit.insideArea),
    confirmed_by: JSON.stringify(visit.confirmedBy),
    status: 'open',
    status_reason: null,
    service_recorded: 0,
    registered_at: visit.at,
    registered_by: visit.staffId,
    served_at: null,
    ended_at: null,
    revision: 1,
  }
}

/** Saves the visit under its number and queues it for the district. */
export async function insertVisit(tx: Tx, visit: NewVisit): Promise<StoredVisit> {
  const number = visit.number ?? (await nextTicketNumber(tx, visit.day, visit.series))
  const row = toRow(visit, number, await visitsBefore(tx, visit.patientId, visit.day))
  await tx.insertInto('visits').values(row).execute()
  await queueForDistrict(tx, { kind: 'encounter', recordId: visit.id, revision: 1, at: visit.at })
  return summaryOf(row)
}

/** Both readings of "kunjungan baru" are kept: first ever here, and first in the calendar year. */
export async function visitsBefore(
  db: Db,
  patientId: string,
  day: LocalDate,
): Promise<{ firstEver: boolean; firstThisYear: boolean }> {
  const last = await db
    .selectFrom('visits')
    .select('day')
    .where('patient_id', '=', patientId)
    .where('status', '!=', 'cancelled')
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { firstEver: !last, firstThisYear: !last || last.day.slice(0, 4) < day.slice(0, 4) }
}

type Summary = Pick<
  VisitTable,
  | 'id'
  | 'series'
  | 'number'
  | 'patient_id'
  | 'day'
  | 'status'
  | 'registered_at'
  | 'first_room_id'
  | 'priority_code'
>

function summaryOf(row: Summary): StoredVisit {
  return {
    id: row.id,
    number: formatTicketNumber(row.series, row.number),
    patientId: row.patient_id,
    day: row.day,
    status: row.status,
    registeredAt: row.registered_at,
    firstRoomId: row.first_room_id,
    prioritized: row.priority_code !== null,
  }
}

export async function readVisit(db: Db, id: string): Promise<StoredVisit | null> {
  const row = await db.selectFrom('visits').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? summaryOf(row) : null
}

/** This person's visit that has not ended and goes on that day, with the room it began in. */
export async function findOpenVisit(
  db: Db,
  patientId: string,
  day: LocalDate,
): Promise<{ number: string; room: string } | null> {
  const row = await db
    .selectFrom('visits')
    .innerJoin('legs', 'legs.visit_id', 'visits.id')
    .innerJoin('service_points', 'service_points.id', 'visits.first_room_id')
    .select(['visits.series', 'visits.number', 'service_points.name as room'])
    .where('visits.patient_id', '=', patientId)
    .where('visits.status', '=', 'open')
    .where('legs.state', 'in', openStates)
    .where('legs.day', '=', day)
    .executeTakeFirst()
  return row ? { number: formatTicketNumber(row.series, row.number), room: row.room } : null
}

/** Also one that was taken back has used up its number. */
export async function isNumberUsed(
  db: Db,
  { day, series, number }: Pick<VisitTable, 'day' | 'series' | 'number'>,
): Promise<boolean> {
  const used = db.selectFrom('visits').select('id').where('day', '=', day).where('series', '=', series)
  return (await used.where('number', '=', number).executeTakeFirst()) !== undefined
}

/** Ends, reopens or marks a visit, or gives it to another person; every change is a revision that the district will hear of. */
export async function changeVisit(
  tx: Tx,
  id: string,
  at: number,
  change: Partial<Omit<VisitTable, 'id' | 'day' | 'series' | 'number' | 'revision'>>,
): Promise<void> {
  const { revision } = await tx
    .updateTable('visits')
    .set((eb) => ({ ...change, revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .returning('revision')
    .executeTakeFirstOrThrow()
  await queueForDistrict(tx, { kind: 'encounter', recordId: id, revision, at })
  if (change.patient_id !== undefined) await reviseCareAt(tx, id, at)
}

type VisitRow = HubOutputs['visits']['today'][number]
export type TodayRow = Omit<VisitRow, 'age'> & { birth: Birth | null }

/** Everyone registered on a day or served across midnight into it, newest first, with where they are now. */
export async function listVisits(db: Db, day: LocalDate): Promise<TodayRow[]> {
  const rows = await db
    .selectFrom('visits')
    .innerJoin('patients', 'patients.id', 'visits.patient_id')
    .leftJoin('legs', (join) =>
      join.onRef('legs.visit_id', '=', 'visits.id').on('legs.state', 'in', openStates),
    )
    .leftJoin('service_points', 'service_points.id', 'legs.room_id')
    .select([
      'visits.id',
      'visits.series',
      'visits.number',
      'visits.patient_id',
      'visits.purpose',
      'visits.cluster',
      'visits.status',
      'visits.registered_at',
      'patients.name as patient_name',
      'patients.sex',
      'patients.birth_date',
      'patients.birth_precision',
      'patients.temporary',
      'legs.room_id',
      'service_points.name as room_name',
      'legs.state',
      'legs.entered_at',
      'legs.called_at',
      'legs.served_at',
    ])
    .where((eb) =>
      eb.or([
        eb('visits.day', '=', day),
        eb(
          'visits.id',
          'in',
          eb
            .selectFrom('legs as here')
            .select('here.visit_id')
            .where('here.state', 'in', openLiterals)
            .where('here.day', '=', day),
        ),
      ]),
    )
    .orderBy('visits.registered_at', 'desc')
    .execute()
  return rows.map((row) => ({
    visitId: row.id,
    number: formatTicketNumber(row.series, row.number),
    patientId: row.patient_id,
    patientName: row.patient_name,
    sex: row.sex,
    birth: birthOf(row),
    purpose: row.purpose,
    cluster: row.cluster as ClusterCode,
    status: row.status,
    registeredAt: row.registered_at,
    at: placeOf(row),
    temporary: row.temporary === 1,
  }))
}

function placeOf(row: {
  room_id: string | null
  room_name: string | null
  state: LegState | null
  entered_at: number | null
  called_at: number | null
  served_at: number | null
}): VisitRow['at'] {
  if (row.room_id === null || row.room_name === null || row.state === null) return null
  const since = row.served_at ?? row.called_at ?? row.entered_at ?? 0
  return { roomId: row.room_id, roomName: row.room_name, state: row.state, since }
}
