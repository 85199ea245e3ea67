import type { matchKinds } from '#contract/hub/patient'
import type { Db } from './open.ts'
import { backward, endLength } from './patient-search.ts'

export type MatchKind = (typeof matchKinds)[number]
/** `tokens` are the beginnings of words that were looked for; `matched` null: the row itself says which of its names met them. */
export type Found = { rid: number; matched: MatchKind | null; tokens: readonly string[] }

/** Numbers that are a person's own; the others are shared by a family. */
const ownNumbers: readonly MatchKind[] = ['nik', 'rm', 'kartu', 'paspor']

/** Whom a whole number belongs to: its owner, or those who share it. */
export async function findByWholeNumber(db: Db, number: string, limit: number): Promise<Found[]> {
  const rows = await db
    .selectFrom('patient_numbers')
    .select(['rid', 'kind as matched'])
    .where('key', '=', number)
    .limit(limit)
    .execute()
  const owners = rows.filter(({ matched }) => ownNumbers.includes(matched))
  return (owners.length > 0 ? owners : rows).map((row) => ({ ...row, tokens: [] }))
}

/** Numbers that begin so; from four characters on those that end so, too. */
export async function* findByNumber(db: Db, number: string, limit: number): AsyncGenerator<Found[]> {
  yield numberRange(db, number, limit)
  if (number.length >= 4) yield numberRange(db, backward(number), limit)
}

/** Whose number ends with more characters than the index holds has to be looked up. */
export async function endingAsAsked(
  db: Db,
  ends: string | null,
  rows: readonly Found[],
): Promise<readonly Found[]> {
  if (ends === null || ends.length <= endLength || rows.length === 0) return rows
  const ending = await numbersEnding(
    db,
    ends,
    rows.map(({ rid }) => rid),
  )
  return rows.filter(({ rid }) => ending.has(rid))
}

/** Of these people those with a number that ends so, and which of their numbers it is. */
export async function numbersEnding(
  db: Db,
  ends: string,
  rids: readonly number[],
): Promise<Map<number, MatchKind>> {
  const key = backward(ends)
  const rows = await db
    .selectFrom('patient_numbers')
    .select(['rid', 'kind'])
    .where('key', '>=', key)
    .where('key', '<', `${key}~`)
    .where('rid', 'in', rids)
    .execute()
  return new Map(rows.map(({ rid, kind }) => [rid, kind]))
}

async function numberRange(db: Db, key: string, limit: number): Promise<Found[]> {
  const rows = await db
    .selectFrom('patient_numbers')
    .select(['rid', 'kind as matched'])
    .where('key', '>=', key)
    .where('key', '<', `${key}~`)
    .orderBy('key')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, tokens: [] }))
}
