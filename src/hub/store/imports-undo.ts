import { sql } from 'kysely'
import { rewriteMemberKeys } from './families.ts'
import { leaveHeads, removeEmptyCards } from './families-bulk.ts'
import type { Db, Tx } from './open.ts'
import { type Bulk, mergeSome } from './patients-bulk.ts'

/** Why somebody of an import stays when it is taken back: every way in which people have begun to rely on the record. */
const ties = {
  corrected: { words: 'datanya sudah diubah', sql: sql<boolean>`p.revision > 1` },
  visited: {
    words: 'sudah berkunjung',
    sql: sql<boolean>`EXISTS (SELECT 1 FROM visits WHERE patient_id = p.id)`,
  },
  booked: {
    words: 'punya janji temu',
    sql: sql<boolean>`EXISTS (SELECT 1 FROM bookings WHERE patient_id = p.id)`,
  },
  consented: {
    words: 'punya lembar persetujuan',
    sql: sql<boolean>`EXISTS (SELECT 1 FROM consents WHERE patient_id = p.id)`,
  },
  merged: {
    words: 'digabung dengan catatan lain',
    sql: sql<boolean>`EXISTS (SELECT 1 FROM merges WHERE kept_id = p.id OR gone_id = p.id)
      OR EXISTS (SELECT 1 FROM patients AS other
        WHERE other.merged_into = p.id AND (other.import_id IS NOT p.import_id OR other.revision > 1))
      OR EXISTS (SELECT 1 FROM different_people WHERE first_id = p.id OR second_id = p.id)`,
  },
  related: {
    words: 'tercatat sebagai ibu pasien lain',
    sql: sql<boolean>`EXISTS (SELECT 1 FROM patients AS child WHERE child.mother_id = p.id)`,
  },
  lookedUp: { words: 'kepesertaannya sudah dicek', sql: sql<boolean>`p.membership_at IS NOT NULL` },
  sent: {
    words: 'sudah dikirim atau menunggu dikirim ke dinas',
    sql: sql<boolean>`EXISTS (SELECT 1 FROM outbox WHERE kind = 'patient' AND record_id = p.id)
      OR EXISTS (SELECT 1 FROM links WHERE kind = 'patient' AND record_id = p.id)`,
  },
  opened: {
    words: 'sudah dibuka petugas',
    sql: sql<boolean>`EXISTS (SELECT 1 FROM audit WHERE subject = 'patient' AND subject_id = p.id)`,
  },
} as const
const tieNames = Object.keys(ties) as (keyof typeof ties)[]

/** `isOld`: not somebody who was added, but the old record of somebody on file. */
type Tied = {
  rid: number
  id: string
  recordNo: string
  name: string
  familyId: string | null
  isOld: boolean
  reasons: string[]
}
type TiedRow = {
  rid: number
  id: string
  record_no: string
  name: string
  family_id: string | null
  merged_into: string | null
} & Record<keyof typeof ties, 0 | 1>

/** The next people of an import, each with what ties them; without a reason nobody has used the record. */
async function nextPeople(db: Db, importId: string, after: number, limit: number): Promise<Tied[]> {
  const flags = sql.join(tieNames.map((tie) => sql`(${ties[tie].sql}) AS ${sql.ref(tie)}`))
  const { rows } = await sql<TiedRow>`
    SELECT p.rid, p.id, p.record_no, p.name, p.family_id, p.merged_into, ${flags} FROM patients AS p
    WHERE p.import_id = ${importId} AND p.rid > ${after} ORDER BY p.rid LIMIT ${limit}`.execute(db)
  return rows.map((row) => ({
    rid: row.rid,
    id: row.id,
    recordNo: row.record_no,
    name: row.name,
    familyId: row.family_id,
    isOld: row.merged_into !== null && row.merged === 0,
    reasons: tieNames.filter((tie) => row[tie] === 1).map((tie) => ties[tie].words),
  }))
}

/**
 * Takes back the next people whom an import added and nobody has used since; the others stay. Their rows go for good:
 * nobody was ever served, shown or sent by them, and people who do not belong to this Puskesmas must not stay in its
 * records. Old numbers go whoever bears them, and cards that the import brought along once they are empty. Should
 * anything that is not listed above refer to them, its foreign key stops the whole step.
 */
