import type { LifeStage, MotherhoodStage } from '#domain/life-stage'
import type { LocalDate } from '#domain/local-date'
import type { Arrival } from '#domain/routing'
import { formatTicketNumber } from './counters.ts'
import type { Line } from './lines.ts'
import type { Db } from './open.ts'
import { openStates } from './open-legs.ts'
import { birthOf, readDisabilities } from './patients.ts'

/** Stays at rooms with all that the person who serves there is told. */
function cards(db: Db) {
  return db
    .selectFrom('legs')
    .innerJoin('visits', 'visits.id', 'legs.visit_id')
    .innerJoin('patients', 'patients.id', 'visits.patient_id')
    .leftJoin('service_points as source', 'source.id', 'legs.came_from')
    .leftJoin('service_points as back', 'back.id', 'legs.returns_to')
    .select([
      'legs.id as legId',
      'legs.room_id as roomId',
      'legs.state',
      'legs.place',
      'legs.note',
      'legs.due_at as dueAt',
      'legs.entered_at as enteredAt',
      'legs.called_at as calledAt',
      'legs.served_at as servedAt',
      'legs.ended_at as endedAt',
      'legs.times_called as timesCalled',
      'visits.id as visitId',
      'visits.patient_id as patientId',
      'visits.status as visitStatus',
      'visits.day',
      'visits.series',
      'visits.number',
      'visits.arrival',
      'visits.life_stage as lifeStage',
      'visits.motherhood',
      'visits.purpose',
      'visits.complaint',
      'visits.reasons',
      'visits.override_reason as overrideReason',
      'visits.priority_label as priority',
      'visits.apart',
      'visits.payer',
      'patients.name as patientName',
      'patients.record_no as recordNo',
      'patients.sex',
      'patients.disabilities',
      'patients.language',
      'patients.birth_date',
      'patients.birth_precision',
      'source.name as cameFrom',
      'back.name as returnsTo',
    ])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom('legs as paying')
            .innerJoin('service_points as till', 'till.id', 'paying.room_id')
            .select('paying.id')
            .whereRef('paying.visit_id', '=', 'legs.visit_id')
            .where('paying.state', 'in', ['done', 'moved'])
            .where('till.roles', 'like', '%"kasir"%'),
        )
        .as('passedCashier'),
      eb
        .selectFrom('legs as next')
        .innerJoin('service_points as there', 'there.id', 'next.room_id')
        .select('there.name')
        .whereRef('next.visit_id', '=', 'legs.visit_id')
        .where('legs.state', '=', 'moved')
        .whereRef('next.entered_at', '>=', 'legs.ended_at')
        .whereRef('next.id', '!=', 'legs.id')
        .orderBy('next.entered_at')
        .orderBy('next.id')
        .limit(1)
        .as('movedTo'),
    ])
}

type CardRow = Awaited<ReturnType<ReturnType<typeof cards>['execute']>>[number]
/** What is known of a stay, before it is put into words for a screen. */
export type CardFacts = ReturnType<typeof fromRow>

function fromRow(row: CardRow) {
  const { series, number, arrival, reasons, apart, passedCashier, birth_date, birth_precision, ...rest } = row
  return {
    ...rest,
    number: formatTicketNumber(series, number),
    arrival: JSON.parse(arrival) as Arrival,
    reasons: JSON.parse(reasons) as string[],
    apart: apart === 1,
    passedCashier: Boolean(passedCashier),
    birth: birthOf({ birth_date, birth_precision }),
    disabilities: readDisabilities(row.disabilities),
    lifeStage: row.lifeStage as LifeStage | null,
    motherhood: row.motherhood as MotherhoodStage | null,
  }
}

export async function readCard(db: Db, legId: string): Promise<CardFacts> {
  return fromRow(await cards(db).where('legs.id', '=', legId).executeTakeFirstOrThrow())
}

const shownAsDone = 8

/** Everybody who is at a room on a day, by place, and the last who left it. */
export async function listCards(
  db: Db,
  roomId: string,
  day: LocalDate,
): Promise<{ present: CardFacts[]; left: CardFacts[] }> {
  const here = cards(db).where('legs.room_id', '=', roomId).where('legs.day', '=', day)
  const present = await here
    .where('legs.state', 'in', openStates)
    .orderBy('legs.place')
    .orderBy('legs.id')
    .execute()
  const left = await here
    .where('legs.state', 'in', ['done', 'moved'])
    .orderBy('legs.ended_at', 'desc')
    .limit(shownAsDone)
    .execute()
  return { present: present.map(fromRow), left: left.map(fromRow) }
}

function arrivalCards(db: Db) {
  return db
    .selectFrom('legs')
    .innerJoin('arrivals', 'arrivals.id', 'legs.arrival_id')
    .innerJoin('service_points', 'service_points.id', 'legs.room_id')
    .select([
      'legs.id as legId',
      'legs.room_id as roomId',
      'legs.state',
      'legs.place',
      'legs.entered_at as enteredAt',
      'legs.called_at as calledAt',
      'legs.times_called as timesCalled',
      'arrivals.id as arrivalId',
      'arrivals.series',
      'arrivals.number',
      'arrivals.priority_label as priority',
      'arrivals.priority_reason as priorityReason',
      'arrivals.returning',
      'arrivals.payer_kind as payer',
      'service_points.name as room',
    ])
}

type ArrivalRow = Awaited<ReturnType<ReturnType<typeof arrivalCards>['execute']>>[number]
export type ArrivalFacts = ReturnType<typeof fromArrivalRow>

function fromArrivalRow({ series, number, returning, ...rest }: ArrivalRow) {
  return {
    ...rest,
    number: formatTicketNumber(series, number),
    returning: returning === null ? null : returning === 1,
  }
}

export async function readArrivalCard(db: Db, legId: string): Promise<ArrivalFacts> {
  return fromArrivalRow(await arrivalCards(db).where('legs.id', '=', legId).executeTakeFirstOrThrow())
}

/** Every number in the counters' line that is not done with, by place. */
export async function listArrivalCards(db: Db, line: Line): Promise<ArrivalFacts[]> {
  const rows = await arrivalCards(db)
    .where('legs.room_id', 'in', line.rooms)
    .where('legs.day', '=', line.day)
    .where('legs.state', 'in', openStates)
    .orderBy('legs.place')
    .orderBy('legs.id')
    .execute()
  return rows.map(fromArrivalRow)
}
