import { sql } from 'kysely'
import type { DuplicateLevel, Evidence } from '#domain/duplicate'
import type { Db, Tx } from './open.ts'
import type { Body } from './schema.ts'

export type PairState = 'candidate' | 'same' | 'different'

export type Arrived = { id: string; name_key: string | null; body: Body }

/** Records that came in or changed since they were last compared; another sitting takes others. */
export async function takeToCompare(tx: Tx, most: number): Promise<Arrived[]> {
  const { rows } = await sql<Arrived>`
    select patients.id, patients.name_key, resources.body
    from patients join resources on resources.type = 'Patient' and resources.id = patients.id
    where not patients.compared order by patients.id limit ${most}
    for update of patients skip locked`.execute(tx)
  return rows
}

/** The keys of names that were stored before names had any. */
export async function setNameKeys(tx: Tx, keys: readonly { id: string; name_key: string }[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update patients set name_key = told.name_key
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as told (id uuid, name_key text)
    where told.id = patients.id`.execute(tx)
}

export type Match = { one: string; other: string; body_one: Body; body_other: Body }

/**
 * Records in use of two facilities with one NIK, or with one name and birth date: of each of `ids` with every other.
 * What a person decided stays; what nobody decided is found anew.
 */
export async function findMatches(tx: Tx, ids: readonly string[]): Promise<Match[]> {
  await sql`
    delete from same_people
    where state = 'candidate' and (one = any(${ids}::uuid[]) or other = any(${ids}::uuid[]))`.execute(tx)
  const { rows } = await sql<Match>`
    with pairs as (
      select mine.id as mine, theirs.id as theirs from patients as mine
      join patients as theirs on theirs.nik = mine.nik and theirs.facility <> mine.facility
      where mine.id = any(${ids}::uuid[]) and mine.active and theirs.active
      union
      select mine.id, theirs.id from patients as mine
      join patients as theirs on theirs.name_key = mine.name_key and theirs.birth = mine.birth
        and theirs.facility <> mine.facility
      where mine.id = any(${ids}::uuid[]) and mine.active and theirs.active
    )
    select distinct on (one.id, other.id) one.id as one, other.id as other,
      one.body as body_one, other.body as body_other
    from pairs
    join resources as one on one.type = 'Patient' and one.id = least(mine, theirs)
    join resources as other on other.type = 'Patient' and other.id = greatest(mine, theirs)`.execute(tx)
  return rows
}

export type Candidate = {
  one: string
  other: string
  score: number
  level: DuplicateLevel
  evidence: Evidence[]
}

export async function saveCandidates(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  if (candidates.length === 0) return
  await tx
    .insertInto('same_people')
    .values(
      candidates.map(({ evidence, ...candidate }) => ({
        ...candidate,
        evidence: JSON.stringify(evidence),
        state: 'candidate' as const,
        decided_by: null,
        decided_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function markCompared(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update patients set compared = true where id = any(${ids}::uuid[])`.execute(tx)
}

export type Side = { id: string; facility: string; village: string | null; body: Body }
export type Pair = {
  one: Side
  other: Side
  level: DuplicateLevel
  evidence: Evidence[]
  state: PairState
  decidedBy: string | null
  decidedAt: Date | null
}

/** The likeliest first; of those decided, the newest. */
export async function listPairs(db: Db, state: PairState, most: number): Promise<Pair[]> {
  const rows = await db
    .selectFrom('same_people as pair')
    .innerJoin('patients as p1', 'p1.id', 'pair.one')
    .innerJoin('patients as p2', 'p2.id', 'pair.other')
    .innerJoin('facilities as f1', 'f1.id', 'p1.facility')
    .innerJoin('facilities as f2', 'f2.id', 'p2.facility')
    .innerJoin('resources as r1', (join) =>
      join.onRef('r1.id', '=', 'pair.one').on('r1.type', '=', 'Patient'),
    )
    .innerJoin('resources as r2', (join) =>
      join.onRef('r2.id', '=', 'pair.other').on('r2.type', '=', 'Patient'),
    )
    .leftJoin('staff', 'staff.id', 'pair.decided_by')
    .select([
      'pair.one',
      'pair.other',
      'pair.level',
      'pair.evidence',
      'pair.state',
      'pair.decided_at',
      'f1.name as facility_one',
      'f2.name as facility_other',
      'p1.village as village_one',
      'p2.village as village_other',
      'r1.body as body_one',
      'r2.body as body_other',
      'staff.name as decided_by',
    ])
    .where('pair.state', '=', state)
    .orderBy('pair.decided_at', (order) => order.desc().nullsFirst())
    .orderBy('pair.score', 'desc')
    .orderBy('pair.one')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    one: { id: row.one, facility: row.facility_one, village: row.village_one, body: row.body_one },
    other: { id: row.other, facility: row.facility_other, village: row.village_other, body: row.body_other },
    level: row.level,
    evidence: row.evidence,
    state: row.state,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  }))
}

type Counts = { total: number; waiting: number; records: number }

/** Pairs in this state, records not yet compared, and all records. */
export async function countPairs(db: Db, state: PairState): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select (select count(*)::integer from same_people where state = ${state}) as total,
      (select count(*)::integer from patients where not compared) as waiting,
      (select count(*)::integer from patients) as records`.execute(db)
  return rows[0] ?? { total: 0, waiting: 0, records: 0 }
}

/** False when there is no such pair. A decision taken back makes it a candidate again. */
export async function decidePair(
  tx: Tx,
  pair: { one: string; other: string; state: PairState },
  by: { staff: string | null; at: Date },
): Promise<boolean> {
  const decided = pair.state !== 'candidate'
  const done = await tx
    .updateTable('same_people')
    .set({
      state: pair.state,
      decided_by: decided ? by.staff : null,
      decided_at: decided ? by.at : null,
    })
    .where('one', '=', pair.one)
    .where('other', '=', pair.other)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}