export async function takeBackNext(
  bulk: Bulk,
  importId: string,
  after: number,
  limit: number,
): Promise<{ last: number; takenBack: number } | null> {
  const { tx } = bulk
  const people = await nextPeople(tx, importId, after, limit)
  const last = people.at(-1)
  if (!last) return null
  const gone = people.filter(({ reasons }) => reasons.length === 0)
  const takenBack = gone.filter(({ isOld }) => !isOld).length
  if (gone.length > 0) {
    await removePeople(bulk, importId, gone)
    await removeEmptyCards(tx, [...new Set(gone.flatMap(({ familyId }) => familyId ?? []))])
    await tx
      .updateTable('imports')
      .set((eb) => ({ taken_back: eb('taken_back', '+', takenBack) }))
      .where('id', '=', importId)
      .execute()
  }
  return { last: last.rid, takenBack }
}

async function removePeople({ tx, driver }: Bulk, importId: string, gone: readonly Tied[]): Promise<void> {
  const ids = gone.map(({ id }) => id)
  const old = await tx.selectFrom('patients').select('rid').where('merged_into', 'in', ids).execute()
  const rids = [...gone, ...old].map(({ rid }) => rid)
  await tx.deleteFrom('patient_words').where('rowid', 'in', rids).execute()
  mergeSome(driver)
  await tx.deleteFrom('patient_numbers').where('rid', 'in', rids).execute()
  await tx.deleteFrom('patient_lists').where('rid', 'in', rids).execute()
  await tx
    .deleteFrom('import_rows')
    .where('import_id', '=', importId)
    .where('patient_id', 'in', ids)
    .execute()
  await leaveHeads(tx, ids)
  // Old records of people who go with them refer to those people, so they go first.
  for (const some of [old.map(({ rid }) => rid), rids])
    if (some.length > 0) await tx.deleteFrom('patients').where('rid', 'in', some).execute()
}

/**
 * The numbers of rows that were kept out are free again, as those of the people who were taken back: of `most` rows behind
 * a row of the file. The last of them, or null when there are no more.
 */
export async function freeKeptNumbers(
  tx: Tx,
  importId: string,
  after: number,
  most: number,
): Promise<number | null> {
  const rows = await tx
    .selectFrom('import_rows')
    .select('row_no')
    .where('import_id', '=', importId)
    .where('row_no', '>', after)
    .where('record_key', 'is not', null)
    .orderBy('row_no')
    .limit(most)
    .execute()
  const last = rows.at(-1)?.row_no
  if (last === undefined) return null
  await tx
    .updateTable('import_rows')
    .set({ record_key: null })
    .where('import_id', '=', importId)
    .where('row_no', '>', after)
    .where('row_no', '<=', last)
    .where('record_key', 'is not', null)
    .execute()
  return last
}

/** Whoever stays of an import, or of a card that it joined, is found no longer by a head who has gone. */
export async function forgetHeads(tx: Tx, importId: string): Promise<void> {
  const headless = await tx
    .selectFrom('families')
    .select('id')
    .where('head_id', 'is', null)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('import_id', '=', importId),
        exists(
          selectFrom('patients')
            .select('rid')
            .whereRef('patients.family_id', '=', 'families.id')
            .where('patients.import_id', '=', importId),
        ),
      ]),
    )
    .execute()
  for (const { id } of headless) await rewriteMemberKeys(tx, id)
}

/** Who stays of an import that was taken back, with why. */
export async function listKept(
  db: Db,
  importId: string,
  limit: number,
): Promise<{ id: string; recordNo: string; name: string; reasons: string[] }[]> {
  const kept: Tied[] = []
  for (let after = 0; kept.length < limit; ) {
    const people = await nextPeople(db, importId, after, 200)
    const last = people.at(-1)
    if (!last) break
    kept.push(...people.filter(({ reasons }) => reasons.length > 0))
    after = last.rid
  }
  return kept.slice(0, limit).map(({ id, recordNo, name, reasons }) => ({ id, recordNo, name, reasons }))
}
