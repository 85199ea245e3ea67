import type { PaperVisit } from '#contract/hub/contingency'
import type { LocalDate } from '#domain/local-date'
import type { PaperNumber } from '#domain/paper-number'
import { formatTicketNumber } from './counters.ts'
import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'

export type StoredBlock = {
  id: string
  series: string
  first: number
  last: number
  printedAt: number
  /** The name of who printed it. */
  printedBy: string
}

export async function insertBlock(tx: Tx, block: Schema['reserved_blocks']): Promise<void> {
  await tx.insertInto('reserved_blocks').values(block).execute()
}

/** Every printed block; the counter of its series passes over it for good. */
export function listBlocks(db: Db): Promise<StoredBlock[]> {
  return db
    .selectFrom('reserved_blocks')
    .innerJoin('staff', 'staff.id', 'reserved_blocks.printed_by')
    .select([
      'reserved_blocks.id',
      'series',
      'first',
      'last',
      'printed_at as printedAt',
      'staff.name as printedBy',
    ])
    .orderBy('series')
    .orderBy('first')
    .execute()
}

/** The highest number that the counter of a series has given out on a day; 0 before the first. */
export async function readCounter(db: Db, day: LocalDate, series: string): Promise<number> {
  const row = await db
    .selectFrom('series_counters')
    .select('last')
    .where('day', '=', day)
    .where('series', '=', series)
    .executeTakeFirst()
  return row?.last ?? 0
}

/** Who has a number on a day, whatever became of the visit. */
export async function findHolder(
  db: Db,
  day: LocalDate,
  { series, number }: PaperNumber,
): Promise<{ name: string; cancelled: boolean } | null> {
  const row = await db
    .selectFrom('visits')
    .innerJoin('patients', 'patients.id', 'visits.patient_id')
    .select(['patients.name', 'visits.status'])
    .where('visits.day', '=', day)
    .where('visits.series', '=', series)
    .where('visits.number', '=', number)
    .executeTakeFirst()
  return row ? { name: row.name, cancelled: row.status === 'cancelled' } : null
}

/** A visit of this person on that day that nobody has cancelled. */
export async function findVisitOn(
  db: Db,
  patientId: string,
  day: LocalDate,
): Promise<{ number: string; room: string } | null> {
  const row = await db
    .selectFrom('visits')
    .innerJoin('service_points', 'service_points.id', 'visits.first_room_id')
    .select(['visits.series', 'visits.number', 'service_points.name as room'])
    .where('visits.patient_id', '=', patientId)
    .where('visits.day', '=', day)
    .where('visits.status', '!=', 'cancelled')
    .executeTakeFirst()
  return row ? { number: formatTicketNumber(row.series, row.number), room: row.room } : null
}

function paperVisits(db: Db) {
  return db
    .selectFrom('visits')
    .innerJoin('reserved_blocks', (join) =>
      join
        .onRef('reserved_blocks.series', '=', 'visits.series')
        .onRef('reserved_blocks.first', '<=', 'visits.number')
        .onRef('reserved_blocks.last', '>=', 'visits.number'),
    )
    .innerJoin('patients', 'patients.id', 'visits.patient_id')
    .innerJoin('service_points', 'service_points.id', 'visits.first_room_id')
    .select([
      'visits.id',
      'visits.series',
      'visits.number',
      'visits.registered_at',
      'visits.status',
      'visits.service_recorded',
      'patients.id as patient_id',
      'patients.name as patient_name',
      'patients.temporary',
      'service_points.name as room_name',
    ])
}

type PaperRow = Awaited<ReturnType<ReturnType<typeof paperVisits>['execute']>>[number]

function fromRow(row: PaperRow): PaperVisit {
  return {
    visitId: row.id,
    number: formatTicketNumber(row.series, row.number),
    patientId: row.patient_id,
    patientName: row.patient_name,
    temporary: row.temporary === 1,
    roomName: row.room_name,
    at: row.registered_at,
    status: row.status,
    served: row.service_recorded === 1,
  }
}

/** Whose number of a day came from paper, in the order of the numbers. */
export async function listPaperVisits(db: Db, day: LocalDate): Promise<PaperVisit[]> {
  const rows = await paperVisits(db)
    .where('visits.day', '=', day)
    .orderBy('visits.series')
    .orderBy('visits.number')
    .execute()
  return rows.map(fromRow)
}

export async function readPaperVisit(db: Db, visitId: string): Promise<PaperVisit | null> {
  const row = await paperVisits(db).where('visits.id', '=', visitId).executeTakeFirst()
  return row ? fromRow(row) : null
}
