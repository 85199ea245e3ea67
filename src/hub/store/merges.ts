import type { LocalDate } from '#domain/local-date'
import type { MergeField } from '#domain/merge'
import { type MovedHead, moveHeads, returnHeads } from './merge-families.ts'
import { type FieldChange, type PatientRecord, planFields, planReturn, writeCells } from './merge-fields.ts'
import { freeForeignBookings, listMergedInto, type MovedLinks, moveLinks } from './merge-links.ts'
import { joinVisits, type MovedVisits, partVisits } from './merge-visits.ts'
import type { Db, Tx } from './open.ts'
import { queueForDistrict } from './outbox.ts'
import { readPatient, type StoredPatient } from './patients.ts'

/** All that a merge did, so that it can be taken back; `merged`: records that had been merged into the one that went. */
type Moved = {
  fields: FieldChange[]
  visits: MovedVisits
  links: MovedLinks
  heads: MovedHead[]
  merged: string[]
}
export type Merge = { id: string; keptId: string; goneId: string; day: LocalDate }
/** What came along, in numbers. */
export type CameAlong = { visits: number; bookings: number; children: number }

type Wanted = {
  id: string
  kept: StoredPatient
  gone: StoredPatient
  taken: readonly MergeField[]
  day: LocalDate
  at: number
  staffId: string
}

/** `gone` becomes part of `kept`, which takes over the fields in `taken`; both, and what names them, are queued for the district. */
export async function joinRecords(
  tx: Tx,
  { id, kept, gone, taken, day, at, staffId }: Wanted,
): Promise<CameAlong> {
  const [keptRow, goneRow] = [await readRecord(tx, kept.id), await readRecord(tx, gone.id)]
  const fields = await planFields(tx, keptRow, goneRow, taken)
  const merged = await listMergedInto(tx, gone.id)
  await revise(tx, kept.id, Object.assign({}, ...fields.map(({ after }) => after)), at)
  for (const record of [gone.id, ...merged]) await revise(tx, record, { merged_into: kept.id }, at)
  const links = await moveLinks(tx, gone.id, kept.id)
  const heads = await moveHeads(tx, kept.id, gone.id)
  const after = (await readPatient(tx, kept.id)) ?? kept
  const visits = await joinVisits(tx, { keptBefore: kept, kept: after, gone, today: day, at })
  const moved: Moved = { fields, visits, links, heads, merged }
  await tx
    .insertInto('merges')
    .values({
      id,
      kept_id: kept.id,
      gone_id: gone.id,
      moved: JSON.stringify(moved),
      day,
      at,
      staff_id: staffId,
      undone_at: null,
      undone_by: null,
    })
    .execute()
  const came = visits.changed.filter((visit) => 'patient_id' in visit.before)
  return { visits: came.length, bookings: links.bookings.length, children: links.children.length }
}

/** Both records as they were, with what has happened since. The fields of the surviving one that were changed since and stay. */
export async function partRecords(
  tx: Tx,
  { id, keptId, goneId }: Merge,
  { at, staffId }: { at: number; staffId: string },
): Promise<MergeField[]> {
  const { moved: text } = await tx
    .updateTable('merges')
    .set({ undone_at: at, undone_by: staffId })
    .where('id', '=', id)
    .returning('moved')
    .executeTakeFirstOrThrow()
  const moved = JSON.parse(text) as Moved
  const { cells, stayed } = await planReturn(tx, await readRecord(tx, keptId), moved.fields)
  await revise(tx, keptId, cells, at)
  await revise(tx, goneId, { merged_into: null }, at)
  for (const record of moved.merged) await revise(tx, record, { merged_into: goneId }, at)
  await moveLinks(tx, keptId, goneId, moved.links)
  await returnHeads(tx, keptId, moved.heads)
  await partVisits(tx, keptId, moved.visits, at)
  await freeForeignBookings(tx, [keptId, goneId])
  return stayed
}

async function readRecord(db: Db, id: string): Promise<PatientRecord> {
  return await db.selectFrom('patients').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

async function revise(
  tx: Tx,
  recordId: string,
  cells: Parameters<typeof writeCells>[2],
  at: number,
): Promise<void> {
  const revision = await writeCells(tx, recordId, cells, at)
  await queueForDistrict(tx, { kind: 'patient', recordId, revision, at })
}

/** A merge that stands. */
export async function readMerge(db: Db, id: string): Promise<Merge | null> {
  const row = await standing(db).where('merges.id', '=', id).executeTakeFirst()
  return row ?? null
}

function standing(db: Db) {
  return db
    .selectFrom('merges')
    .select(['merges.id', 'merges.kept_id as keptId', 'merges.gone_id as goneId', 'merges.day'])
    .where('merges.undone_at', 'is', null)
}

/** The other record of the last merge that stands and was made with `keptId` after this one. */
export async function findLaterPartner(
  db: Db,
  { id, keptId }: Merge,
): Promise<{ name: string; recordNo: string } | null> {
  const row = await db
    .selectFrom('merges')
    .innerJoin('patients', (join) =>
      join.on((eb) =>
        eb(
          'patients.id',
          '=',
          eb
            .case()
            .when('merges.kept_id', '=', keptId)
            .then(eb.ref('merges.gone_id'))
            .else(eb.ref('merges.kept_id'))
            .end(),
        ),
      ),
    )
    .select(['patients.name', 'patients.record_no as recordNo'])
    .where('merges.undone_at', 'is', null)
    .where((eb) => eb.or([eb('merges.kept_id', '=', keptId), eb('merges.gone_id', '=', keptId)]))
    .where('merges.seq', '>', (eb) =>
      eb.selectFrom('merges as this').select('this.seq').where('this.id', '=', id),
    )
    .orderBy('merges.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

type Named = { id: string; name: string; recordNo: string }
export type ListedMerge = { id: string; at: number; staffName: string; kept: Named; gone: Named }

/** The merges of a day that stand, the last first. */
export async function listMerges(db: Db, day: LocalDate): Promise<ListedMerge[]> {
  const rows = await standing(db)
    .innerJoin('patients as kept', 'kept.id', 'merges.kept_id')
    .innerJoin('patients as gone', 'gone.id', 'merges.gone_id')
    .innerJoin('staff', 'staff.id', 'merges.staff_id')
    .select([
      'merges.at',
      'staff.name as staffName',
      'kept.name as keptName',
      'kept.record_no as keptNo',
      'gone.name as goneName',
      'gone.record_no as goneNo',
    ])
    .where('merges.day', '=', day)
    .orderBy('merges.seq', 'desc')
    .execute()
  return rows.map(({ id, at, staffName, ...row }) => ({
    id,
    at,
    staffName,
    kept: { id: row.keptId, name: row.keptName, recordNo: row.keptNo },
    gone: { id: row.goneId, name: row.goneName, recordNo: row.goneNo },
  }))
}
