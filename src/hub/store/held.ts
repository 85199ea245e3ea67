import { type SelectQueryBuilder, sql } from 'kysely'
import type { LocalDate } from '#domain/local-date'
import type { Db, Tx } from './open.ts'
import type { RecordKind, RecordRef } from './outbox.ts'
import { isOf, type Side } from './proof.ts'
import type { Schema } from './schema.ts'

/** For a screen, and of each run: more than that is one fault many times, and the run's counts tell how many. */
export const mostFaults = 200

/** A record, and what names it for a clerk. */
export type NamedRow = RecordRef & {
  layer: number
  patientId: string | null
  patientName: string | null
  recordNo: string | null
  visit: { id: string; series: string; number: number; day: string } | null
  roomName: string | null
  /** What was given, where the record is of care. */
  care: string | null
}
export type HeldRow = NamedRow & {
  words: string
  attempts: number
  /** No longer set apart: it has changed, or the district has taken it. */
  mended: boolean
}

/** Part of a long list: so many records, behind one of them. */
export type Portion = { most: number; after: Pick<NamedRow, 'layer' | 'recordId'> | null }
const firstOnScreen: Portion = { most: mostFaults, after: null }

/** All of them, some hundred at a time. */
export async function* inPortions<Row extends NamedRow>(
  read: (portion: Portion) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  let portion: Portion = { most: 500, after: null }
  for (;;) {
    const rows = await read(portion)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    portion = { ...portion, after: last }
  }
}

export async function listHeld(db: Db, { most, after } = firstOnScreen): Promise<HeldRow[]> {
  const held = db
    .selectFrom('outbox')
    .select(['kind', 'record_id', 'layer', 'words', 'attempts', sql<0 | 1>`0`.as('mended')])
    .where('held', '=', 1)
    .$if(after !== null, (all) =>
      all.where(sql<boolean>`(layer, record_id) > (${after?.layer}, ${after?.recordId})`),
    )
    .orderBy('layer')
    .orderBy('record_id')
    .limit(most)
  return await withNames(db, held)
}

/** Of a kind what a run would send now. */
export async function listWaiting(
  db: Db,
  kind: RecordKind,
  { most, after } = firstOnScreen,
): Promise<NamedRow[]> {
  const waiting = db
    .selectFrom('outbox')
    .select(['kind', 'record_id', 'layer', ...unheld])
    .where('held', '=', 0)
    .where('kind', '=', kind)
    .where('record_id', '>', after?.recordId ?? '')
    .orderBy('record_id')
    .limit(most)
  return await withNames(db, waiting)
}

/** What a server has confirmed of these days, of all with a null among them. */
export async function listOfDays(
  db: Db,
  side: Side,
  days: readonly (LocalDate | null)[],
  { most, after } = firstOnScreen,
): Promise<NamedRow[]> {
  const confirmed = db
    .selectFrom('links')
    .select(['kind', 'record_id', sql<number>`0`.as('layer'), ...unheld])
    .where('target', '=', side.target)
    .where('kind', '=', side.kind)
    .where('sent_revision', '>', 0)
    .where('record_id', '>', after?.recordId ?? '')
    .where((eb) =>
      eb.or(days.map((day) => (day === null ? sql<boolean>`1` : isOf(side, day, 'links.record_id')))),
    )
    .orderBy('record_id')
    .limit(most)
  return await withNames(db, confirmed)
}

/** What had to be mended when a run ended, and whether it has been since. */
export async function listFaultsOf(db: Db, runId: string): Promise<HeldRow[]> {
  const faults = db
    .selectFrom('run_faults')
    .leftJoin('outbox', (join) =>
      join
        .onRef('outbox.kind', '=', 'run_faults.kind')
        .onRef('outbox.record_id', '=', 'run_faults.record_id')
        .on('outbox.held', '=', 1),
    )
    .select(['run_faults.kind', 'run_faults.record_id', 'run_faults.words'])
    .select([
      sql<number>`coalesce(outbox.layer, 0)`.as('layer'),
      sql<number>`coalesce(outbox.attempts, 0)`.as('attempts'),
      sql<0 | 1>`outbox.kind IS NULL`.as('mended'),
    ])
    .where('run_faults.run_id', '=', runId)
  return await withNames(db, faults)
}

/** Keeps with a run what has to be mended at its end; who that is, is read when it is looked at. */
export async function keepFaults(tx: Tx, runId: string, forgetBefore: number): Promise<void> {
  await sql`
    INSERT INTO run_faults (run_id, kind, record_id, words)
    SELECT ${runId}, kind, record_id, coalesce(words, '') FROM outbox WHERE held = 1
    ORDER BY layer, record_id LIMIT ${mostFaults}`.execute(tx)
  await sql`
    DELETE FROM run_faults
    WHERE run_id IN (SELECT id FROM sync_runs WHERE started_at < ${forgetBefore})`.execute(tx)
}

/** Of records that nobody has refused. */
const unheld = [
  sql<string | null>`NULL`.as('words'),
  sql<number>`0`.as('attempts'),
  sql<0 | 1>`0`.as('mended'),
] as const

type Fault = {
  kind: RecordRef['kind']
  record_id: string
  layer: number
  words: string | null
  attempts: number
  mended: 0 | 1
}

/** Each as the clerk knows it: whose, which visit, which room. */
async function withNames(db: Db, faults: SelectQueryBuilder<Schema, never, Fault>): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom(faults.as('fault'))
    .leftJoin('care_events as care', 'care.id', 'fault.record_id')
    .leftJoin('coverages', 'coverages.id', 'fault.record_id')
    .leftJoin('visits', (join) =>
      join.on((eb) => eb('visits.id', '=', eb.fn.coalesce('care.visit_id', 'fault.record_id'))),
    )
    .leftJoin('patients', (join) =>
      join.on((eb) =>
        eb(
          'patients.id',
          '=',
          eb.fn.coalesce('visits.patient_id', 'coverages.patient_id', 'fault.record_id'),
        ),
      ),
    )
    .leftJoin('service_points', 'service_points.id', 'fault.record_id')
    .select([
      'fault.kind',
      'fault.record_id as recordId',
      'fault.layer',
      'fault.words',
      'fault.attempts',
      'fault.mended',
      'patients.id as patientId',
      'patients.name as patientName',
      'patients.record_no as recordNo',
      'visits.id as visitId',
      'visits.series',
      'visits.number',
      'visits.day',
      'service_points.name as roomName',
      'care.label as care',
    ])
    .orderBy('fault.layer')
    .orderBy('fault.record_id')
    .execute()
  return rows.map(({ visitId, series, number, day, words, mended, ...row }) => ({
    ...row,
    words: words ?? '',
    mended: mended === 1,
    visit:
      visitId === null || series === null || number === null || day === null
        ? null
        : { id: visitId, series, number, day },
  }))
}
