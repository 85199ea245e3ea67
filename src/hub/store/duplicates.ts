import { type Selectable, sql } from 'kysely'
import { type Compared, compareRecords, type DuplicateLevel, type Evidence } from '#domain/duplicate'
import type { WordShare } from '#domain/duplicate-name'
import { findCandidates } from './duplicate-candidates.ts'
import type { Db } from './open.ts'
import { type PatientHit, readHits } from './patient-hits.ts'
import { birthOf } from './patients.ts'
import type { PatientTable } from './schema.ts'
import type { WordShares } from './word-shares.ts'

/** The person as typed so far; `exceptId` is the record that is being corrected. */
export type DuplicateQuery = Compared & { exceptId: string | null }
export type DuplicateHit = PatientHit & { level: DuplicateLevel; evidence: Evidence[] }

/** More would not be read, and the first is nearly always the one. */
const mostShown = 5

/**
 * People on file who may be the one being typed, the likeliest first, each with what speaks for and against it. Never
 * a reason to block. Who was merged away, or was looked at and found to be somebody else, is not among them.
 */
export async function findDuplicates(
  db: Db,
  sharesOf: WordShares,
  query: DuplicateQuery,
): Promise<DuplicateHit[]> {
  const shareOf = await sharesOf([query.name, query.motherName])
  const rids = await findCandidates(db, query, shareOf)
  const likely = await weighCandidates(db, query, rids, shareOf)
  const shown = likely.toSorted((a, b) => b.score - a.score || a.rid - b.rid).slice(0, mostShown)
  const hits = await readHits(
    db,
    shown.map(({ rid }) => rid),
  )
  return shown.flatMap(({ rid, level, evidence }) => {
    const hit = hits.get(rid)
    return hit ? [{ ...hit, level, evidence }] : []
  })
}

type Weighed = { rid: number; score: number; level: DuplicateLevel; evidence: Evidence[] }

async function weighCandidates(
  db: Db,
  query: DuplicateQuery,
  rids: readonly number[],
  shareOf: WordShare,
): Promise<Weighed[]> {
  const others = await readSettled(db, query.exceptId)
  const rows = await db
    .selectFrom('patients')
    .select(comparedColumns)
    .where(sql<boolean>`rid IN (SELECT value FROM json_each(${JSON.stringify(rids)}))`)
    .where('merged_into', 'is', null)
    .execute()
  return rows.flatMap((row) => {
    if (row.id === query.exceptId || others.has(row.id)) return []
    const { level, ...found } = compareRecords(query, comparedOf(row), shareOf)
    return level === null ? [] : [{ rid: row.rid, level, ...found }]
  })
}

const comparedColumns = [
  'rid',
  'id',
  'name',
  'temporary',
  'sex',
  'birth_date',
  'birth_precision',
  'nik',
  'card_no',
  'passport',
  'mother_id',
  'mother_name',
  'birth_order',
  'family_id',
  'village_code',
  'rt',
  'rw',
  'phone',
] as const

type ComparedRow = Pick<Selectable<PatientTable>, (typeof comparedColumns)[number]>

/** A temporary name describes a stranger; it is nobody's own. */
function comparedOf(row: ComparedRow): Compared {
  return {
    name: row.temporary === 1 ? '' : row.name,
    sex: row.sex,
    birth: birthOf(row),
    nik: row.nik,
    cardNo: row.card_no,
    passport: row.passport,
    motherId: row.mother_id,
    motherName: row.mother_name,
    birthOrder: row.birth_order,
    familyId: row.family_id,
    villageCode: row.village_code,
    rt: row.rt,
    rw: row.rw,
    phone: row.phone,
  }
}

/** Records that a person compared with this one and called somebody else's. */
async function readSettled(db: Db, id: string | null): Promise<Set<string>> {
  if (id === null) return new Set()
  const rows = await db
    .selectFrom('different_people')
    .select(['first_id', 'second_id'])
    .where((eb) => eb.or([eb('first_id', '=', id), eb('second_id', '=', id)]))
    .execute()
  return new Set(rows.flatMap((row) => [row.first_id, row.second_id]))
}
