import type { GivenCare } from '#domain/care-given'
import type { CareValues } from '#domain/care-values'
import type { Db, Tx } from './open.ts'
import { queueForDistrict } from './outbox.ts'
import type { Schema } from './schema.ts'

type CareRow = Schema['care_events']
export type StoredCare = GivenCare & {
  patientId: string
  label: string
  at: number
  by: string
  room: string
  values: CareValues
}

/** What of a person's care stands, at any visit, also at those that came with a merge; newest last. */
export async function listGivenCare(db: Db, patientIds: readonly string[]): Promise<StoredCare[]> {
  if (patientIds.length === 0) return []
  const rows = await db
    .selectFrom('visits')
    .innerJoin('care_events as care', 'care.visit_id', 'visits.id')
    .innerJoin('staff', 'staff.id', 'care.staff_id')
    .innerJoin('service_points', 'service_points.id', 'care.room_id')
    .selectAll('care')
    .select([
      'visits.patient_id as patientId',
      'visits.day',
      'staff.name as by',
      'service_points.name as room',
    ])
    .where('visits.patient_id', 'in', patientIds)
    .where('care.status', '=', 'done')
    .orderBy('care.at')
    .execute()
  return rows.map((row) => ({
    patientId: row.patientId,
    visitId: row.visit_id,
    item: row.item,
    code: row.code,
    label: row.label,
    day: row.day,
    at: row.at,
    by: row.by,
    room: row.room,
    values: valuesOf(row),
  }))
}

export function valuesOf(row: Pick<CareRow, 'weight_kg' | 'systolic' | 'diastolic' | 'glucose'>): CareValues {
  return { weight: row.weight_kg, systolic: row.systolic, diastolic: row.diastolic, glucose: row.glucose }
}

export async function readCareAt(db: Db, visitId: string): Promise<CareRow[]> {
  return await db
    .selectFrom('care_events')
    .selectAll()
    .where('visit_id', '=', visitId)
    .orderBy('at')
    .execute()
}

export type NotedCare = Omit<
  CareRow,
  'id' | 'status' | 'revision' | 'weight_kg' | 'systolic' | 'diastolic' | 'glucose'
>

/** Care that was given now; what had been taken back at this visit is the same record again, without its values. */
export async function noteCare(tx: Tx, id: string, care: NotedCare): Promise<void> {
  const nothing = { weight_kg: null, systolic: null, diastolic: null, glucose: null }
  const row = await tx
    .insertInto('care_events')
    .values({ ...care, ...nothing, id, status: 'done', revision: 1 })
    .onConflict((conflict) =>
      conflict.columns(['visit_id', 'item']).doUpdateSet((eb) => ({
        ...care,
        ...nothing,
        status: 'done' as const,
        revision: eb('care_events.revision', '+', 1),
      })),
    )
    .returning(['id', 'resource', 'revision'])
    .executeTakeFirstOrThrow()
  await announce(tx, row, care.at)
}

export async function changeCare(
  tx: Tx,
  id: string,
  change: Partial<Pick<CareRow, 'status' | 'weight_kg' | 'systolic' | 'diastolic' | 'glucose'>>,
  at: number,
): Promise<void> {
  const row = await tx
    .updateTable('care_events')
    .set((eb) => ({ ...change, revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .returning(['id', 'resource', 'revision'])
    .executeTakeFirstOrThrow()
  await announce(tx, row, at)
}

/** The visit became another person's: the district is told whose the care was, too. */
export async function reviseCareAt(tx: Tx, visitId: string, at: number): Promise<void> {
  for (const { id } of await readCareAt(tx, visitId)) await changeCare(tx, id, {}, at)
}

function announce(
  tx: Tx,
  { id, resource, revision }: Pick<CareRow, 'id' | 'resource' | 'revision'>,
  at: number,
): Promise<void> {
  return queueForDistrict(tx, { kind: resource, recordId: id, revision, at })
}
